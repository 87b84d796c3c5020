// Jest's transform: TypeScript and TSX to the ES modules that Node 24 runs, by the bundler that also builds the functions.
import { transformSync } from 'esbuild';

export default {
  process(source, path) {
    const loader = path.endsWith('x') ? 'tsx' : 'ts';
    const { code, map } = transformSync(source, {
      loader,
      sourcefile: path,
      format: 'esm',
      target: 'node24',
      sourcemap: true,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
    return { code, map };
  },
};
