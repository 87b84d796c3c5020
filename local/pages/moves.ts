import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../kernel/clock.ts';
import { jumpTo } from '../kernel/jump.ts';
import type { Timer, Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';

export interface Happening {
  at: string;
  what: string;
}

export interface ClockState {
  /** The moment in UTC, as an ISO string. */
  now: string;
  /** What falls due next, or null. */
  next: Happening | null;
  /** The move under way, or null: from where to where, where it is, and what happened last on the way; all in UTC. */
  moving: { from: string; to: string; at: string; last: Happening | null } | null;
}

/** A move that can't be made; the message says what was given and what is allowed. */
export class MoveError extends Error {
  override name = 'MoveError';
}

export interface MovesDeps {
  clock: Clock;
  timers: Timers;
  work: Work;
  /** Where the calendar of days, months and years is reckoned. */
  timeZone: () => string;
  /** Called when the clock was set back to real time: what was planned far ahead can be planned anew. */
  afterReal?: () => void;
}

const allowed =
  'exactly one of {"to": "2027-03-01T09:00:00-05:00"}, {"by": "P11M"}, {"next": true} and {"real": true} is allowed';

/** The time machine: moves the clock and lets everything on the way happen, one move after the other. */
export class Moves {
  readonly #deps: MovesDeps;
  #last: Promise<unknown> = Promise.resolve();
  #move: { from: string; to: string; last: Happening | null } | undefined;

  constructor(deps: MovesDeps) {
    this.#deps = deps;
  }

  state(): ClockState {
    const { clock, timers } = this.#deps;
    const next = timers.next();
    const now = new Date(clock.now()).toISOString();
    return {
      now,
      next: next === undefined ? null : happening(next),
      moving: this.#move === undefined ? null : { ...this.#move, at: now },
    };
  }

  /** Makes a move when those before it have ended; answers when all is quiet. Throws a MoveError for one that is none. */
  make(fields: Record<string, unknown>): Promise<ClockState> {
    const made = this.#last.then(() => this.#make(fields));
    // The next one waits for this one's end, not for its success.
    this.#last = made.catch(() => {});
    return made;
  }

  async #make(fields: Record<string, unknown>): Promise<ClockState> {
    const { clock, timers } = this.#deps;
    const now = clock.now();
    const [[name, value] = ['', undefined], ...others] = Object.entries(fields);
    const isTrue = value === true || value === 'true';
    if (others.length > 0) throw new MoveError(`Given were ${Object.keys(fields).join(' and ')}; ${allowed}`);
    if (name === 'real' && isTrue) await this.#backToReal();
    else if (name === 'next' && isTrue) await this.#jump(now, timers.next()?.due ?? now);
    else if (name === 'to') await this.#jump(now, this.#later(now, this.#instant(value), value));
    else if (name === 'by') await this.#jump(now, this.#later(now, this.#after(now, value), value));
    else throw new MoveError(`Given was ${JSON.stringify(fields)}; ${allowed}`);
    return this.state();
  }

  async #jump(from: number, to: number): Promise<void> {
    const move = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    this.#move = { ...move, last: null };
    try {
      await jumpTo(to, this.#deps, (timer) => {
        this.#move = { ...move, last: happening(timer) };
      });
    } finally {
      this.#move = undefined;
    }
  }

  async #backToReal(): Promise<void> {
    const { clock, timers, work, afterReal } = this.#deps;
    timers.stop();
    await work.quiet();
    clock.real();
    afterReal?.();
    timers.start();
  }

  /** An instant, or a date with or without a time of day in the practice's zone. */
  #instant(value: unknown): number {
    const text = String(value);
    try {
      if (/(Z|[+-]\d\d:?\d\d)(\[.*\])?$/i.test(text) && text.includes('T')) {
        return Temporal.Instant.from(text).epochMilliseconds;
      }
      return Temporal.PlainDateTime.from(text).toZonedDateTime(this.#deps.timeZone()).epochMilliseconds;
    } catch {
      throw new MoveError(
        `"to" is ${JSON.stringify(value)}; allowed is an instant such as "2027-03-01T09:00:00-05:00", or a date and time without offset in ${this.#deps.timeZone()}`,
      );
    }
  }

  /** The clock's moment plus a duration, reckoned by the calendar. */
  #after(now: number, value: unknown): number {
    const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(this.#deps.timeZone());
    try {
      return zoned.add(Temporal.Duration.from(String(value))).epochMilliseconds;
    } catch {
      throw new MoveError(
        `"by" is ${JSON.stringify(value)}; allowed is an ISO 8601 duration such as "P1D", "P11M" or "PT6H"`,
      );
    }
  }

  #later(now: number, target: number, value: unknown): number {
    if (target >= now) return target;
    throw new MoveError(
      `${JSON.stringify(value)} is ${new Date(target).toISOString()}, which is before the clock's ${new Date(now).toISOString()}; allowed is what comes later (or {"real": true} to go back to real time)`,
    );
  }
}

function happening({ due, what }: Timer): Happening {
  return { at: new Date(due).toISOString(), what };
}
