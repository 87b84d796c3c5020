import type { Panel, PanelLeave } from '../../domain/practice/practice.ts';
import { waitlistPartition, withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { getItem, type Item, queryAll, queryPartition, type Table, transact, type Write } from './table.ts';
import { putWish } from './wish-store.ts';

export async function readPanel(table: Table, physicianId: string): Promise<Panel> {
  const item = await getItem(table, keys.panel(physicianId));
  if (item === undefined) throw new RangeError(`There is no panel of the physician "${physicianId}"`);
  return withoutKeys(item) as unknown as Panel;
}

/** A panel with what only the table needs of it. */
export interface StoredPanel extends Panel {
  seatsFree: number;
  /** When seats were last taken or given back. UTC. */
  movedAt?: string;
}

export async function readPanels(table: Table): Promise<StoredPanel[]> {
  const items = await queryPartition(table, 'PANELS');
  return items.map((item) => withoutKeys(item) as unknown as StoredPanel);
}

/** Takes seats (positive) or gives them back (negative). The write fails when the cap would be passed, or none is taken. */
export function seatWrite(table: Table, physicianId: string, seats: number, now: string): Write {
  return {
    Update: {
      TableName: table.name,
      Key: keys.panel(physicianId),
      UpdateExpression: 'SET seatsTaken = seatsTaken + :seats, seatsFree = seatsFree - :seats, movedAt = :now',
      ConditionExpression: seats > 0 ? 'seatsFree >= :seats' : 'seatsTaken >= :freed',
      ExpressionAttributeValues: { ':seats': seats, ':now': now, ...(seats > 0 ? {} : { ':freed': -seats }) },
    },
  };
}

/** Freed seats are offered to whoever waits. */
export function wishOffers(table: Table, physicianId: string, now: string): Write {
  return putWish(table, { kind: 'panel', id: physicianId }, { workflow: 'offers' }, now);
}

/**
 * Sets the seats that are taken to what was counted, where the panel is still as it was read. Throws a ConflictError where
 * seats or the cap have moved meanwhile.
 */
export async function correctSeats(table: Table, before: StoredPanel, seatsTaken: number, now: string): Promise<void> {
  const { physicianId, cap, movedAt } = before;
  const correction: Write = {
    Update: {
      TableName: table.name,
      Key: keys.panel(physicianId),
      UpdateExpression: 'SET seatsTaken = :counted, seatsFree = :free, movedAt = :now',
      ConditionExpression: `seatsTaken = :before AND cap = :cap AND ${movedAt === undefined ? 'attribute_not_exists(movedAt)' : 'movedAt = :movedAt'}`,
      ExpressionAttributeValues: {
        ':counted': seatsTaken,
        ':free': cap - seatsTaken,
        ':now': now,
        ':before': before.seatsTaken,
        ':cap': cap,
        ...(movedAt === undefined ? {} : { ':movedAt': movedAt }),
      },
    },
  };
  await transact(table, [correction, wishOffers(table, physicianId, now)]);
}

/** Those who wait for a physician's seats, longest first: candidates, of which some may not wait any more. */
export async function waitingFor(table: Table, physicianId: string): Promise<string[]> {
  const ids: string[] = [];
  const waiting = queryAll(table, {
    IndexName: 'GSI2',
    KeyConditionExpression: 'GSI2PK = :waitlist',
    ExpressionAttributeValues: { ':waitlist': waitlistPartition(physicianId) },
  });
  for await (const item of waiting) ids.push(String(item.PK).slice('A#'.length));
  return ids;
}

/** Opens a physician's panel, or moves its cap; seats that are taken stay taken, more of them are offered. Throws a ConflictError if it moved meanwhile. */
export async function writePanel(table: Table, physicianId: string, cap: number, now: string): Promise<void> {
  const before = await getItem(table, keys.panel(physicianId));
  if (before?.cap === cap) return;
  await transact(
    table,
    before === undefined
      ? [openPanel(table, physicianId, cap)]
      : [moveCap(table, physicianId, before, cap), wishOffers(table, physicianId, now)],
  );
}

/** Records that a physician leaves. Throws a ConflictError where it is recorded already. */
export async function recordLeave(table: Table, physicianId: string, leave: PanelLeave): Promise<void> {
  await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: keys.panel(physicianId),
        UpdateExpression: 'SET #leave = :leave',
        ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(#leave)',
        // A reserved word.
        ExpressionAttributeNames: { '#leave': 'leave' },
        ExpressionAttributeValues: { ':leave': leave },
      },
    },
  ]);
}

function openPanel(table: Table, physicianId: string, cap: number): Write {
  const item = { ...keys.panel(physicianId), physicianId, cap, seatsTaken: 0, seatsFree: cap };
  return { Put: { TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(PK)' } };
}

function moveCap(table: Table, physicianId: string, before: Item, cap: number): Write {
  return {
    Update: {
      TableName: table.name,
      Key: keys.panel(physicianId),
      UpdateExpression: 'SET cap = :cap, seatsFree = seatsFree + :more',
      ConditionExpression: 'cap = :before',
      ExpressionAttributeValues: { ':cap': cap, ':more': cap - Number(before.cap), ':before': before.cap },
    },
  };
}
