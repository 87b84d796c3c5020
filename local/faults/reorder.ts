interface StreamRecord {
  dynamodb?: { Keys?: unknown };
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
