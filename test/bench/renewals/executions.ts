import type { Aws } from './aws.ts';
import type { Deployment, RetryPolicy } from './limits.ts';
import type { Machine, Moment, Script, Stage, Work } from './script.ts';

/** Told of what an execution does, as the table would hold it. */
export interface Watcher {
  done(agreement: number, stage: Stage): void;
  ended(agreement: number, machine: Machine): void;
  /** It has failed for good: every retry is used up, and a person must begin it again. */
  failed(agreement: number, machine: Machine): void;
  secondsOf(agreement: number, moment: Moment): number;
}

/** Where one execution stands. */
interface Position {
  agreement: number;
  machine: Machine;
  index: number;
  stage: Stage;
}

/** Runs executions as their machines would: task by task, each tried again as its `Retry` says. */
export class Executions {
  readonly #aws: Aws;
  readonly #script: Script;
  readonly #retries: Deployment['retries'];
  readonly #watcher: Watcher;
  readonly #names = new Set<string>();

  constructor(aws: Aws, script: Script, retries: Deployment['retries'], watcher: Watcher) {
    this.#aws = aws;
    this.#script = script;
    this.#retries = retries;
    this.#watcher = watcher;
  }

  /** Starts one, once for each name: one that is there already, running or closed, is not started again. */
  start(agreement: number, machine: Machine): void {
    const name = `${machine}-${agreement}`;
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#enter(agreement, machine, 0);
  }

  #enter(agreement: number, machine: Machine, index: number): void {
    const stage = this.#script.stages[machine][index];
    if (stage === undefined) this.#watcher.ended(agreement, machine);
    else this.#aws.enterStates(stage.transitions, () => this.#attempt({ agreement, machine, index, stage }, 0));
  }

  #attempt(at: Position, attempts: number): void {
    const { agreement, machine, index, stage } = at;
    if (!this.#aws.takeSlot()) {
      this.#again(at, attempts);
      return;
    }
    this.#aws.run(this.#script.works.get(stage.operation) as Work, (ended) => {
      if (ended.kind === 'transient') this.#again(at, attempts);
      // It waits, and reads its position anew, which is the task before.
      else if (ended.kind === 'later') {
        this.#aws.queue.after(ended.seconds, () => this.#enter(agreement, machine, Math.max(index - 1, 0)));
      } else {
        this.#watcher.done(agreement, stage);
        const until = stage.until === undefined ? this.#aws.queue.now : this.#watcher.secondsOf(agreement, stage.until);
        this.#aws.queue.at(until, () => this.#enter(agreement, machine, index + 1));
      }
    });
  }

  #again(at: Position, attempts: number): void {
    const { agreement, machine, stage } = at;
    const policy = this.#retries(machine, stage.state);
    if (attempts >= policy.maxAttempts) {
      this.#watcher.failed(agreement, machine);
      return;
    }
    // Trying again is a transition, too.
    this.#aws.queue.after(this.#aws.random() * longestDelay(policy, attempts), () =>
      this.#aws.enterStates(1, () => this.#attempt(at, attempts + 1)),
    );
  }
}

/** With full jitter, any time up to this one. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
function longestDelay({ intervalSeconds, backoffRate, maxDelaySeconds }: RetryPolicy, attempts: number): number {
  return Math.min(maxDelaySeconds, intervalSeconds * backoffRate ** attempts);
}
