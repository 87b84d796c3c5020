import type { Panel } from '../../domain/practice/practice.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { getItem, type Item, queryPartition, type Table, transact, type Write } from './table.ts';

export async function readPanel(table: Table, physicianId: string): Promise<Panel> {
  const item = await getItem(table, keys.panel(physicianId));
  if (item === undefined) throw new RangeError(`There is no panel of the physician "${physicianId}"`);
  return withoutKeys(item) as unknown as Panel;
}

export async function readPanels(table: Table): Promise<Panel[]> {
  const items = await queryPartition(table, 'PANELS');
  return items.map((item) => withoutKeys(item) as unknown as Panel);
}

/** Takes seats (positive) or gives them back (negative). The write fails when the cap would be passed, or none is taken. */
export function seatWrite(table: Table, physicianId: string, seats: number): Write {
  return {
    Update: {
      TableName: table.name,
      Key: keys.panel(physicianId),
      UpdateExpression: 'SET seatsTaken = seatsTaken + :seats, seatsFree = seatsFree - :seats',
      ConditionExpression: seats > 0 ? 'seatsFree >= :seats' : 'seatsTaken >= :freed',
      ExpressionAttributeValues: { ':seats': seats, ...(seats > 0 ? {} : { ':freed': -seats }) },
    },
  };
}

/** Opens a physician's panel, or moves its cap; seats that are taken stay taken. Throws a ConflictError if it moved meanwhile. */
export async function writePanel(table: Table, physicianId: string, cap: number): Promise<void> {
  const before = await getItem(table, keys.panel(physicianId));
  if (before?.cap === cap) return;
  await transact(table, [
    before === undefined ? openPanel(table, physicianId, cap) : moveCap(table, physicianId, before, cap),
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
