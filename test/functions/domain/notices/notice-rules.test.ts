import { describe, expect, test } from '@jest/globals';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { planNotices } from '../../../../functions/domain/notices/notice-plan.ts';
import { unprovenRules } from '../../../../functions/domain/notices/notice-proof.ts';
import type { NoticeRule } from '../../../../functions/domain/notices/notice-rule.ts';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import { isApplicable, windowOf } from '../../../../functions/domain/notices/rule-window.ts';
import { daysAfter } from '../../../support/civil-days.ts';

const term = { startsOn: '2026-03-02', endsOn: '2027-03-01' };
const renewed = { startsOn: '2027-03-02', endsOn: '2028-03-01' };
/** So that what counts from the last day to say no is seen to. */
const cancelByDays = 10;

/** Days before the renewal, the last no being ten days before it; null where a rule has no such edge. */
const windows: Record<string, [number | null, number] | undefined> = {
  contract: [45, 15],
  'ca-renewal': [45, 15],
  'ca-annual-reminder': [365, 1],
  'ny-renewal': [55, 25],
  'il-renewal': [70, 40],
  'ga-renewal': [70, 40],
  'ga-active-yes': undefined,
  'fl-renewal': [70, 40],
  'nc-renewal': [45, 15],
  'vt-renewal': [70, 40],
  'va-renewal': [70, 40],
  'co-renewal': [40, 25],
  'de-renewal': [70, 40],
  'ct-renewal': [70, 25],
  'ma-renewal': [40, 15],
  'dc-renewal': [70, 40],
  'mn-renewal': [30, 15],
  'ut-renewal': undefined,
  'wi-renewal': undefined,
  'ca-price-change': [30, 7],
  'ny-price-change': [30, 5],
  'wa-price-change': [null, 60],
  'mastercard-reminder': [30, 7],
  'ach-changed-amount': [null, 10],
};

const unchanged = { priceChanges: false, amountChanges: false };

function ruleOf(ruleId: string): NoticeRule {
  const rule = noticeRules.find((one) => one.ruleId === ruleId);
  if (rule === undefined) throw new Error(`There is a rule ${ruleId}`);
  return rule;
}

/** Whether a mail of that civil day proves the rule. */
function proves(rule: NoticeRule, day: string): boolean {
  const window = windowOf(rule, { term, renewed, cancelByDays });
  if (window === undefined) throw new Error(`${rule.ruleId} has a window`);
  const at = `${day}T12:00:00.000Z`;
  const mail: Notice = { noticeKey: 'renewal-2-1-s1', state: 'sent', claimedAt: at, sentAt: at, deliveredAt: at };
  const planned = { noticeNumber: 1, on: day, letterBy: day, serves: [{ ruleId: rule.ruleId, ...window }] };
  return unprovenRules([planned], ['s1'], () => mail, 'UTC').length === 0;
}

test('each rule stands in the table once, with the days that its sources give', () => {
  expect(noticeRules.map(({ ruleId }) => ruleId).toSorted()).toEqual(Object.keys(windows).toSorted());
});

describe('both edges of', () => {
  const rows = Object.entries(windows).flatMap(([ruleId, days]) =>
    days === undefined ? [] : [[ruleId, ruleOf(ruleId).cite, ...days] as const],
  );

  test.each(rows)('%s (%s): %s to %s days before', (ruleId, _, earliest, latest) => {
    const rule = ruleOf(ruleId);
    const provesAhead = (days: number) => proves(rule, daysAfter(renewed.startsOn, -days));
    expect([provesAhead(latest), provesAhead(latest - 1)]).toEqual([true, false]);
    if (earliest === null) expect(proves(rule, term.startsOn)).toBe(true);
    else expect([provesAhead(earliest), provesAhead(earliest + 1)]).toEqual([true, false]);
  });

  test.each(
    Object.entries(windows).flatMap(([ruleId, days]) => (days === undefined ? [[ruleId, ruleOf(ruleId).cite]] : [])),
  )('%s (%s) there are none: it asks for no notice, or its days were not found', (ruleId) => {
    expect(windowOf(ruleOf(ruleId), { term, renewed, cancelByDays })).toBeUndefined();
  });
});

test('a window without a last day ends on the day before the renewal', () => {
  const rule: NoticeRule = { ...ruleOf('ut-renewal'), earliestDays: 30 };
  expect(windowOf(rule, { term, renewed, cancelByDays })).toEqual({ from: '2027-01-31', to: '2027-03-01' });
});

