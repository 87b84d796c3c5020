import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  type NativeAttributeValue,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { TransientError } from '../errors.ts';
import { callLimits } from '../limits.ts';

export type Item = Record<string, NativeAttributeValue>;
export type Key = { PK: string; SK: string };
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
}

/** Another decision was stored first, or a condition of the write does not hold any more: reload and decide again. */
export class ConflictError extends Error {
  override readonly name = 'Conflict';
}

export function openTable(name: string): Table {
  const client = new DynamoDBClient(callLimits);
  return { client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), name };
}

/** Reads one item consistently. */
export async function getItem(table: Table, key: Key): Promise<Item | undefined> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
  return Item;
}

/** Reads a whole partition consistently (or the part of it whose sort keys begin with `prefix`). */
export async function queryPartition(table: Table, partition: string, prefix?: string): Promise<Item[]> {
  const found = queryAll(table, {
    ConsistentRead: true,
    KeyConditionExpression: prefix === undefined ? 'PK = :pk' : 'PK = :pk AND begins_with(SK, :prefix)',
    ExpressionAttributeValues: { ':pk': partition, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
  });
  return Array.fromAsync(found);
}

/** What a Query finds, page after page as it is asked for. */
export async function* queryAll(table: Table, query: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<Item> {
  let start: Item | undefined;
  do {
    const command = new QueryCommand({ ...query, TableName: table.name, ExclusiveStartKey: start });
    const page = await table.client.send(command);
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** Writes all or nothing. Throws a ConflictError when a condition fails or another transaction holds an item. */
export async function transact(table: Table, writes: Write[]): Promise<void> {
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: writes }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') throw error;
    const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
    const codes = reasons.map((reason) => reason.Code ?? 'None').filter((code) => code !== 'None');
    if (codes.every((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) {
      throw new ConflictError(`The write was refused: ${codes.join(', ')}`, { cause: error });
    }
    // Throttled reasons; anything else (an item too large) is a defect and stays what it is.
    if (codes.every((code) => /Throttling|ThroughputExceeded|Conflict|ConditionalCheckFailed/.test(code))) {
      throw new TransientError('The table is throttled', { cause: error });
    }
    throw error;
  }
}

const attempts = 8;

/**
 * Runs a load-decide-store round until no other decision came in between. Waits with full jitter (at most 50, 100, 200 …
 * 1,600 ms) so that two writers do not meet again; gives a TransientError when it never comes through.
 */
export async function untilStored<T>(round: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await round();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (attempt + 1 === attempts) throw new TransientError('Other decisions kept coming first', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(50 * 2 ** attempt, 1600)));
    }
  }
}

/** Where a page of an index goes on after an item. */
export function startKey(item: Item, index: string): Item {
  return { PK: item.PK, SK: item.SK, [`${index}PK`]: item[`${index}PK`], [`${index}SK`]: item[`${index}SK`] };
}

/** An instant as the table's TTL counts it: seconds since 1970. */
export function epoch(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
