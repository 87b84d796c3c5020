import type { DatabaseSync } from 'node:sqlite';

/** A mail that SES has accepted. */
export interface Mail {
  id: string;
  /** When, in the clock's milliseconds. */
  at: number;
  source: string;
  destinations: string[];
  /** As the From header reads. */
  from: string;
  subject: string;
  configurationSet: string | undefined;
  tags: Record<string, string[]>;
  raw: Buffer;
}

/** Every mail that was ever accepted, with its raw bytes. */
export class MailStore {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS ses_mails (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL, recipients INTEGER NOT NULL, summary TEXT NOT NULL, raw BLOB NOT NULL)`);
  }

  add({ raw, id, at, ...summary }: Mail): void {
    this.#db
      .prepare('INSERT INTO ses_mails (id, at, recipients, summary, raw) VALUES (?, ?, ?, ?, ?)')
      .run(id, at, summary.destinations.length, JSON.stringify(summary), raw);
  }

  get(id: string): Mail | undefined {
    const row = this.#db.prepare('SELECT id, at, summary, raw FROM ses_mails WHERE id = ?').get(id);
    return row === undefined ? undefined : { ...toSummary(row), raw: Buffer.from(row.raw as Uint8Array) };
  }

  /**
   * Newest first by the clock that they were sent at, which may have gone back since; without the raw bytes. Those of
   * one instant: the later arrival first.
   */
  list(): Omit<Mail, 'raw'>[] {
    return this.#db.prepare('SELECT id, at, summary FROM ses_mails ORDER BY at DESC, seq DESC').all().map(toSummary);
  }

  /** How many recipients have been sent to since an instant: SES's quota counts them, not mails. */
  recipientsSince(at: number): number {
    const row = this.#db.prepare('SELECT sum(recipients) AS sent FROM ses_mails WHERE at > ?').get(at);
    return Number(row?.sent ?? 0);
  }
}

function toSummary(row: Record<string, unknown>): Omit<Mail, 'raw'> {
  return { id: String(row.id), at: Number(row.at), ...JSON.parse(String(row.summary)) };
}
