import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes the data folder for this process alone. `fresh` deletes what is in it, but only where it is a data folder of
 * ours. Gives the function that lets it go; a process that is killed lets it go as well.
 */
export function takeDataFolder(folder: string, fresh: boolean): () => void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'lock.sqlite'))) {
    throw new Error(`${folder} holds other things than the data of the local cloud: choose another folder`);
  }
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    // Held until the end: the operating system lets it go with the process.
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`${folder} is in use by another local cloud: stop that one, or choose another folder by --data`, {
      cause: error,
    });
  }
  if (fresh) {
    for (const name of readdirSync(folder).filter((entry) => !entry.startsWith('lock.sqlite'))) {
      rmSync(join(folder, name), { recursive: true });
    }
  }
  return () => lock.close();
}
