import { mkdir, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { synthesize } from '../../local/synthesize.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache');

let made: Promise<string> | undefined;

/** The folder of the synthesized app, made anew only when its sources have changed. Test files at work side by side share it. */
export function assembly(): Promise<string> {
  made ??= exclusively('synthesis', () => synthesize(root));
  return made;
}

/** Runs `work` in one process at a time. A lock that is older than two minutes was left by a process that died. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(cache, { recursive: true });
  const lock = join(cache, `${name}.lock`);
  while (!(await taken(lock))) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    return await work();
  } finally {
    await rmdir(lock);
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > 120_000) await rmdir(lock).catch(() => undefined);
    return false;
  }
}
