/**
 * Bundles each deployed function into a folder of its own, `dist/functions/<name>/index.mjs`. Runs in-process before
 * every synthesis, and by hand as `npm run bundle`.
 *
 * Our own script and not CDK's NodejsFunction, since that writes one file: with `splitting` the SDK's credential chain,
 * which Lambda never uses, stays in chunks that are not read, and a cold import takes 40 % less.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { deployed } from '../functions/deployed.ts';
import { root } from './cdk-context.ts';
import { pageScripts } from './page-script.ts';

export const bundlesFolder = join(root, 'dist', 'functions');

// The name is long, since minified code has all the short ones. Some packages are CommonJS and ask for Node's own modules by `require`, which an ES module does not have.
const requireBanner =
  "import{createRequire as perennialCreateRequire}from'node:module';const require=perennialCreateRequire(import.meta.url);";

const bundle = (entry: string, folder: string) =>
  build({
    absWorkingDir: root,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    // Positions only: a stack trace needs no source text, and the text would double what is uploaded.
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: requireBanner },
    plugins: [pageScripts],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });

const isSame = (path: string, contents: Uint8Array): boolean => {
  try {
    return readFileSync(path).equals(contents);
  } catch {
    return false;
  }
};

/** Another run may bundle or read at the same time: a file is replaced whole, and only if it differs. */
const replaceFolder = (folder: string, files: OutputFile[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    if (isSame(file.path, file.contents)) continue;
    mkdirSync(dirname(file.path), { recursive: true });
    const temporary = `${file.path}.${process.pid}.tmp`;
    writeFileSync(temporary, file.contents);
    renameSync(temporary, file.path);
  }
  const wanted = new Set(files.map((file) => relative(folder, file.path)));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(mjs|map)$/.test(name) && !wanted.has(name)) rmSync(join(folder, name), { force: true });
  }
};

/** The files that are read when `entry` is imported: whatever no dynamic import brings. */
const readAtStart = (entry: string, outputs: Metafile['outputs'], found = new Set<string>()): Set<string> => {
  found.add(entry);
  for (const { path, kind } of outputs[entry]?.imports ?? []) {
    if (kind === 'import-statement' && path in outputs && !found.has(path)) readAtStart(path, outputs, found);
  }
  return found;
};

export interface Bundled {
  name: string;
  folder: string;
  bytes: number;
  /** The files that a cold start reads; the others wait for a dynamic import. */
  readAtStart: string[];
}

/** Bundles each entry file, given by its path from the root, into the folder of its name. */
export const bundleEntries = (entries: Record<string, string>, into: string): Promise<Bundled[]> =>
  Promise.all(
    Object.entries(entries).map(async ([name, entry]) => {
      const folder = join(into, name);
      const { outputFiles, metafile } = await bundle(entry, folder);
      replaceFolder(folder, outputFiles);
      const code = outputFiles.filter((file) => file.path.endsWith('.mjs'));
      const bytes = code.reduce((sum, file) => sum + file.contents.length, 0);
      const started = readAtStart(relative(root, join(folder, 'index.mjs')), metafile.outputs);
      return { name, folder, bytes, readAtStart: [...started].map((path) => join(root, path)) };
    }),
  );

export const bundleFunctions = (into = bundlesFolder): Promise<Bundled[]> =>
  bundleEntries(Object.fromEntries(Object.entries(deployed).map(([name, { entry }]) => [name, entry])), into);

/** The bundler prints its errors itself. */
export const isBuildFailure = (error: unknown): boolean => error instanceof Error && 'errors' in error;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  for (const { name, bytes } of await bundleFunctions())
    console.log(`${name.padEnd(12)} ${Math.ceil(bytes / 1024)} KB`);
  console.log(`bundled in ${Math.round(performance.now() - started)} ms`);
}
