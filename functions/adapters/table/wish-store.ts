import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type PanelWish, type Wish, workflowName } from '../../domain/agreement/events.ts';
import { newId } from '../ids.ts';
import { keys, type Owner, ownerOf, ownerPartition } from './keys.ts';
import { getItem, type Item, type Key, type Table, type Write } from './table.ts';

/** A wish as it is stored: newer ones of the same workflow take its place, under another nonce. */
export interface StoredWish {
  owner: Owner;
  wish: Wish | PanelWish;
  wishedAt: string;
  nonce: string;
}

/** The write that stores a wish; part of the transaction of the decision that wishes it. */
export function putWish(table: Table, owner: Owner, wish: Wish | PanelWish, now: string): Write {
  const key = keys.wish(owner, workflowName(wish));
  const item = { ...key, wish, wishedAt: now, nonce: newId(), GSI3PK: 'WISH', GSI3SK: `${now}#${key.PK}#${key.SK}` };
  return { Put: { TableName: table.name, Item: item } };
}

export async function readWish(table: Table, key: Key): Promise<StoredWish | undefined> {
  const item = await getItem(table, key);
  return item === undefined ? undefined : toWish(item);
}

/** Deletes the wish as it was read: a newer one stays. */
export async function deleteWish(table: Table, stored: StoredWish): Promise<void> {
  try {
    await table.client.send(
      new DeleteCommand({
        TableName: table.name,
        Key: { PK: ownerPartition(stored.owner), SK: `WISH#${workflowName(stored.wish)}` },
        ConditionExpression: 'nonce = :nonce',
        ExpressionAttributeValues: { ':nonce': stored.nonce },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

/** A page of wishes that were wished by `until`, oldest first. */
export async function pendingWishes(table: Table, until: string, start?: Item): Promise<{ keys: Key[]; next?: Item }> {
  const page = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: 'GSI3',
      KeyConditionExpression: 'GSI3PK = :wish AND GSI3SK <= :until',
      ExpressionAttributeValues: { ':wish': 'WISH', ':until': `${until}#~` },
      ExclusiveStartKey: start,
      Limit: 100,
    }),
  );
  const found = (page.Items ?? []).map((item) => ({ PK: String(item.PK), SK: String(item.SK) }));
  return { keys: found, ...(page.LastEvaluatedKey === undefined ? {} : { next: page.LastEvaluatedKey }) };
}

function toWish(item: Item): StoredWish {
  return {
    owner: ownerOf(String(item.PK)),
    wish: item.wish as Wish | PanelWish,
    wishedAt: String(item.wishedAt),
    nonce: String(item.nonce),
  };
}
