import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../kernel/store.ts';
import type { Run } from './run.ts';

/** Somebody else changed the execution in the meantime: what was worked out is void. */
export class Overtaken extends Error {}

interface Waiting {
  run: Run;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Stores the executions that move in the same moment in one transaction: a commit costs more than what is in it. */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #store: (run: Run) => boolean;
  #waiting: Waiting[] = [];

  /** `store` writes one run within the transaction and says whether it was still current. */
  constructor(db: DatabaseSync, store: (run: Run) => boolean) {
    this.#db = db;
    this.#store = store;
  }

  /** Settles when the run is stored; other work gets its turn in between. */
  add(run: Run): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ run, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const stored = inTransaction(this.#db, () => waiting.map(({ run }) => this.#store(run)));
      waiting.forEach(({ resolve, reject }, index) => {
        if (stored[index]) resolve();
        else reject(new Overtaken());
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
