import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { staleRuleIds } from '../../../functions/actions/stale-rule-ids.ts';
import { noticeRules } from '../../../functions/domain/notices/notice-rules.ts';
import { aPractice, depsOf, setUpPractice } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const morning = '2127-03-02T11:00:00.000Z';

async function idsAt(now: string, reviewed?: { ruleId: string; on: string }) {
  const table = await tables.fresh();
  const ruleOverrides = reviewed === undefined ? [] : [{ ...reviewed, by: 'A. Counsel', reason: 'Read the statute' }];
  await setUpPractice(table, { practice: aPractice({ ruleOverrides }) });
  return staleRuleIds(depsOf(table, now));
}

test('rules that nobody has looked at for a year are named in the morning, once a day', async () => {
  const all = noticeRules.map(({ ruleId }) => ruleId);
  expect(await idsAt(morning)).toEqual(all);
  for (const now of ['2127-03-02T10:59:59.999Z', '2127-03-02T17:00:00.000Z', '2127-03-02T23:00:00.000Z']) {
    expect(await idsAt(now)).toEqual([]);
  }
});

test('a rule that the practice has looked at within the year is not', async () => {
  expect(await idsAt(morning, { ruleId: 'ny-renewal', on: '2126-03-02' })).not.toContain('ny-renewal');
  expect(await idsAt(morning, { ruleId: 'ny-renewal', on: '2126-03-01' })).toContain('ny-renewal');
});

test('none are before the practice is set up', async () => {
  expect(await staleRuleIds(depsOf(await tables.fresh(), morning))).toEqual([]);
});
