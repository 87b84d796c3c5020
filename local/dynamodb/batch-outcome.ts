import { type Checkpoint, doneWith } from './checkpoints.ts';
import type { StreamMapping } from './stream-mapping.ts';

/** What the function made of a batch: `failedFrom` counts from the batch's first record. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'failed-from'; failedFrom: number }
  | { kind: 'failed' }
  | { kind: 'throttled' };

export interface Attempt {
  checkpoint: Checkpoint;
  /** The sequence number after which each record of the batch begins, in order, and where the whole batch ends. */
  startsAfter: (string | undefined)[];
  endsAt: string;
  now: number;
}

/** What comes of it: the new checkpoint, whether to wait before going on, and from which record on the batch is given up. */
export interface Next {
  checkpoint: Checkpoint;
  waitMilliseconds?: number;
  givesUp?: { from: number; condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' };
}

/**
 * The rules of an event source mapping after one attempt.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html
 */
export function afterAttempt(mapping: StreamMapping, outcome: Outcome, attempt: Attempt): Next {
  const { checkpoint, startsAfter, endsAt, now } = attempt;
  if (outcome.kind === 'done') return { checkpoint: doneWith(endsAt) };

  const from = outcome.kind === 'failed-from' ? outcome.failedFrom : 0;
  // What came before the first failed record is done; the record itself starts with a clean slate.
  const base = from > 0 ? doneWith(startsAfter[from]) : checkpoint;
  const failingSince = base.failingSince ?? now;
  if (now - failingSince > mapping.maxAgeSeconds * 1000) {
    return { checkpoint: doneWith(endsAt), givesUp: { from, condition: 'RecordAgeExceeded' } };
  }
  if (outcome.kind === 'failed' && mapping.bisects && startsAfter.length > 1) {
    // Halving costs no attempt, and is done at once.
    return { checkpoint: { ...base, failingSince, size: Math.ceil(startsAfter.length / 2) } };
  }
  const attempts = base.attempts + (outcome.kind === 'throttled' ? 0 : 1);
  if (mapping.retryAttempts !== undefined && attempts > mapping.retryAttempts) {
    return { checkpoint: doneWith(endsAt), givesUp: { from, condition: 'RetryAttemptsExhausted' } };
  }
  return {
    checkpoint: { ...base, attempts, failingSince, isWaiting: true },
    waitMilliseconds: Math.min(1000 * 2 ** Math.max(attempts - 1, 0), 60_000),
  };
}

/** Reads a function's answer to a batch whose records have these sequence numbers. */
export function readAnswer(answer: any, sequences: string[], reportsItemFailures: boolean): Outcome {
  const failures = reportsItemFailures ? (answer?.batchItemFailures ?? []) : [];
  if (!Array.isArray(failures)) return { kind: 'failed' };
  if (failures.length === 0) return { kind: 'done' };
  const positions = failures.map((failure) => sequences.indexOf(failure?.itemIdentifier));
  // An identifier that is none of the batch's fails all of it.
  if (positions.includes(-1)) return { kind: 'failed' };
  return { kind: 'failed-from', failedFrom: Math.min(...positions) };
}
