import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { offerSeats } from '../../../functions/actions/offer-seats.ts';
import { loadAgreement } from '../../../functions/adapters/table/agreement-store.ts';
import { readPanel, writePanel } from '../../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication, aPerson, events, monday } from '../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables } from '../../support/table.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
});

/** Somebody who waits since that minute, alone or as a household. */
async function waits(number: number, minute: number, people = 1): Promise<string> {
  const application = anApplication({
    applicationId: idOf(number),
    members: Array.from({ length: people }, () => aPerson()),
  });
  await storedAgreement(depsOf(table, `2026-03-02T15:${String(minute).padStart(2, '0')}:00.000Z`), 'waitlisted', {
    application,
  });
  return idOf(number);
}

test('the longest-waiting that fit get the free seats, households all of theirs', async () => {
  const four = await waits(1, 1, 4);
  const two = await waits(2, 2, 2);
  const later = await waits(3, 3, 2);
  const one = await waits(4, 4);
  expect(await offerSeats(depsOf(table), 'dr-sample')).toEqual({ offered: [two, one] });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 3 });
  for (const id of [four, later]) expect((await loadAgreement(table, id))?.agreement.status).toBe('waitlisted');
});

test('asking again offers nothing twice', async () => {
  await waits(1, 1);
  await offerSeats(depsOf(table), 'dr-sample');
  expect(await offerSeats(depsOf(table), 'dr-sample')).toEqual({ offered: [] });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
});

test('two that run at once never give more seats than there are', async () => {
  for (const number of [1, 2, 3, 4, 5]) await waits(number, number);
  await Promise.all(
    [offerSeats(depsOf(table), 'dr-sample'), offerSeats(depsOf(table), 'dr-sample')].map((one) =>
      one.catch(() => undefined),
    ),
  );
  await offerSeats(depsOf(table), 'dr-sample');
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 3, seatsFree: 0 });
});

test('a seat that is given back, or a cap that is raised, asks for it', async () => {
  const id = await waits(1, 1);
  await decided(depsOf(table), id, events.seatOffered);
  expect(await itemsUnder(table, 'WISH#offers')).toEqual([]);
  await decided(depsOf(table), id, events.offerDeclined);
  expect(await itemsUnder(table, 'WISH#offers')).toHaveLength(1);
  await writePanel(table, 'dr-sample', 5, monday);
  expect(await itemsUnder(table, 'WISH#offers')).toHaveLength(1);
});
