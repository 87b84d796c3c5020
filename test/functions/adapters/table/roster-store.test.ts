import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { rosterPage, statusPage } from '../../../../functions/adapters/table/roster-store.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import { anApplication, events } from '../../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../../support/stored.ts';
import { startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
});

test('a list goes on after the one that the page before ended with, and begins anew where that one has left it', async () => {
  for (const number of [1, 2, 3]) {
    await storedAgreement(depsOf(table), 'waitlisted', { application: anApplication({ applicationId: idOf(number) }) });
    await decided(depsOf(table), idOf(number), number === 3 ? events.waitlistLeft : events.seatOffered);
  }
  const idsAfter = async (after: string) =>
    (await statusPage(table, 'offered', after)).agreements.map(({ agreementId }) => agreementId);
  expect(await idsAfter(idOf(1))).toEqual([idOf(2)]);
  // It stands in the list of those that are closed; and one that nobody knows in none.
  for (const after of [idOf(3), idOf(9)]) expect(await idsAfter(after)).toEqual([idOf(1), idOf(2)]);
  expect((await rosterPage(table, 'dr-other', idOf(1))).agreements).toEqual([]);
});
