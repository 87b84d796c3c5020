import { createHash } from 'node:crypto';
import type { Retrier } from '../definition/machine.ts';
import type { Failure } from '../store/execution.ts';

/** Whether an entry of `Retry` or `Catch` is meant for a failure. https://states-language.net/spec.html#error-names */
export function matches(errors: string[], { error }: Failure): boolean {
  // It always ends the execution, whatever its handlers name.
  if (error === 'States.Runtime') return false;
  return errors.some(
    (name) => name === 'States.ALL' || name === error || (name === 'States.TaskFailed' && error !== 'States.Timeout'),
  );
}

/** How long to wait before the next attempt, in milliseconds. `seed` makes the jitter the same in every run. */
export function retryDelayMs(retrier: Retrier, retriesBefore: number, seed: string): number {
  const { intervalSeconds, backoffRate, maxDelaySeconds, jitter } = retrier;
  const seconds = Math.min(intervalSeconds * backoffRate ** retriesBefore, maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(seconds * 1000 * (jitter ? fraction(seed) : 1));
}

/** A number from 0 to 1 that only depends on the text. */
function fraction(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 0xffff_ffff;
}