describe('the shortest term of', () => {
  const year = { startsOn: '2026-03-02', endsOn: '2027-03-01' };

  test.each<[string, 'term' | 'renewed', string, string]>([
    ['ca-renewal', 'term', '2026-03-02', '2027-03-01'],
    ['ca-renewal', 'term', '2027-03-01', '2028-02-29'],
    ['ca-renewal', 'renewed', '2027-03-02', '2027-04-02'],
    ['ny-renewal', 'term', '2026-03-02', '2026-09-01'],
    ['il-renewal', 'term', '2026-03-02', '2027-03-01'],
    ['il-renewal', 'renewed', '2027-02-01', '2027-03-01'],
    ['ga-renewal', 'term', '2024-02-29', '2025-02-27'],
    ['ga-active-yes', 'renewed', '2027-03-02', '2029-03-02'],
    ['fl-renewal', 'renewed', '2027-03-02', '2027-04-02'],
    ['nc-renewal', 'renewed', '2027-03-02', '2027-05-01'],
    ['vt-renewal', 'term', '2026-03-02', '2027-03-01'],
    ['co-renewal', 'renewed', '2027-03-02', '2028-03-01'],
    ['de-renewal', 'term', '2026-03-02', '2027-03-01'],
    ['ct-renewal', 'term', '2026-03-02', '2026-08-29'],
    ['ct-renewal', 'renewed', '2027-03-02', '2027-04-02'],
    ['ma-renewal', 'renewed', '2027-03-02', '2027-04-02'],
    ['dc-renewal', 'renewed', '2027-03-02', '2027-04-02'],
    ['ut-renewal', 'renewed', '2027-03-02', '2027-04-16'],
    ['mastercard-reminder', 'renewed', '2027-03-02', '2027-09-02'],
  ])('%s: the %s from %s to %s', (ruleId, which, startsOn, endsOn) => {
    const rule = ruleOf(ruleId);
    const given = {
      term: year,
      renewed: year,
      cancelByDays: 0,
      priceChanges: true,
      amountChanges: true,
      method: rule.method,
    };
    const holdsUpTo = (day: string) =>
      isApplicable(rule, { ...given, states: [rule.state ?? ''], [which]: { startsOn, endsOn: day } });
    expect([holdsUpTo(endsOn), holdsUpTo(daysAfter(endsOn, -1))]).toEqual([true, false]);
  });
});

test.each([
  ['a state of nobody', { states: ['TX'] }, ['contract', 'mastercard-reminder']],
  ['two states', { states: ['NC', 'IL'] }, ['contract', 'il-renewal', 'nc-renewal', 'mastercard-reminder']],
  ['a check', { states: [], method: 'check' as const }, ['contract']],
  ['a bank and a new amount', { method: 'bank' as const, amountChanges: true }, ['contract', 'ach-changed-amount']],
  ['a new price', { states: ['WA'], priceChanges: true }, ['contract', 'wa-price-change', 'mastercard-reminder']],
  ['no new price', { states: ['WA'] }, ['contract', 'mastercard-reminder']],
])('by %s the rules that hold are chosen', (_, given, expected) => {
  const before = { term, renewed, cancelByDays: 0, states: [], method: 'card' as const, ...unchanged, ...given };
  expect(noticeRules.filter((rule) => isApplicable(rule, before)).map(({ ruleId }) => ruleId)).toEqual(expected);
});

test.each([
  ['MN', 'mn-renewal', 'not-reviewed'],
  ['UT', 'ut-renewal', 'not-reviewed'],
  ['FL', 'fl-renewal', 'not-reviewed'],
  ['DC', 'dc-renewal', 'not-reviewed'],
  ['CT', 'ct-renewal', 'not-reviewed'],
  ['VT', 'vt-renewal', 'not-reviewed'],
])('in %s nothing is charged by itself: %s is %s', (state, ruleId, why) => {
  const given = { term, renewed, cancelByDays: 0, states: [state], ...unchanged, today: '2026-12-22' };
  const { unmet } = planNotices({ ...given, practiceDays: { first: 35, second: 20 } }, noticeRules);
  expect(unmet).toEqual([{ ruleId, why, text: expect.stringContaining('reviewed') }]);
});

test('a renewal of more than two years in Georgia needs a yes of its own, which no review replaces', () => {
  const given = { term, cancelByDays: 0, states: ['GA'], ...unchanged, today: '2026-12-22' };
  const practiceDays = { first: 35, second: 20 };
  const years = (endsOn: string) =>
    planNotices({ ...given, practiceDays, renewed: { startsOn: '2027-03-02', endsOn } }, noticeRules).unmet;
  expect(years('2029-03-01')).toEqual([]);
  expect(years('2029-03-02')).toMatchObject([{ ruleId: 'ga-active-yes', why: 'not-met' }]);
});
