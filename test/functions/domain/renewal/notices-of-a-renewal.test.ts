import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  instantAt,
  practiceDate,
  sendingInstant,
} from '../../../../functions/domain/calendar/practice-time.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { type PlannedNotice, planNotices, type TermToRenew } from '../../../../functions/domain/notices/notice-plan.ts';
import { unprovenRules } from '../../../../functions/domain/notices/notice-proof.ts';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import { overrideMistakes, rulesWith, staleRules } from '../../../../functions/domain/notices/rule-overrides.ts';
import { termDates } from '../../../../functions/domain/term/term.ts';
import { newYork } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const states = [...new Set(noticeRules.flatMap(({ state }) => state ?? []))];
const renewalOf = (anchor: string, given: Partial<TermToRenew> = {}): TermToRenew => ({
  term: termDates(anchor, 1),
  renewed: termDates(anchor, 2),
  cancelByDays: 0,
  states: [],
  method: 'card',
  priceChanges: true,
  amountChanges: true,
  practiceDays: { first: 35, second: 20 },
  today: addDays(termDates(anchor, 2).startsOn, -70),
  ...given,
});

const mailedOn = (day: string, given: Partial<Notice> = {}): Notice => {
  const sentAt = instantAt(day, '09:30', newYork);
  return { noticeKey: 'renewal-2-1-s1', state: 'sent', claimedAt: sentAt, sentAt, deliveredAt: sentAt, ...given };
};
const isProven = (notices: readonly PlannedNotice[], ruleId: string, notice: Notice) =>
  !unprovenRules(notices, ['s1'], (number) => (number === 1 ? notice : undefined), newYork).includes(ruleId);

describe('each rule, by its window', () => {
  const windowed = noticeRules.filter((rule) => rule.earliestDays !== undefined || rule.latestDays !== undefined);

  test.each(windowed.map((rule) => [rule.cite, rule] as const))('%s', (_, rule) => {
    const given = renewalOf('2026-03-02', {
      states: rule.state === undefined ? [] : [rule.state],
      ...(rule.method === undefined ? {} : { method: rule.method }),
    });
    const { notices } = planNotices(given, noticeRules);
    const served = notices.flatMap(({ serves }) => serves).find(({ ruleId }) => ruleId === rule.ruleId);
    const renewsOn = given.renewed.startsOn;
    if (rule.earliestDays !== undefined) expect(served?.from).toBe(addDays(renewsOn, -rule.earliestDays));
    if (rule.latestDays !== undefined) expect(served?.to).toBe(addDays(renewsOn, -rule.latestDays));
    const { from = '', to = '' } = served ?? {};
    // As if one notice alone had gone out, on that day.
    const alone = [{ noticeNumber: 1, on: from, letterBy: to, serves: [{ ruleId: rule.ruleId, from, to }] }];
    const days = [addDays(from, -1), from, to, addDays(to, 1)];
    expect(days.map((day) => isProven(alone, rule.ruleId, mailedOn(day)))).toEqual([false, true, true, false]);
    expect(rule.source).toMatch(/^(https:|local)/);
  });
});

