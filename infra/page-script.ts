import { join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { root } from './cdk-context.ts';

/** How what runs in a browser is built: one classic script of its own, for phones of the last years. */
export const pageScriptOptions = (path: string) =>
  ({
    entryPoints: [path],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    // The licences of what is within ask to stay with it.
    legalComments: 'inline',
    write: false,
    logLevel: 'warning',
  }) satisfies BuildOptions;

/** An import that ends in `?script` gives the built script as text, for a page's asset. */
export const pageScripts: Plugin = {
  name: 'page-scripts',
  setup(bundler) {
    bundler.onResolve({ filter: /\?script$/ }, async ({ path, resolveDir, kind }) => {
      const resolved = await bundler.resolve(path.replace(/\?script$/, ''), { resolveDir, kind });
      // Source maps name it by its path from the root, never by the machine's.
      return { path: relative(root, resolved.path), errors: resolved.errors, namespace: 'page-script' };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'page-script' }, async ({ path }) => {
      const { outputFiles } = await build(pageScriptOptions(join(root, path)));
      return { contents: outputFiles[0]?.text ?? '', loader: 'text' };
    });
  },
};
