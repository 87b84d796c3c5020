import type { Aws } from './aws.ts';
import type { Assumptions, Deployment } from './limits.ts';
import type { Machine, Script } from './script.ts';
import type { Wishes } from './wishes.ts';

/** Lambda runs what failed, or ran out of time, twice more. */
const retryAfterSeconds = [60, 120];
/** Younger wishes are the stream's: functions/actions/sweep-wishes.ts. */
const graceSeconds = 60;
/** The sweep of 06:00 compares as well: functions/actions/morning-sweep.ts and compare-agreements.ts, events/sweep.ts. */
const morning = { from: 6, until: 12, atOnce: 8, secondsForAPanel: 150 };
/** Waits before the second and the third attempt of a call that was throttled, at most: functions/adapters/limits.ts, and the SDK. */
const longestWaits = [0.5, 1];

const secondsOfDay = 86_400;

/** What of an agreement is due now: which workflow it wishes for. */
export type Due = (agreement: number) => Machine | undefined;

/** The sweep: one invocation that goes through wishes and due agreements one by one, as long as it may. */
export class Sweep {
  readonly #aws: Aws;
  readonly #script: Script;
  readonly #deployment: Deployment;
  readonly #wishes: Wishes;
  readonly #agreements: number;
  readonly #due: Due;
  readonly #opened: (agreement: number) => void;
  readonly #unfinished: (agreement: number) => number;
  readonly #panelSize: number;
  timeouts = 0;
  /** Agreements that were compared with their executions, and those of which that failed. */
  compared = 0;
  notCompared = 0;

  constructor(
    aws: Aws,
    given: {
      script: Script;
      deployment: Deployment;
      wishes: Wishes;
      agreements: number;
      due: Due;
      /** Its invoice is open from now on, and no longer due. */
      opened: (agreement: number) => void;
      /** How many of its executions are under way. */
      unfinished: (agreement: number) => number;
      assumptions: Assumptions;
    },
  ) {
    this.#aws = aws;
    this.#script = given.script;
    this.#deployment = given.deployment;
    this.#wishes = given.wishes;
    this.#agreements = given.agreements;
    this.#due = given.due;
    this.#opened = given.opened;
    this.#unfinished = given.unfinished;
    this.#panelSize = given.assumptions.panelSize;
  }

  /** As EventBridge Scheduler calls it: nobody waits for its end. */
  begin(failures = 0): void {
    this.#aws.runLater(() => {
      const timeout = this.#aws.queue.now + this.#deployment.sweepTimeoutSeconds;
      this.#go(this.#steps(timeout), timeout, failures);
    });
  }

  #go(steps: Generator<number, boolean>, timeout: number, failures: number): void {
    const step = steps.next();
    const isLate = !step.done && this.#aws.queue.now + step.value > timeout;
    if (!step.done && !isLate) {
      this.#aws.queue.after(step.value, () => this.#go(steps, timeout, failures));
      return;
    }
    this.#aws.giveSlotBack();
    if (isLate) this.timeouts += 1;
    else if (step.value) return;
    const wait = retryAfterSeconds[failures];
    if (wait !== undefined) this.#aws.queue.after(wait, () => this.begin(failures + 1));
  }

  /** Each step, and how many seconds it takes; at its end, whether nothing failed. */
  *#steps(timeout: number): Generator<number, boolean> {
    let isWhole = true;
    for (const wish of this.#wishes.olderThan(this.#aws.queue.now - graceSeconds)) {
      yield this.#aws.secondsOf(this.#script.wish.calls);
      if (!this.#wishes.fulfil(wish)) isWhole = false;
    }
    for (let agreement = 0; agreement < this.#agreements; agreement += 1) {
      if (this.#due(agreement) === undefined) continue;
      yield this.#aws.secondsOf(this.#script.sweepStep.calls);
      if (!this.#aws.takeUnits(this.#script.sweepStep)) {
        isWhole = false;
        continue;
      }
      const machine = this.#due(agreement);
      if (machine === undefined) continue;
      if (machine === 'billing') this.#opened(agreement);
      this.#wishes.wish(agreement, machine);
    }
    const { now } = this.#aws.queue;
    const hour = (now - Math.floor(now / secondsOfDay) * secondsOfDay) / 3600;
    const isMorning = hour >= morning.from && hour < morning.until;
    if (isMorning && !(yield* this.#compareAll(timeout))) isWhole = false;
    return isWhole;
  }

  /** Panel after panel, each day another first, as long as there is time for a whole one; whether none failed. */
  *#compareAll(timeout: number): Generator<number, boolean> {
    const { atOnce, secondsForAPanel } = morning;
    const failedBefore = this.notCompared;
    const panels = Math.ceil(this.#agreements / this.#panelSize);
    const today = Math.floor(this.#aws.queue.now / secondsOfDay);
    for (let turn = 0; turn < panels; turn += 1) {
      if (timeout - this.#aws.queue.now <= secondsForAPanel) break;
      // Days before the renewal date are counted down from 0.
      const first = ((((today + turn) % panels) + panels) % panels) * this.#panelSize;
      const end = Math.min(first + this.#panelSize, this.#agreements);
      for (let from = first; from < end; from += atOnce) yield* this.#compare(from, Math.min(from + atOnce, end));
    }
    return this.notCompared === failedBefore;
  }

  /** Some side by side: each is read, and its executions that are under way are looked up, each up to three times. */
  *#compare(from: number, end: number): Generator<number> {
    const { compared } = this.#script;
    yield this.#aws.secondsOf(compared.calls);
    let left: number[] = [];
    for (let agreement = from; agreement < end; agreement += 1) {
      if (!this.#aws.takeUnits(compared)) this.notCompared += 1;
      else left.push(...Array<number>(this.#unfinished(agreement)).fill(agreement));
    }
    this.compared += end - from;
    for (const longestWait of [...longestWaits, 0]) {
      if (left.length === 0) return;
      yield this.#aws.secondsOf(1);
      left = left.filter(() => !this.#aws.describeExecution());
      yield Math.max(0, ...left.map(() => this.#aws.random() * longestWait));
    }
    this.notCompared += new Set(left).size;
  }
}
