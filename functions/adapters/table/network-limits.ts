import type { Application } from '../../domain/application/application.ts';
import { addToInstant } from '../../domain/calendar/practice-time.ts';
import { keys } from './keys.ts';
import { epoch, getItem, type Item, type Table, type Write } from './table.ts';

/** A waiting room's tablet and a home share one address; a script that fills the list must not. */
const applicationsFromANetworkADay = 20;
/** Beyond these, staff look: nobody fills a small panel from one place in a day. */
const unseenApprovalsForANetworkADay = 2;
/** Up to so many seats a household or two could fill a panel: each of their seats counts as an approval. */
const smallPanel = 20;

/** The write that counts one more application from its network address today; `full` where there were as many as may be. */
export async function countFromNetwork(
  table: Table,
  { networkHash, appliedAt }: Application,
  practiceDay: string,
): Promise<Write[] | 'full'> {
  if (networkHash === undefined) return [];
  const key = keys.networkDay(networkHash, practiceDay);
  if (Number((await getItem(table, key))?.applications ?? 0) >= applicationsFromANetworkADay) return 'full';
  return [count(table, key, { what: 'applications', some: 1, most: applicationsFromANetworkADay }, appliedAt)];
}

/**
 * The write that counts one more approval without anybody's look for a network and day; undefined when there were as many
 * as may be. It fails when another takes the last one first.
 */
export async function unseenApprovalWrite(
  table: Table,
  { networkHash, members }: Application,
  { cap, practiceDay, now }: { cap: number; practiceDay: string; now: string },
): Promise<Write[] | undefined> {
  if (networkHash === undefined) return [];
  const key = keys.networkDay(networkHash, practiceDay);
  const some = cap <= smallPanel ? members.length : 1;
  const before = Number((await getItem(table, key))?.approvals ?? 0);
  if (before + some > unseenApprovalsForANetworkADay) return undefined;
  return [count(table, key, { what: 'approvals', some, most: unseenApprovalsForANetworkADay }, now)];
}

function count(
  table: Table,
  key: Item,
  { what, some, most }: { what: 'applications' | 'approvals'; some: number; most: number },
  now: string,
): Write {
  return {
    Update: {
      TableName: table.name,
      Key: key,
      UpdateExpression: 'SET #what = if_not_exists(#what, :none) + :some, #ttl = :ttl',
      ConditionExpression: 'attribute_not_exists(#what) OR #what <= :room',
      ExpressionAttributeNames: { '#what': what, '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':none': 0,
        ':some': some,
        ':room': most - some,
        ':ttl': epoch(addToInstant(now, { days: 2 })),
      },
    },
  };
}
