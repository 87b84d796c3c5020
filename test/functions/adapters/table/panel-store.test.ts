import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readPanel, readPanels, seatWrite, writePanel } from '../../../../functions/adapters/table/panel-store.ts';
import { ConflictError, type Table, transact } from '../../../../functions/adapters/table/table.ts';
import { monday } from '../../../support/builders.ts';
import { startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await writePanel(table, 'fern', 3, monday);
});

const take = (seats: number) => transact(table, [seatWrite(table, 'fern', seats, monday)]);

test('a panel opens with all its seats free', async () => {
  expect(await readPanel(table, 'fern')).toEqual({ physicianId: 'fern', cap: 3, seatsTaken: 0, seatsFree: 3 });
});

test('seats are taken and given back', async () => {
  await take(2);
  await take(-1);
  expect(await readPanel(table, 'fern')).toMatchObject({ seatsTaken: 1, seatsFree: 2 });
});

test('of twenty that take a seat at once, three get one', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => take(1)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
  expect(await readPanel(table, 'fern')).toMatchObject({ seatsTaken: 3, seatsFree: 0 });
});

test('refuses two seats where one is left', async () => {
  await take(2);
  await expect(take(2)).rejects.toThrow(ConflictError);
  await expect(take(1)).resolves.toBeUndefined();
});

test('refuses to give back a seat that nobody has taken', async () => {
  await expect(take(-1)).rejects.toThrow(ConflictError);
});

test('refuses a seat of a physician who has no panel', async () => {
  await expect(transact(table, [seatWrite(table, 'nobody', 1, monday)])).rejects.toThrow(ConflictError);
  await expect(readPanel(table, 'nobody')).rejects.toThrow(RangeError);
});

test.each([
  ['raised', 5, 3],
  ['lowered', 2, 0],
  ['lowered below what is taken', 1, -1],
  ['left as it is', 3, 1],
])('seats that are taken stay taken when the cap is %s', async (_, cap, seatsFree) => {
  await take(2);
  await writePanel(table, 'fern', cap, monday);
  await writePanel(table, 'fern', cap, monday);
  expect(await readPanel(table, 'fern')).toMatchObject({ physicianId: 'fern', cap, seatsTaken: 2, seatsFree });
});

test('a panel above its cap takes nobody, and gives seats back', async () => {
  await take(3);
  await writePanel(table, 'fern', 1, monday);
  await expect(take(1)).rejects.toThrow(ConflictError);
  await take(-2);
  await expect(take(1)).rejects.toThrow(ConflictError);
  await take(-1);
  await take(1);
  expect(await readPanel(table, 'fern')).toMatchObject({ seatsTaken: 1, seatsFree: 0 });
});

test('all panels come in one answer', async () => {
  await writePanel(table, 'oak', 300, monday);
  expect((await readPanels(table)).map((panel) => panel.physicianId)).toEqual(['fern', 'oak']);
});
