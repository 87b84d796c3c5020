import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '../kernel/store.ts';
import type { Unit } from './prices.ts';

/** What nobody is known for. */
export const other = '';

/** The counts in the cloud's store, by subject and unit, each written as it is counted. */
export class Tally {
  readonly #db: DatabaseSync;
  readonly #add: StatementSync;

  /** When counting began, in the clock's milliseconds. */
  readonly since: number;

  constructor(db: DatabaseSync, now: number) {
    this.#db = db;
    db.exec(
      `CREATE TABLE IF NOT EXISTS meter (subject TEXT NOT NULL, unit TEXT NOT NULL, amount REAL NOT NULL, PRIMARY KEY (subject, unit)) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS meter_since (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL)`,
    );
    db.prepare('INSERT OR IGNORE INTO meter_since VALUES (1, ?)').run(now);
    this.since = Number(db.prepare('SELECT at FROM meter_since').get()?.at);
    this.#add = db.prepare(
      'INSERT INTO meter VALUES (?, ?, ?) ON CONFLICT (subject, unit) DO UPDATE SET amount = amount + excluded.amount',
    );
    // Invocations that a kill cut short: nobody will tell any more whom they were about.
    this.#moveAll("subject LIKE '?%'", other);
  }

  count(subject: string, unit: Unit, amount = 1): void {
    if (amount !== 0) this.#add.run(subject, unit, amount);
  }

  /** Where an invocation's counts stand until it is known whom it is about. */
  static pending(requestId: string): string {
    return `?${requestId}`;
  }

  settle(requestId: string, subject: string): void {
    this.#moveAll('subject = ?', subject, Tally.pending(requestId));
  }

  all(): { subject: string; unit: Unit; amount: number }[] {
    const rows = this.#db.prepare('SELECT subject, unit, amount FROM meter ORDER BY subject').all();
    return rows.map(({ subject, unit, amount }) => ({
      subject: String(subject).startsWith('?') ? other : String(subject),
      unit: String(unit) as Unit,
      amount: Number(amount),
    }));
  }

  #moveAll(where: string, to: string, ...values: string[]): void {
    inTransaction(this.#db, () => {
      const rows = this.#db.prepare(`SELECT unit, amount FROM meter WHERE ${where}`).all(...values);
      this.#db.prepare(`DELETE FROM meter WHERE ${where}`).run(...values);
      for (const { unit, amount } of rows) this.#add.run(to, String(unit), Number(amount));
    });
  }
}
