import { Bucket } from './bucket.ts';
import type { Assumptions, Limits } from './limits.ts';
import type { Queue } from './queue.ts';
import type { Work } from './script.ts';

const secondsOfDay = 86_400;
/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const asynchronous = { firstRetrySeconds: 1, longestRetrySeconds: 300, maxAgeSeconds: 6 * 3600 };

/** How an invocation ended: a transient error is one that its caller tries again. */
export type Ended = { kind: 'done' } | { kind: 'transient' } | { kind: 'later'; seconds: number };

/** How often AWS said no, by what it was that was used up. */
export interface Throttles {
  lambda: number;
  transitions: number;
  startExecution: number;
  describeExecution: number;
  mailRate: number;
  mailQuota: number;
  table: number;
}

/** AWS as far as its limits matter here: it refuses what is too much, and counts that. */
export class Aws {
  readonly queue: Queue;
  readonly random: () => number;
  readonly throttles: Throttles = {
    lambda: 0,
    transitions: 0,
    startExecution: 0,
    describeExecution: 0,
    mailRate: 0,
    mailQuota: 0,
    table: 0,
  };
  /** Asynchronous invocations that were given up. */
  lostEvents = 0;
  invocations = 0;
  readonly #limits: Limits;
  readonly #assumptions: Assumptions;
  #freeSlots: number;
  readonly #starts;
  readonly #describes;
  readonly #transitions;
  readonly #mails;
  readonly #reads;
  readonly #writes;
  readonly #mailsOfDay = new Map<number, number>();

  constructor(queue: Queue, random: () => number, limits: Limits, assumptions: Assumptions) {
    this.queue = queue;
    this.random = random;
    this.#limits = limits;
    this.#assumptions = assumptions;
    this.#freeSlots = limits.lambdaConcurrency;
    this.#starts = new Bucket(limits.startExecution);
    this.#describes = new Bucket(limits.describeExecution);
    this.#transitions = new Bucket(limits.transitions);
    this.#mails = new Bucket({ burst: limits.mailsPerSecond, perSecond: limits.mailsPerSecond });
    this.#reads = new Bucket({ burst: limits.readUnitsPerSecond, perSecond: limits.readUnitsPerSecond });
    this.#writes = new Bucket({ burst: limits.writeUnitsPerSecond, perSecond: limits.writeUnitsPerSecond });
  }

  /** A place for one more invocation, or none. Whoever takes it gives it back. */
  takeSlot(): boolean {
    if (this.#freeSlots < 1) {
      this.throttles.lambda += 1;
      return false;
    }
    this.#freeSlots -= 1;
    this.invocations += 1;
    return true;
  }

  giveSlotBack(): void {
    this.#freeSlots += 1;
  }

  /** Runs one invocation in a slot that was taken, and gives it back at its end. */
  run(work: Work, ended: (how: Ended) => void): void {
    const isServed = this.takeUnits(work);
    this.queue.after(this.#assumptions.invocationMilliseconds / 1000, () => {
      this.giveSlotBack();
      ended(isServed ? this.#send(work.mails) : { kind: 'transient' });
    });
  }

  /** An invocation that nobody waits for: Lambda keeps it, and tries again for six hours where there is no place. */
  runLater(work: () => void): void {
    const since = this.queue.now;
    const attempt = (wait: number): void => {
      if (this.takeSlot()) work();
      else if (this.queue.now + wait - since > asynchronous.maxAgeSeconds) this.lostEvents += 1;
      else this.queue.after(wait, () => attempt(Math.min(wait * 2, asynchronous.longestRetrySeconds)));
    };
    attempt(asynchronous.firstRetrySeconds);
  }

  takeUnits({ readUnits, writeUnits }: Work): boolean {
    const { now } = this.queue;
    const isServed = this.#reads.tryTake(now, readUnits) && this.#writes.tryTake(now, writeUnits);
    if (!isServed) this.throttles.table += 1;
    return isServed;
  }

  startExecution(): boolean {
    const isServed = this.#starts.tryTake(this.queue.now);
    if (!isServed) this.throttles.startExecution += 1;
    return isServed;
  }

  describeExecution(): boolean {
    const isServed = this.#describes.tryTake(this.queue.now);
    if (!isServed) this.throttles.describeExecution += 1;
    return isServed;
  }

  /** Step Functions holds an execution back where it enters too many states; nothing fails of it. */
  enterStates(count: number, entered: () => void): void {
    const wait = this.#transitions.takeLater(this.queue.now, count);
    if (wait > 0) this.throttles.transitions += 1;
    if (wait < Number.POSITIVE_INFINITY) this.queue.after(wait, entered);
  }

  /** How long what makes so many calls one after the other takes, in seconds. */
  secondsOf(calls: number): number {
    return (calls * this.#assumptions.callMilliseconds) / 1000;
  }

  /** What the mail task makes of a refusal stands in functions/actions/send-notice.ts: a minute, or an hour, and up to a 20th more. */
  #send(mails: number): Ended {
    if (mails === 0) return { kind: 'done' };
    const later = (seconds: number): Ended => ({ kind: 'later', seconds: seconds * (1 + this.random() / 20) });
    const day = Math.floor(this.queue.now / secondsOfDay);
    const sent = this.#mailsOfDay.get(day) ?? 0;
    if (sent + mails > this.#limits.mailsPerDay) {
      this.throttles.mailQuota += 1;
      return later(3600);
    }
    if (!this.#mails.tryTake(this.queue.now, mails)) {
      this.throttles.mailRate += 1;
      return later(60);
    }
    this.#mailsOfDay.set(day, sent + mails);
    return { kind: 'done' };
  }
}
