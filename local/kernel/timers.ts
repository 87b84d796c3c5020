import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from './clock.ts';
import type { Work } from './work.ts';

export interface Timer {
  /** Unique in the whole cloud; setting the same id again moves the timer. By custom it starts with the service's name. */
  id: string;
  /** When it falls due, in the clock's milliseconds. */
  due: number;
  /** Which service's handler gets it. */
  service: string;
  /** What will happen, for people: shown by the time machine. No personal data. */
  what: string;
  /** JSON for the handler. */
  payload: unknown;
}

/**
 * The durable timers of every service, fired in order of due time (and of setting, where equal).
 * A handler gets its timer while it is still stored and must cancel it in the transaction in which it notes the effect:
 * after a kill in between, the timer fires again.
 */
export class Timers {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #work: Work;
  readonly #handlers = new Map<string, (timer: Timer) => void | Promise<void>>();
  readonly #firing = new Set<string>();
  #alarm: NodeJS.Timeout | undefined;
  #running = false;

  constructor(db: DatabaseSync, clock: Clock, work: Work) {
    this.#db = db;
    this.#clock = clock;
    this.#work = work;
    db.exec(`CREATE TABLE IF NOT EXISTS timers (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, due INTEGER NOT NULL,
      service TEXT NOT NULL, what TEXT NOT NULL, payload TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS timers_due ON timers (due, seq)`);
  }

  handle(service: string, handler: (timer: Timer) => void | Promise<void>): void {
    this.#handlers.set(service, handler);
  }

  set(timer: Timer): void {
    this.#db.prepare('DELETE FROM timers WHERE id = ?').run(timer.id);
    this.#db
      .prepare('INSERT INTO timers (id, due, service, what, payload) VALUES (?, ?, ?, ?, ?)')
      .run(timer.id, Math.ceil(timer.due), timer.service, timer.what, JSON.stringify(timer.payload ?? null));
    this.#arm();
  }

  cancel(id: string): void {
    this.#db.prepare('DELETE FROM timers WHERE id = ?').run(id);
  }

  /** The next timer that is not being fired already, or undefined. */
  next(): Timer | undefined {
    for (const row of this.#db.prepare('SELECT * FROM timers ORDER BY due, seq').iterate()) {
      if (!this.#firing.has(String(row.id))) return toTimer(row);
    }
    return undefined;
  }

  /** Every timer, in order of due time. */
  all(): Timer[] {
    return this.#db.prepare('SELECT * FROM timers ORDER BY due, seq').all().map(toTimer);
  }

  /** Starts firing timers as the clock reaches them. */
  start(): void {
    this.#running = true;
    this.#arm();
  }

  /** Stops firing (while the clock is being moved by hand, or at the end). */
  stop(): void {
    this.#running = false;
    clearTimeout(this.#alarm);
  }

  /** Fires every timer that is due by now, one after the other. */
  async fireDue(): Promise<void> {
    for (let timer = this.next(); timer !== undefined && timer.due <= this.#clock.now(); timer = this.next()) {
      await this.fire(timer);
    }
  }

  /** Fires one timer. */
  async fire(timer: Timer): Promise<void> {
    const handler = this.#handlers.get(timer.service);
    if (handler === undefined) throw new Error(`No service handles the timer ${timer.id} of ${timer.service}`);
    this.#firing.add(timer.id);
    try {
      await this.#work.run(async () => handler(timer));
    } finally {
      this.#firing.delete(timer.id);
    }
  }

  #arm(): void {
    clearTimeout(this.#alarm);
    if (!this.#running) return;
    const next = this.next();
    if (next === undefined) return;
    // A Node timer overflows after 24.8 days and would fire at once: never arm for longer than an hour.
    const delay = Math.min(Math.max(next.due - this.#clock.now(), 0), 3_600_000);
    this.#alarm = setTimeout(() => {
      void this.fireDue().finally(() => this.#arm());
    }, delay);
  }
}

function toTimer(row: Record<string, unknown>): Timer {
  return {
    id: String(row.id),
    due: Number(row.due),
    service: String(row.service),
    what: String(row.what),
    payload: JSON.parse(String(row.payload)),
  };
}
