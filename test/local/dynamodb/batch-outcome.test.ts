import { describe, expect, test } from '@jest/globals';
import { type Attempt, afterAttempt, type Outcome, readAnswer } from '../../../local/dynamodb/batch-outcome.ts';
import { doneWith } from '../../../local/dynamodb/checkpoints.ts';
import type { StreamMapping } from '../../../local/dynamodb/stream-mapping.ts';

const mapping: StreamMapping = {
  id: 'App/Wishes',
  functionName: 'stream',
  streamArn: 'arn',
  startAtOldest: true,
  batchSize: 10,
  filters: [],
  reportsItemFailures: true,
  bisects: true,
  retryAttempts: 2,
  maxAgeSeconds: 3600,
  failureQueueArn: undefined,
};
const now = 10_000_000;
/** Records 11, 12, 14 (13 was filtered out), read up to 15. */
const attempt: Attempt = { checkpoint: doneWith('10'), startsAfter: ['10', '11', '13'], endsAt: '15', now };
const single: Attempt = { checkpoint: doneWith('10'), startsAfter: ['10'], endsAt: '11', now };

describe('after an attempt', () => {
  test('that succeeded, all that was read is done, filtered records included', () => {
    expect(afterAttempt(mapping, { kind: 'done' }, attempt)).toEqual({ checkpoint: doneWith('15') });
  });

  test('that failed, the batch is halved at once and no attempt is counted', () => {
    const { checkpoint, waitMilliseconds } = afterAttempt(mapping, { kind: 'failed' }, attempt);
    expect(checkpoint).toMatchObject({ sequence: '10', size: 2, attempts: 0 });
    expect(waitMilliseconds).toBeUndefined();
  });

  test('that failed without halving, the whole batch waits for its next attempt', () => {
    const next = afterAttempt({ ...mapping, bisects: false }, { kind: 'failed' }, attempt);
    expect(next).toMatchObject({
      checkpoint: { sequence: '10', attempts: 1, isWaiting: true },
      waitMilliseconds: 1000,
    });
  });

  test('that failed from one record on, those before it are done', () => {
    const next = afterAttempt(mapping, { kind: 'failed-from', failedFrom: 2 }, attempt);
    expect(next.checkpoint).toMatchObject({ sequence: '13', attempts: 1, failingSince: now, isWaiting: true });
  });

  test('that failed at the first record again, its attempts add up and the waits double', () => {
    const before = { ...doneWith('10'), attempts: 1, failingSince: now - 1000 };
    const failed: Outcome = { kind: 'failed-from', failedFrom: 0 };
    const next = afterAttempt(mapping, failed, { ...attempt, checkpoint: before });
    expect(next).toMatchObject({ checkpoint: { attempts: 2, failingSince: now - 1000 }, waitMilliseconds: 2000 });
  });

  test('beyond the last retry, the batch is given up and the stream goes on', () => {
    const before = { ...doneWith('10'), attempts: 2, failingSince: now - 1000 };
    expect(afterAttempt(mapping, { kind: 'failed' }, { ...single, checkpoint: before })).toEqual({
      checkpoint: doneWith('11'),
      givesUp: { from: 0, condition: 'RetryAttemptsExhausted' },
    });
  });

  test('beyond its greatest age, the batch is given up whatever its attempts', () => {
    const before = { ...doneWith('10'), attempts: 1, failingSince: now - 3_600_001 };
    const next = afterAttempt(mapping, { kind: 'failed' }, { ...attempt, checkpoint: before });
    expect(next).toMatchObject({ checkpoint: doneWith('15'), givesUp: { condition: 'RecordAgeExceeded' } });
  });

  test('without a limit of retries, it goes on until the records are too old', () => {
    const before = { ...doneWith('10'), attempts: 500, failingSince: now - 1000 };
    const endless = { ...mapping, retryAttempts: undefined };
    const next = afterAttempt(endless, { kind: 'failed' }, { ...single, checkpoint: before });
    expect(next).toMatchObject({ checkpoint: { attempts: 501 }, waitMilliseconds: 60_000 });
  });

  test('that was throttled, it waits and no attempt is counted', () => {
    const next = afterAttempt(mapping, { kind: 'throttled' }, attempt);
    expect(next).toMatchObject({ checkpoint: { attempts: 0, isWaiting: true }, waitMilliseconds: 1000 });
  });
});

describe("a function's answer", () => {
  const failures = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

  test.each([
    ['nothing', null, { kind: 'done' }],
    ['no failures', failures(), { kind: 'done' }],
    ['one failure', failures('12'), { kind: 'failed-from', failedFrom: 1 }],
    ['several failures: the lowest counts', failures('13', '12'), { kind: 'failed-from', failedFrom: 1 }],
    ['an identifier of no record', failures('99'), { kind: 'failed' }],
    ['an empty identifier', failures(''), { kind: 'failed' }],
    ['something else', { batchItemFailures: 'x' }, { kind: 'failed' }],
  ])('of %s', (_, answer, expected) => {
    expect(readAnswer(answer, ['11', '12', '13'], true)).toEqual(expected);
  });

  test('counts as done whatever it says where the mapping does not read it', () => {
    expect(readAnswer(failures('12'), ['11', '12'], false)).toEqual({ kind: 'done' });
  });
});
