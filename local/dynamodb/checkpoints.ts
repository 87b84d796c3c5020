import type { DatabaseSync } from 'node:sqlite';

/** How far one mapping has come, and how it fares with what comes next. */
export interface Checkpoint {
  /** The last record that is done with; undefined: none. */
  sequence: string | undefined;
  /** How often what comes next has failed. */
  attempts: number;
  /** When it failed first, in the clock's milliseconds. */
  failingSince: number | undefined;
  /** The size of the next batch while a bad record is being narrowed down; undefined: the mapping's own. */
  size: number | undefined;
  /** A timer will start the next attempt. */
  isWaiting: boolean;
}

/** Done with all up to this record, nothing held against the next. */
export function doneWith(sequence: string | undefined): Checkpoint {
  return { sequence, attempts: 0, failingSince: undefined, size: undefined, isWaiting: false };
}

/** Kept with every step, so that a kill repeats a batch but never loses one. */
export class Checkpoints {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS stream_checkpoints (mapping TEXT PRIMARY KEY, sequence TEXT, attempts INTEGER NOT NULL,
      failing_since INTEGER, size INTEGER, is_waiting INTEGER NOT NULL)`);
  }

  get(mapping: string): Checkpoint | undefined {
    const row = this.#db.prepare('SELECT * FROM stream_checkpoints WHERE mapping = ?').get(mapping);
    if (row === undefined) return undefined;
    return {
      sequence: row.sequence === null ? undefined : String(row.sequence),
      attempts: Number(row.attempts),
      failingSince: row.failing_since === null ? undefined : Number(row.failing_since),
      size: row.size === null ? undefined : Number(row.size),
      isWaiting: row.is_waiting === 1,
    };
  }

  set(mapping: string, { sequence, attempts, failingSince, size, isWaiting }: Checkpoint): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO stream_checkpoints VALUES (?, ?, ?, ?, ?, ?)')
      .run(mapping, sequence ?? null, attempts, failingSince ?? null, size ?? null, isWaiting ? 1 : 0);
  }
}
