import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import type { Timer, Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';
import { failure, type Outcome } from './protocol.ts';

export interface AsyncQueueDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  work: Work;
  /** Runs an event's function to its end, waiting for a free slot; undefined where the function is gone. */
  run: (functionName: string, payload: string) => Promise<Outcome | undefined>;
  /** Takes an event that is given up, in the transaction that forgets it here. */
  giveUp: (event: { functionName: string; payload: string; why: string }) => void;
}

// Lambda's defaults: two more attempts, one and two minutes later. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const retryMinutes = [1, 2];

/** Asynchronous invocations: accepted once they are stored, run at least once, tried again twice after an error. */
export class AsyncQueue {
  readonly #deps: AsyncQueueDeps;
  #closed = false;

  constructor(deps: AsyncQueueDeps) {
    this.#deps = deps;
    deps.db.exec(`CREATE TABLE IF NOT EXISTS lambda_events (id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL,
      payload TEXT NOT NULL, attempts INTEGER NOT NULL, waiting INTEGER NOT NULL)`);
    deps.timers.handle('lambda', (timer) => this.#retry(timer));
  }

  /** Stores an event, within the caller's transaction if there is one; it runs right after. */
  add(functionName: string, payload: string): void {
    const { db } = this.#deps;
    const { lastInsertRowid } = db
      .prepare('INSERT INTO lambda_events (function, payload, attempts, waiting) VALUES (?, ?, 0, 0)')
      .run(functionName, payload);
    this.#dispatch(Number(lastInsertRowid));
  }

  /** Goes on with what was stored and not finished when the process ended. */
  start(): void {
    const rows = this.#deps.db.prepare('SELECT id FROM lambda_events WHERE waiting = 0 ORDER BY id').all();
    for (const { id } of rows) this.#dispatch(Number(id));
  }

  close(): void {
    this.#closed = true;
  }

  #dispatch(id: number): void {
    // Counted from now on, run later: a transaction around `add` must have ended, one way or the other.
    const done = this.#deps.work.begin();
    setImmediate(() => {
      this.#attempt(id)
        .catch((error) => console.error('The local cloud failed with an asynchronous event:', error))
        .finally(done);
    });
  }

  async #attempt(id: number): Promise<void> {
    if (this.#closed) return;
    const { db, run, giveUp } = this.#deps;
    const row = db
      .prepare('SELECT function, payload, attempts FROM lambda_events WHERE id = ? AND waiting = 0')
      .get(id);
    if (row === undefined) return;
    const [functionName, payload] = [String(row.function), String(row.payload)];
    const outcome = await run(functionName, payload).catch((error) =>
      failure({ errorType: 'Error', errorMessage: String(error) }),
    );
    // A sandbox that was killed because the cloud ends has not failed: its event is run again at the next start.
    if (this.#closed) return;
    const minutes = retryMinutes[Number(row.attempts)];
    const hasFailed = outcome === undefined || outcome.functionError !== undefined;
    if (hasFailed && outcome !== undefined && minutes !== undefined) return this.#retryIn(minutes, id, functionName);
    inTransaction(db, () => {
      db.prepare('DELETE FROM lambda_events WHERE id = ?').run(id);
      const why = outcome === undefined ? 'there is no such function' : `it failed ${retryMinutes.length + 1} times`;
      if (hasFailed) giveUp({ functionName, payload, why });
    });
  }

  #retryIn(minutes: number, id: number, functionName: string): void {
    const { db, clock, timers } = this.#deps;
    inTransaction(db, () => {
      db.prepare('UPDATE lambda_events SET attempts = attempts + 1, waiting = 1 WHERE id = ?').run(id);
      timers.set({
        id: `lambda/event/${id}`,
        due: clock.now() + minutes * 60_000,
        service: 'lambda',
        what: `${functionName} is tried again after an error`,
        payload: id,
      });
    });
  }

  #retry(timer: Timer): void {
    const { db, timers } = this.#deps;
    inTransaction(db, () => {
      db.prepare('UPDATE lambda_events SET waiting = 0 WHERE id = ?').run(Number(timer.payload));
      timers.cancel(timer.id);
    });
    this.#dispatch(Number(timer.payload));
  }
}
