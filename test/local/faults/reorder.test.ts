import { expect, test } from '@jest/globals';
import { reorder } from '../../../local/faults/reorder.ts';

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
