import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planNotices, type TermToRenew } from '../../../../functions/domain/notices/notice-plan.ts';
import type { NoticeRule } from '../../../../functions/domain/notices/notice-rule.ts';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import { daysAfter, daysFromTo, monthsAfter } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

/** Term 2 of whoever began on the anchor. */
function renewalOf(anchor: string, given: Partial<TermToRenew> = {}): TermToRenew {
  const starts = [anchor, monthsAfter(anchor, 12), monthsAfter(anchor, 24)] as const;
  return {
    term: { startsOn: starts[0], endsOn: daysAfter(starts[1], -1) },
    renewed: { startsOn: starts[1], endsOn: daysAfter(starts[2], -1) },
    cancelByDays: 0,
    states: [],
    method: 'card',
    priceChanges: false,
    amountChanges: false,
    practiceDays: { first: 35, second: 20 },
    today: starts[0],
    ...given,
  };
}

/** Days before the renewal on which notices go out, and by which a letter must. */
function planned(given: Partial<TermToRenew>, rules: readonly NoticeRule[] = noticeRules): [number, number][] {
  const asked = renewalOf('2026-03-02', given);
  const before = (day: string) => daysFromTo(day, asked.renewed.startsOn);
  return planNotices(asked, rules).notices.map(({ on, letterBy }) => [before(on), before(letterBy)]);
}

const everyState = [...new Set(noticeRules.flatMap(({ state }) => state ?? []))];

describe('notices go out', () => {
  test.each<[string, Partial<TermToRenew>, [number, number][]]>([
    [
      'on days 35 and 20',
      {},
      [
        [35, 15],
        [20, 15],
      ],
    ],
    [
      'on days 35 and 20 for every state at once',
      { states: everyState },
      [
        [35, 30],
        [20, 15],
      ],
    ],
    [
      'on days 35 and 20 for Massachusetts, which no single day shares with Illinois',
      { states: ['MA', 'IL'] },
      [
        [35, 30],
        [20, 15],
      ],
    ],
    [
      'nine weeks ahead before a fee rises in Washington',
      { states: ['WA'], priceChanges: true },
      [
        [63, 60],
        [20, 15],
      ],
    ],
    [
      "on the practice's own days where they serve",
      { practiceDays: { first: 40, second: 10 } },
      [
        [40, 15],
        [10, 7],
      ],
    ],
    [
      'three days inside the edge that the practice is too near to',
      { states: ['IL'], practiceDays: { first: 31, second: 12 } },
      [
        [33, 30],
        [12, 7],
      ],
    ],
    [
      'twice where no rule needs the second',
      { method: 'check' },
      [
        [35, 15],
        [20, 15],
      ],
    ],
    [
      'earlier where patients must say no a month ahead',
      { states: ['IL'], cancelByDays: 30 },
      [
        [63, 60],
        [20, 15],
      ],
    ],
  ])('%s', (_, given, expected) => {
    expect(planned(given)).toEqual(expected);
  });

  test('today and on the second day where the first is over', () => {
    const today = daysAfter('2027-03-02', -25);
    expect(planned({ today })).toEqual([
      [25, 15],
      [20, 15],
    ]);
  });

  test('once, today, where both days are over; and what is too late for is said', () => {
    const today = daysAfter('2027-03-02', -5);
    expect(planned({ today })).toEqual([[5, 5]]);
    const { unmet } = planNotices(renewalOf('2026-03-02', { today }), noticeRules);
    expect(unmet.map(({ ruleId, why }) => [ruleId, why])).toEqual([
      ['contract', 'no-day-left'],
      ['mastercard-reminder', 'no-day-left'],
    ]);
    expect(unmet[0]?.text).toContain('2027-02-15');
  });

  test('of an earlier plan are kept under their numbers, and serve what they serve; a new price is said anew', () => {
    const today = daysAfter('2027-03-02', -29);
    const sent = [{ noticeNumber: 1, on: daysAfter('2027-03-02', -35) }];
    const asked = renewalOf('2026-03-02', { today, sent, states: ['CA', 'IL'], priceChanges: true });
    const { notices, unmet } = planNotices(asked, noticeRules);
    const served = notices.map(({ noticeNumber, on, serves }) => [
      noticeNumber,
      on,
      serves.map(({ ruleId }) => ruleId),
    ]);
    expect(served[0]).toEqual([1, '2027-01-26', expect.arrayContaining(['ca-renewal', 'il-renewal'])]);
    expect(served[0]?.[2]).not.toContain('ca-price-change');
    expect(served[1]).toEqual([2, '2027-02-10', expect.arrayContaining(['ca-price-change'])]);
    expect([notices.length, unmet.map(({ why }) => why)]).toEqual([2, ['not-reviewed']]);
  });

  test('not before a short first term has begun, and what that is too short for is said', () => {
    const term = { startsOn: '2027-02-22', endsOn: '2027-03-01' };
    const given = { term, today: '2027-01-01', method: 'check' as const, states: ['MA'] };
    expect(planned(given)).toEqual([[8, 5]]);
    const { unmet } = planNotices(renewalOf('2026-03-02', given), noticeRules);
    expect(unmet.map(({ ruleId, why }) => [ruleId, why])).toEqual([['contract', 'no-day-left']]);
  });

  test('never once the next term has begun', () => {
    expect(planned({ today: '2027-03-02' })).toEqual([]);
  });

  test('with the windows that they serve, for the proof', () => {
    const { notices } = planNotices(renewalOf('2026-03-02', { states: ['CO'] }), noticeRules);
    expect(notices).toEqual([
      {
        noticeNumber: 1,
        on: '2027-01-26',
        letterBy: '2027-02-05',
        serves: [
          { ruleId: 'contract', from: '2027-01-16', to: '2027-02-15' },
          { ruleId: 'co-renewal', from: '2027-01-21', to: '2027-02-05' },
        ],
      },
      {
        noticeNumber: 2,
        on: '2027-02-10',
        letterBy: '2027-02-15',
        serves: [
          { ruleId: 'contract', from: '2027-01-16', to: '2027-02-15' },
          { ruleId: 'mastercard-reminder', from: '2027-01-31', to: '2027-02-23' },
        ],
      },
    ]);
  });
});

