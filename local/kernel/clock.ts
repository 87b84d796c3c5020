import type { DatabaseSync } from 'node:sqlite';

/**
 * The one clock of the local cloud, in milliseconds since 1970. It follows the machine's clock at a distance (the offset),
 * or stands still at one instant while a jump is under way. Kept in the store, so a restart goes on where it was.
 * `shared` is what function workers read: [offset, instant it stands at or NaN].
 */
export class Clock {
  readonly shared = new Float64Array(new SharedArrayBuffer(16));
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(
      'CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset REAL NOT NULL, frozen REAL)',
    );
    const row = db.prepare('SELECT offset, frozen FROM clock WHERE id = 1').get();
    this.shared[0] = Number(row?.offset ?? 0);
    // A process that was killed within a jump goes on from the instant that it had reached.
    if (row?.frozen !== null && row?.frozen !== undefined) this.shared[0] = Number(row.frozen) - Date.now();
    this.shared[1] = Number.NaN;
    this.#save();
  }

  now(): number {
    const frozen = this.shared[1] ?? Number.NaN;
    return Number.isNaN(frozen) ? Math.round(Date.now() + (this.shared[0] ?? 0)) : frozen;
  }

  /** Stands still at `instant` until `follow` is called. */
  freeze(instant: number): void {
    this.shared[1] = instant;
    this.#save();
  }

  /** Goes on with the machine's clock from where it stands now. */
  follow(): void {
    this.shared[0] = this.now() - Date.now();
    this.shared[1] = Number.NaN;
    this.#save();
  }

  /** Goes back to the machine's own time. */
  real(): void {
    this.shared[0] = 0;
    this.shared[1] = Number.NaN;
    this.#save();
  }

  #save(): void {
    const frozen = this.shared[1] ?? Number.NaN;
    this.#db
      .prepare(
        'INSERT INTO clock VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET offset = excluded.offset, frozen = excluded.frozen',
      )
      .run(this.shared[0] ?? 0, Number.isNaN(frozen) ? null : frozen);
  }
}
