import type { Aws } from './aws.ts';
import type { Deployment } from './limits.ts';
import type { Machine, Script } from './script.ts';
import type { Wishes } from './wishes.ts';

/** Lambda runs what failed, or ran out of time, twice more. */
const retryAfterSeconds = [60, 120];
/** Younger wishes are the stream's: functions/actions/sweep-wishes.ts. */
const graceSeconds = 60;

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
  timeouts = 0;

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
    },
  ) {
    this.#aws = aws;
    this.#script = given.script;
    this.#deployment = given.deployment;
    this.#wishes = given.wishes;
    this.#agreements = given.agreements;
    this.#due = given.due;
    this.#opened = given.opened;
  }

  /** As EventBridge Scheduler calls it: nobody waits for its end. */
  begin(failures = 0): void {
    this.#aws.runLater(() => {
      const steps = this.#steps();
      this.#go(steps, this.#aws.queue.now + this.#deployment.sweepTimeoutSeconds, failures);
    });
  }

  #go(steps: Generator<number>, timeout: number, failures: number): void {
    const step = steps.next();
    const isLate = !step.done && this.#aws.queue.now + step.value > timeout;
    if (!step.done && !isLate) {
      this.#aws.queue.after(step.value, () => this.#go(steps, timeout, failures));
      return;
    }
    this.#aws.giveSlotBack();
    if (!isLate) return;
    this.timeouts += 1;
    const wait = retryAfterSeconds[failures];
    if (wait !== undefined) this.#aws.queue.after(wait, () => this.begin(failures + 1));
  }

  /** Each step, and how many seconds it takes. */
  *#steps(): Generator<number> {
    for (const wish of this.#wishes.olderThan(this.#aws.queue.now - graceSeconds)) {
      yield this.#aws.secondsOf(this.#script.wish.calls);
      this.#wishes.fulfil(wish);
    }
    for (let agreement = 0; agreement < this.#agreements; agreement += 1) {
      if (this.#due(agreement) === undefined) continue;
      yield this.#aws.secondsOf(this.#script.sweepStep.calls);
      if (!this.#aws.takeUnits(this.#script.sweepStep)) continue;
      const machine = this.#due(agreement);
      if (machine === undefined) continue;
      if (machine === 'billing') this.#opened(agreement);
      this.#wishes.wish(agreement, machine);
    }
  }
}
