import type { Outcome } from '../lambda/protocol.ts';

interface StreamRecord {
  dynamodb?: { Keys?: unknown; SequenceNumber?: string };
}

/**
 * A batch of stream records in another order, as two shards would bring it: the items the other way round, the records of
 * one item in their own order. An event that is no batch stays as it is.
 */
export function reorder(event: string): string {
  const { Records: records, ...rest } = JSON.parse(event) as { Records?: StreamRecord[] };
  if (records === undefined) return event;
  const byItem = Map.groupBy(records, ({ dynamodb }) => JSON.stringify(dynamodb?.Keys));
  return JSON.stringify({ ...rest, Records: [...byItem.values()].reverse().flat() });
}

/**
 * The function stops at its first failure, and what came after that in the batch as it got it was not handled, either: all of
 * it is to come again, whatever its place in the stream.
 */
export function askingAgain(event: string, outcome: Outcome): Outcome {
  const { Records: records = [] } = JSON.parse(event) as { Records?: StreamRecord[] };
  const answer = outcome.functionError === undefined ? JSON.parse(outcome.payload) : undefined;
  const failed: { itemIdentifier?: string }[] = answer?.batchItemFailures ?? [];
  const places = failed.map(({ itemIdentifier }) => records.findIndex((one) => sequenceOf(one) === itemIdentifier));
  if (places.length === 0 || places.includes(-1)) return outcome;
  const again = records.slice(Math.min(...places));
  return { payload: JSON.stringify({ batchItemFailures: again.map((one) => ({ itemIdentifier: sequenceOf(one) })) }) };
}

function sequenceOf({ dynamodb }: StreamRecord): string | undefined {
  return dynamodb?.SequenceNumber;
}
