import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { type Return, returnLetter } from '../../../functions/actions/return-letter.ts';
import { claimNotice, notePosted, noteUnmailed } from '../../../functions/adapters/table/notice-store.ts';
import { lettersToPost } from '../../../functions/adapters/table/roster-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { unprovenRules } from '../../../functions/domain/notices/notice-proof.ts';
import { anApplication, daysLater, monday, newYork } from '../../support/builders.ts';
import { depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { everything, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
  await storedAgreement(depsOf(table), 'active');
  await noteUnmailed(table, owner, { noticeKey, before: undefined, now: monday, state: 'letter' });
  await notePosted(table, owner, noticeKey, { on: '2026-03-02', by: 'staff-1' });
});

const id = anApplication().applicationId;
const owner = { kind: 'agreement', id } as const;
const noticeKey = 'renewal-2-1-s1';
const given: Return = { noticeKey, postedOn: '2026-03-02', returnedOn: '2026-03-09', by: 'staff-2' };
const back = (change: Partial<Return> = {}) => returnLetter(depsOf(table, daysLater(7)), id, { ...given, ...change });
const load = () => getAgreement(depsOf(table), id);
const notice = async () => (await load()).notices.get(noticeKey);
const waiting = async () => (await lettersToPost(table)).letters.map((letter) => letter.noticeKey);

/** Whether the notice serves a rule whose window the whole of March is. */
async function isProven(): Promise<boolean> {
  const letter = await notice();
  const window = { from: '2026-03-01', to: '2026-03-31' };
  const planned = {
    noticeNumber: 1,
    on: '2026-03-02',
    letterBy: '2026-03-31',
    serves: [{ ruleId: 'rule', ...window }],
  };
  return unprovenRules([planned], ['s1'], () => letter, newYork).length === 0;
}

test('a letter that came back proves nothing, and waits to be posted again', async () => {
  expect(await isProven()).toBe(true);
  expect(await back()).toBeUndefined();
  expect([await isProven(), await waiting()]).toEqual([false, [noticeKey]]);
  expect(await notice()).toMatchObject({ state: 'letter', returnedOn: '2026-03-09' });
  const { agreement } = await load();
  expect([agreement.members[0]?.letterReturnedOn, agreement.needsAttention.map(({ code }) => code)]).toEqual([
    '2026-03-09',
    ['letter_returned'],
  ]);
});

test('posted again it proves by its second day, and may come back once more', async () => {
  await back();
  await notePosted(table, owner, noticeKey, { on: '2026-03-10', by: 'staff-1' });
  expect([await isProven(), await waiting()]).toEqual([true, []]);
  expect(await notice()).not.toHaveProperty('returnedOn');
  // A form of the first posting, sent once more.
  expect(await back()).toBe('nothing_changes');
  expect(await isProven()).toBe(true);
});

test('told twice, at once or later, it is one', async () => {
  expect((await Promise.all([back(), back()])).sort()).toEqual(['nothing_changes', undefined]);
  const before = await everything(table);
  expect(await back()).toBe('nothing_changes');
  expect(await everything(table)).toEqual(before);
});

test.each([
  ['another notice', { noticeKey: 'renewal-2-2-s1' }, 'not_found'],
  ['a day before it was posted', { returnedOn: '2026-03-01' }, 'not_a_past_date'],
  ['a day that has not come', { returnedOn: '2026-03-10' }, 'not_a_past_date'],
])('refuses %s, and stores nothing', async (_, change, refusal) => {
  const before = await everything(table);
  expect(await back(change)).toBe(refusal);
  expect(await everything(table)).toEqual(before);
});

test('refuses a mail', async () => {
  await claimNotice(table, owner, { noticeKey: 'welcome-s1', before: undefined, now: monday }, []);
  expect(await back({ noticeKey: 'welcome-s1' })).toBe('not_found');
});
