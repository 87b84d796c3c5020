// Jest's transform of what runs in a browser: its import gives the script as text, as in the bundles.
import { buildSync } from 'esbuild';
import { pageScriptOptions } from '../../infra/page-script.ts';

export default {
  process(_source, path) {
    const [script] = buildSync(pageScriptOptions(path)).outputFiles;
    return { code: `export default ${JSON.stringify(script.text)};` };
  },
};
