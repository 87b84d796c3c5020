import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** All that the template is made from. */
const sources = ['infra', 'functions', 'statemachines', 'cdk.json', 'package-lock.json'];

interface Note {
  sources: string;
  output: string;
}

/**
 * Synthesizes the CDK app into `cdk.out`, in a thread of this process: the very template that is deployed. Does nothing where it is
 * there already, made from the same sources. Gives the assembly's folder.
 */
export async function synthesize(root: string): Promise<string> {
  const folder = join(root, 'cdk.out');
  const noteFile = join(folder, 'local-note.json');
  const wanted = digest(root, sources);
  if (existsSync(noteFile)) {
    const note: Note = JSON.parse(readFileSync(noteFile, 'utf8'));
    // Somebody else may have synthesized into the folder since: for an account, or from other sources.
    if (note.sources === wanted && note.output === digest(folder, templatesIn(folder))) return folder;
  }
  await runApp(root, folder);
  const note: Note = { sources: wanted, output: digest(folder, templatesIn(folder)) };
  writeFileSync(noteFile, JSON.stringify(note));
  return folder;
}

/** In a thread of its own: the CDK takes some hundreds of megabytes, which are free again when it has ended. */
function runApp(root: string, folder: string): Promise<void> {
  const { app } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const file = /^node (\S+\.ts)$/.exec(app)?.[1];
  if (file === undefined) throw new Error(`cdk.json: app must be "node FILE.ts", given was ${JSON.stringify(app)}`);
  // The template is for this machine and no account, whatever credentials are around.
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const worker = new Worker(pathToFileURL(join(root, file)), { env: { ...env, CDK_OUTDIR: folder } });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The app could not be synthesized: ${file} ended with code ${code} (see above)`));
    });
  });
}

function templatesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name === 'manifest.json' || /\.(template|assets)\.json$/.test(name));
}

/** One hash over files and folders, by path and content. */
function digest(root: string, names: string[]): string {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesUnder(join(root, name))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}
