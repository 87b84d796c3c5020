import type { Aws } from './aws.ts';
import type { Executions } from './executions.ts';
import type { Deployment } from './limits.ts';
import type { Machine, Script } from './script.ts';

interface Wish {
  agreement: number;
  machine: Machine;
  at: number;
}

const longestRetrySeconds = 60;

/**
 * The wishes in the table, and the stream that carries each to its function: one shard, batch after batch, each repeated by the
 * rules of local/dynamodb/batch-outcome.ts.
 */
export class Wishes {
  readonly #aws: Aws;
  readonly #script: Script;
  readonly #deployment: Deployment;
  readonly #executions: Executions;
  /** By agreement and machine; a newer one takes the place of an older one. */
  readonly #pending = new Map<string, Wish>();
  #records: Wish[] = [];
  #isBusy = false;
  #attempts = 0;
  /** Records that the stream gave up: their wishes are the sweep's. */
  dropped = 0;

  constructor(aws: Aws, script: Script, deployment: Deployment, executions: Executions) {
    this.#aws = aws;
    this.#script = script;
    this.#deployment = deployment;
    this.#executions = executions;
  }

  wish(agreement: number, machine: Machine): void {
    const wish = { agreement, machine, at: this.#aws.queue.now };
    const key = `${machine}-${agreement}`;
    this.#pending.delete(key);
    this.#pending.set(key, wish);
    this.#records.push(wish);
    if (!this.#isBusy) this.#poll();
  }

  /** Those that were wished before `until`, oldest first, each looked for when its turn comes. */
  *olderThan(until: number): Generator<Wish> {
    for (const wish of this.#pending.values()) if (wish.at <= until) yield wish;
  }

  /** Does what a wish asks for; false where Step Functions refuses, and the wish stays. */
  fulfil({ agreement, machine }: Wish): boolean {
    const key = `${machine}-${agreement}`;
    if (!this.#pending.has(key)) return true;
    if (!this.#aws.takeUnits(this.#script.wish) || !this.#aws.startExecution()) return false;
    this.#executions.start(agreement, machine);
    this.#pending.delete(key);
    return true;
  }

  #poll(): void {
    const { streamMaxAgeSeconds, streamBatch } = this.#deployment;
    const oldest = this.#aws.queue.now - streamMaxAgeSeconds;
    const fresh = this.#records.filter(({ at }) => at >= oldest);
    this.dropped += this.#records.length - fresh.length;
    this.#records = fresh;
    this.#isBusy = fresh.length > 0;
    if (!this.#isBusy) return;
    // What found no place did not run, and counts as no attempt.
    if (!this.#aws.takeSlot()) {
      this.#again();
      return;
    }
    const batch = fresh.slice(0, streamBatch);
    this.#aws.queue.after(this.#aws.secondsOf(batch.length * this.#script.wish.calls), () => {
      this.#aws.giveSlotBack();
      this.#after(
        batch,
        batch.findIndex((wish) => !this.fulfil(wish)),
      );
    });
  }

  /** What came before the first failed record is done; the record itself starts with a clean slate. */
  #after(batch: Wish[], failed: number): void {
    if (failed !== 0) this.#attempts = 0;
    this.#records = this.#records.slice(failed < 0 ? batch.length : failed);
    if (failed >= 0) this.#attempts += 1;
    if (failed >= 0 && this.#attempts <= this.#deployment.streamRetries) {
      this.#again();
      return;
    }
    if (failed >= 0) this.#giveUp(batch.length - failed);
    this.#poll();
  }

  #giveUp(count: number): void {
    this.dropped += count;
    this.#records = this.#records.slice(count);
    this.#attempts = 0;
  }

  #again(): void {
    const wait = Math.min(2 ** Math.max(this.#attempts - 1, 0), longestRetrySeconds);
    this.#aws.queue.after(wait, () => this.#poll());
  }
}