const hardDays = ['2024-02-29', '2027-02-28', '2028-01-31', '2026-12-31', '2026-03-08', '2026-11-01'];
const anchor = fc.oneof(
  fc.constantFrom(...hardDays),
  fc.integer({ min: 0, max: 11_000 }).map((days) => daysAfter('2024-01-01', days)),
);
const given = fc.record({
  states: fc.subarray(everyState),
  method: fc.constantFrom<TermToRenew['method']>('card', 'bank', 'check', undefined),
  priceChanges: fc.boolean(),
  amountChanges: fc.boolean(),
  cancelByDays: fc.integer({ min: 0, max: 60 }),
  practiceDays: fc.record({ first: fc.integer({ min: 1, max: 69 }), second: fc.integer({ min: 1, max: 69 }) }),
});
/** From the first day of the term to the day after the renewal; mostly in time. */
const daysAhead = fc.oneof(
  { weight: 2, arbitrary: fc.constant(365) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 70 }) },
);

/** Rows with a window that hold for a year and the next, by a reading of the rows that shares no code with the planner. */
function windowsOf({ renewed, states, method, priceChanges, amountChanges, cancelByDays }: TermToRenew) {
  return noticeRules
    .filter((rule) => rule.state === undefined || states.includes(rule.state))
    .filter((rule) => rule.method === undefined || rule.method === method)
    .filter((rule) => rule.subject !== 'price-change' || priceChanges)
    .filter((rule) => rule.subject !== 'amount-change' || amountChanges)
    .filter((rule) => rule.latestDays !== undefined)
    .map(({ ruleId, earliestDays = 364, latestDays = 0, countedFrom }) => {
      const shift = countedFrom === 'cancel-by' || countedFrom === 'earliest' ? cancelByDays : 0;
      return {
        ruleId,
        from: daysAfter(renewed.startsOn, -(earliestDays + shift)),
        to: daysAfter(renewed.startsOn, -(latestDays + shift)),
      };
    });
}

describe('whenever a term began and whichever rules hold', () => {
  test('each notice lies in every window that it serves, and its letter, too; each rule with a day left is served', () => {
    fc.assert(
      fc.property(anchor, given, daysAhead, (day, rest, ahead) => {
        const start = renewalOf(day, rest);
        const today = daysAfter(start.renewed.startsOn, -ahead);
        const asked = { ...start, today };
        const { notices, unmet } = planNotices(asked, noticeRules);
        const windows = windowsOf(asked);
        const wrong = notices.flatMap(({ on, letterBy, serves }) =>
          serves.filter(({ ruleId, from, to }) => {
            const window = windows.find((one) => one.ruleId === ruleId);
            const isWindow = window?.to === to && (window.from === from || from === asked.term.startsOn);
            return !isWindow || on < from || on > letterBy || letterBy > to || on < today;
          }),
        );
        expect(wrong).toEqual([]);
        const served = new Set(notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId)));
        const possible = windows.filter(({ to }) => to >= today && to >= asked.term.startsOn);
        expect(possible.filter(({ ruleId }) => !served.has(ruleId))).toEqual([]);
        const over = unmet.filter(({ why }) => why === 'no-day-left').map(({ ruleId }) => ruleId);
        expect(over.filter((ruleId) => served.has(ruleId))).toEqual([]);
        expect(new Set(unmet.map(({ ruleId }) => ruleId)).size).toBe(unmet.length);
        expect(notices.map(({ noticeNumber }) => noticeNumber)).toEqual(notices.map((_, index) => index + 1));
        expect(notices.map(({ on }) => on)).toEqual([...new Set(notices.map(({ on }) => on))].toSorted());
        if (ahead < 365) return;
        expect(notices.length).toBeGreaterThanOrEqual(new Set(Object.values(rest.practiceDays)).size);
        // Planned in time, some notice of each rule keeps three days free at both edges.
        const days = notices.map(({ on }) => on);
        const inside = windows.map(({ from, to }) => [daysAfter(from, 3), daysAfter(to, -3)] as const);
        expect(inside.filter(([first, last]) => !days.some((on) => first <= on && on <= last))).toEqual([]);
      }),
      { numRuns: runs() },
    );
  });
});
