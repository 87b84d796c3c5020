import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { closeApplication } from '../../../../functions/actions/decide-application.ts';
import { storeEnteredApplication } from '../../../../functions/adapters/table/application-store.ts';
import { notePosted, noteUnmailed } from '../../../../functions/adapters/table/notice-store.ts';
import { lettersToPost, rosterPage, statusPage } from '../../../../functions/adapters/table/roster-store.ts';
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

test('letters to be posted are named by whom they are about, and go on after a page of twenty-five', async () => {
  await storedAgreement(depsOf(table), 'active');
  const owner = { kind: 'agreement', id: idOf(1) } as const;
  const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `renewal-${index + 2}-1-s1`);
  for (const [index, noticeKey] of keysOf(27).entries()) {
    const now = `2026-03-${String(index + 1).padStart(2, '0')}T15:00:00.000Z`;
    await noteUnmailed(table, owner, { noticeKey, before: undefined, now, state: 'letter' });
  }
  await storeEnteredApplication(table, anApplication({ applicationId: idOf(2), status: 'confirmed' }));
  await closeApplication(depsOf(table), idOf(2), { reason: 'withdrawn' });
  const closed = { noticeKey: 'applicationclosed', before: undefined, now: '2026-04-01T15:00:00.000Z' } as const;
  await noteUnmailed(table, { kind: 'application', id: idOf(2) }, { ...closed, state: 'letter' });

  const first = await lettersToPost(table);
  expect(first.letters.map(({ noticeKey }) => noticeKey)).toEqual(keysOf(25));
  expect(first.letters[0]?.title).toBe('Paula Example');
  expect(first.next).toMatchObject({ ownerId: idOf(1), noticeKey: 'renewal-26-1-s1' });
  const second = await lettersToPost(table, first.next);
  expect(second.letters.map(({ noticeKey, title }) => [noticeKey, title])).toEqual([
    ['renewal-27-1-s1', 'Paula Example'],
    ['renewal-28-1-s1', 'Paula Example'],
    ['applicationclosed', 'Paula Example'],
  ]);
  expect(second.next).toBeUndefined();
  // One that was posted since leads to the beginning.
  await notePosted(table, owner, 'renewal-26-1-s1', { on: '2026-04-02', by: 'staff-1' });
  expect((await lettersToPost(table, first.next)).letters[0]?.noticeKey).toBe('renewal-2-1-s1');
});