describe('a notice', () => {
  const notice: PlannedNotice = {
    noticeNumber: 1,
    on: '2027-01-26',
    letterBy: '2027-02-15',
    serves: [{ ruleId: 'contract', from: '2027-01-16', to: '2027-02-15' }],
  };
  test.each<[string, boolean, Notice]>([
    ['is proven by a mail that was delivered', true, mailedOn('2027-01-26')],
    ['is not by one whose delivery nobody told', false, { ...mailedOn('2027-01-26'), deliveredAt: undefined } as never],
    [
      'is not by one that bounced after its delivery',
      false,
      mailedOn('2027-01-26', { bouncedAt: '2027-01-27T15:00:00.000Z' }),
    ],
    [
      'is not by one that waits',
      false,
      { noticeKey: 'renewal-2-1-s1', state: 'claimed', claimedAt: '2027-01-26T15:00:00.000Z' },
    ],
    [
      'is by a letter, on the day it was posted',
      true,
      { ...mailedOn('2027-01-26'), state: 'letter', postedOn: '2027-02-15' },
    ],
    [
      'is not by a letter that was posted too late',
      false,
      { ...mailedOn('2027-01-26'), state: 'letter', postedOn: '2027-02-16' },
    ],
    ['is not by a letter that waits to be posted', false, { ...mailedOn('2027-01-26'), state: 'letter' }],
    [
      'is not by a letter that came back',
      false,
      { ...mailedOn('2027-01-26'), state: 'letter', postedOn: '2027-01-26', returnedOn: '2027-02-01' },
    ],
  ])('%s', (_, expected, given) => {
    expect(isProven([notice], 'contract', given)).toBe(expected);
  });

  test('to two who signed is proven when it reached both', () => {
    const reached = (bounced: boolean) => (_: number, signerId: string) =>
      mailedOn('2027-01-26', bounced && signerId === 's2' ? { bouncedAt: '2027-01-26T16:00:00.000Z' } : {});
    expect(unprovenRules([notice], ['s1', 's2'], reached(false), newYork)).toEqual([]);
    expect(unprovenRules([notice], ['s1', 's2'], reached(true), newYork)).toEqual(['contract']);
  });
});

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const zones = ['America/New_York', 'America/Phoenix', 'Pacific/Honolulu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

test('whatever states apply and whenever the term began, each notice lies in the windows it serves, and every reviewed rule is served', () => {
  const given = fc.record({
    anchor: day,
    states: fc.subarray(states),
    method: fc.constantFrom<TermToRenew['method']>('card', 'bank', 'check', undefined),
    priceChanges: fc.boolean(),
    amountChanges: fc.boolean(),
    cancelByDays: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(given, ({ anchor, ...rest }) => {
      const asked = renewalOf(anchor, rest);
      const { notices, unmet } = planNotices(asked, noticeRules);
      expect(notices.length).toBeGreaterThanOrEqual(2);
      expect(notices.map(({ on }) => on)).toEqual(notices.map(({ on }) => on).toSorted());
      for (const { on, letterBy, serves } of notices) {
        expect(on >= asked.today && on < asked.renewed.startsOn).toBe(true);
        for (const { from, to } of serves) expect([from <= on, on <= to, letterBy <= to]).toEqual([true, true, true]);
      }
      const served = new Set(notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId)));
      const left = unmet.map(({ ruleId }) => ruleId);
      const state = (rule: (typeof noticeRules)[number]) =>
        rule.state === undefined || rest.states.includes(rule.state);
      const due = noticeRules.filter(
        (rule) =>
          state(rule) &&
          rule.status === 'met' &&
          rule.subject === 'renewal' &&
          rule.method === undefined &&
          rule.earliestDays !== undefined,
      );
      for (const { ruleId } of due) expect(served.has(ruleId) || left.includes(ruleId)).toBe(true);
    }),
    { numRuns: runs() },
  );
});

test('a notice goes out at nine in the morning of its civil day, in every zone and on both sides of a clock change', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...zones), fc.string(), (on, zone, key) => {
      const at = sendingInstant(on, zone, key);
      const hour = new Date(at).toLocaleTimeString('en-US', { timeZone: zone, hourCycle: 'h23', hour: '2-digit' });
      expect([practiceDate(at, zone), hour]).toEqual([on, '09']);
    }),
    { numRuns: runs() },
  );
});

describe('what a practice says of a rule', () => {
  const by = { by: 'Counsel', reason: 'Read the statute', on: '2026-11-27' };

  test('marks it as reviewed, and may tighten its window', () => {
    const override = { ruleId: 'fl-renewal', reviewed: true, earliestDays: 45, ...by };
    expect(rulesWith([override]).find(({ ruleId }) => ruleId === 'fl-renewal')).toMatchObject({
      status: 'met',
      earliestDays: 45,
      latestDays: 30,
    });
    const { unmet } = planNotices(renewalOf('2026-03-02', { states: ['FL'] }), rulesWith([override]));
    expect(unmet.map(({ ruleId }) => ruleId)).not.toContain('fl-renewal');
  });

  test.each([
    ['a wider window', { ruleId: 'ny-renewal', earliestDays: 46, ...by }, 'may only tighten 45 to 15 days before'],
    ['a later last day', { ruleId: 'ny-renewal', latestDays: 10, ...by }, 'may only tighten'],
    ['an empty window', { ruleId: 'ny-renewal', earliestDays: 20, latestDays: 25, ...by }, 'may only tighten'],
    ['no name', { ruleId: 'ny-renewal', ...by, by: ' ' }, 'needs a name and a reason'],
    ['no such rule', { ruleId: 'xx', ...by }, 'There is no rule "xx"'],
    ['no day', { ruleId: 'ny-renewal', ...by, on: 'soon' }, 'got "soon"'],
  ])('is refused with %s', (_, override, words) => {
    expect(overrideMistakes([override]).join()).toContain(words);
    expect(() => rulesWith([override])).toThrow(words);
  });

  test('is asked for again when nobody has looked for a year', () => {
    expect(staleRules([], '2026-11-27')).toEqual([]);
    expect(staleRules([], '2027-12-01')).toHaveLength(noticeRules.length);
  });
});
