import { describe, expect, test } from '@jest/globals';
import { askingAgain, reorder } from '../../../local/faults/reorder.ts';

const record = (item: string, sequence: number) => ({
  dynamodb: { Keys: { PK: { S: item } }, SequenceNumber: sequence },
});

test('the items come the other way round, the records of one item in their own order', () => {
  const batch = { Records: [record('a', 1), record('b', 2), record('a', 3), record('c', 4)] };
  const { Records: records } = JSON.parse(reorder(JSON.stringify(batch)));
  expect(records).toEqual([record('c', 4), record('b', 2), record('a', 1), record('a', 3)]);
});

test('an event that is no batch stays as it is', () => {
  expect(reorder('{"task":"send-notices"}')).toBe('{"task":"send-notices"}');
});

describe('what a function did not come to in the batch as it got it', () => {
  const numbered = (item: string, SequenceNumber: string) => ({ dynamodb: { Keys: item, SequenceNumber } });
  const batch = JSON.stringify({ Records: [numbered('b', '2'), numbered('c', '3'), numbered('a', '1')] });
  const failing = (...ids: string[]) => ({
    payload: JSON.stringify({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) }),
  });

  test.each([
    ['the first', ['2'], ['2', '3', '1']],
    ['one in the midst', ['3'], ['3', '1']],
    ['several', ['1', '3'], ['3', '1']],
    ['none', [], []],
    ['one that is not in the batch', ['9'], ['9']],
  ])('comes again after %s has failed', (_what, failed, again) => {
    expect(JSON.parse(askingAgain(batch, failing(...failed)).payload)).toEqual(JSON.parse(failing(...again).payload));
  });

  test('is left to Lambda where the function itself failed', () => {
    const died = { payload: '{"errorType":"Error"}', functionError: 'Unhandled' as const };
    expect(askingAgain(batch, died)).toBe(died);
  });
});
