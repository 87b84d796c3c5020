import type { Engine } from '../dynamodb/engine.ts';
import type { Table } from '../dynamodb/tables.ts';

/** What AWS adds to each item for its indexing. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadWriteCapacityMode.html */
const bytesPerItem = 100;

type Key = { AttributeName: string }[];
interface Keys {
  KeySchema: Key;
  GlobalSecondaryIndexes?: { KeySchema: Key }[];
}

/** The bytes of each partition of a table, its items in indexes counted as if every attribute were in them. */
export async function bytesByPartition(engine: Engine, table: Table): Promise<Map<string, number>> {
  const { KeySchema: keySchema, GlobalSecondaryIndexes: indexes = [] } = table.create as Keys;
  const partitionKey = keySchema[0]?.AttributeName ?? '';
  const bytes = new Map<string, number>();
  let start: object | undefined;
  do {
    const page = await engine.call('DynamoDB_20120810.Scan', { TableName: table.name, ExclusiveStartKey: start });
    for (const item of page.Items) {
      const copies =
        1 + indexes.filter((index) => index.KeySchema.every(({ AttributeName }) => AttributeName in item)).length;
      const partition = String(Object.values<string>(item[partitionKey])[0]);
      bytes.set(partition, (bytes.get(partition) ?? 0) + copies * (sizeOf(item) + bytesPerItem));
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return bytes;
}

/** Names and values in UTF-8; numbers as they are written, which is a little more than AWS counts. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + sizeOf(one) + 1, 3);
  return Object.entries(value).reduce((sum, [name, inner]) => {
    // The letters of a type are not stored.
    const isType = /^(S|N|B|BOOL|NULL|M|L|SS|NS|BS)$/.test(name) && Object.keys(value).length === 1;
    return sum + (isType ? 0 : Buffer.byteLength(name)) + sizeOf(inner);
  }, 0);
}
