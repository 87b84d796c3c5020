import { AwsError } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import type { Timer, Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';
import { afterAttempt, type Next, type Outcome, readAnswer } from './batch-outcome.ts';
import { type Checkpoints, doneWith } from './checkpoints.ts';
import { fitsPattern } from './filter-pattern.ts';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamReader, StreamRecord } from './stream-reader.ts';

export interface PollerDeps {
  checkpoints: Checkpoints;
  clock: Clock;
  timers: Timers;
  work: Work;
  db: Parameters<typeof inTransaction>[0];
  /** Runs the function; an error of the function is told, a refusal of Lambda is thrown. */
  invoke(functionName: string, payload: object): Promise<{ payload: any; functionError?: string; requestId: string }>;
  giveUp(mapping: StreamMapping, batch: StreamRecord[], condition: string, shardId: string, attempts: number): void;
}

/** What Lambda answers where it has no room, or fails itself. */
const notRun = ['TooManyRequestsException', 'ServiceException'];

/** Carries one table's stream to one function, in order, batch by batch. */
export class StreamPoller {
  readonly mapping: StreamMapping;
  readonly #reader: StreamReader;
  readonly #deps: PollerDeps;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(mapping: StreamMapping, reader: StreamReader, deps: PollerDeps) {
    this.mapping = mapping;
    this.#reader = reader;
    this.#deps = deps;
  }

  /** Notes where the stream begins for a mapping that is new. */
  async begin(): Promise<void> {
    const { checkpoints } = this.#deps;
    if (checkpoints.get(this.mapping.id) !== undefined) return;
    checkpoints.set(this.mapping.id, doneWith(this.mapping.startAtOldest ? undefined : await this.#reader.newest()));
  }

  /** Looks at the stream, now or right after the look that is under way. The cloud is not quiet until that has ended. */
  poke(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#deps.work
      .run(() => this.#run())
      .catch((error) => console.error(`The stream of ${this.mapping.id} stands still until the next write:`, error))
      .finally(() => {
        this.#running = undefined;
        // A write may have come just between the last look and here.
        if (this.#again && !this.#stopped) void this.poke();
      });
    return this.#running;
  }

  /** A timer's time has come: tries again what failed. */
  retry(timer: Timer): Promise<void> {
    const { checkpoints, db, timers } = this.#deps;
    inTransaction(db, () => {
      const checkpoint = checkpoints.get(this.mapping.id) ?? doneWith(undefined);
      checkpoints.set(this.mapping.id, { ...checkpoint, isWaiting: false });
      timers.cancel(timer.id);
    });
    return this.poke();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      while (!this.#stopped && (await this.#step())) {
        // Each step handles one batch; the last finds nothing more to do.
      }
    }
  }

  /** Handles the next batch; false if there is none or its time has not come. */
  async #step(): Promise<boolean> {
    const { checkpoints, clock } = this.#deps;
    const { filters, batchSize, id } = this.mapping;
    const checkpoint = checkpoints.get(id) ?? doneWith(undefined);
    if (checkpoint.isWaiting) return false;
    const records = await this.#reader.after(checkpoint.sequence, () => clock.now());
    const last = records.at(-1);
    if (last === undefined) return false;
    const fitting = records.filter(
      (record) => filters.length === 0 || filters.some((filter) => fitsPattern(filter, record)),
    );
    const batch = fitting.slice(0, checkpoint.size ?? batchSize);
    if (batch.length === 0) {
      checkpoints.set(id, doneWith(last.dynamodb.SequenceNumber));
      return true;
    }
    const outcome = await this.#attempt(batch);
    // A function that was stopped because the cloud ends has not failed: its batch comes again at the next start.
    if (this.#stopped) return false;
    const before = (record: StreamRecord) => records[records.indexOf(record) - 1]?.dynamodb.SequenceNumber;
    const next = afterAttempt(this.mapping, outcome, {
      checkpoint,
      startsAfter: batch.map((record) => before(record) ?? checkpoint.sequence),
      endsAt: (batch.length < fitting.length ? batch.at(-1) : last)?.dynamodb.SequenceNumber ?? '',
      now: clock.now(),
    });
    await this.#keep(next, batch, checkpoint.attempts);
    return next.waitMilliseconds === undefined;
  }

  async #attempt(batch: StreamRecord[]): Promise<Outcome> {
    const { functionName, reportsItemFailures } = this.mapping;
    try {
      const { payload, functionError } = await this.#deps.invoke(functionName, { Records: batch });
      if (functionError !== undefined) return { kind: 'failed' };
      const sequences = batch.map((record) => record.dynamodb.SequenceNumber);
      return readAnswer(payload, sequences, reportsItemFailures);
    } catch (error) {
      // Neither counts as an attempt: the function did not run.
      if (error instanceof AwsError && notRun.includes(error.name)) return { kind: 'throttled' };
      throw error;
    }
  }

  async #keep(next: Next, batch: StreamRecord[], attempts: number): Promise<void> {
    const { checkpoints, clock, db, giveUp, timers } = this.#deps;
    const { id, functionName } = this.mapping;
    const shardId = await this.#reader.shardId();
    inTransaction(db, () => {
      const { givesUp, waitMilliseconds } = next;
      checkpoints.set(id, next.checkpoint);
      if (givesUp !== undefined) {
        giveUp(this.mapping, batch.slice(givesUp.from), givesUp.condition, shardId, attempts + 1);
      }
      if (waitMilliseconds === undefined) return;
      timers.set({
        id: `dynamodb/stream/${id}`,
        due: clock.now() + waitMilliseconds,
        service: 'dynamodb-stream',
        what: `${functionName} is given the table's records again after an error`,
        payload: id,
      });
    });
  }
}
