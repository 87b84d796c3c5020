import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import {
  firstTerm,
  firstTermFee,
  installments,
  type StartRule,
  termDates,
  termStart,
} from '../../../../functions/domain/term/term.ts';
import { daysAfter, monthsAfter } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();
const monthEnds = ['2024-02-29', '2023-02-28', '2024-01-31', '2023-12-31', '2024-03-31', '2024-04-30', '2096-02-29'];
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => daysAfter('2000-01-01', days));
// Ends of months are where calendars break, so a good share of the cases lies there.
const day = fc.oneof({ weight: 3, arbitrary: anyDay }, { weight: 1, arbitrary: fc.constantFrom(...monthEnds) });
const count = fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const);

describe('the start of term 1', () => {
  test.each<[StartRule, string, string | undefined, string]>([
    ['payment-day', '2026-03-14', undefined, '2026-03-14'],
    ['payment-day', '2024-02-29', '2024-05-01', '2024-02-29'],
    ['first-of-next-month', '2026-01-31', undefined, '2026-02-01'],
    ['first-of-next-month', '2026-02-01', undefined, '2026-03-01'],
    ['first-of-next-month', '2026-12-15', undefined, '2027-01-01'],
    ['chosen-date', '2026-03-14', '2026-04-10', '2026-04-10'],
    ['chosen-date', '2026-03-14', '2026-03-14', '2026-03-14'],
    ['chosen-date', '2026-03-14', '2026-03-13', '2026-03-14'],
    ['chosen-date', '2026-01-02', '2025-12-31', '2026-01-02'],
  ])('by the rule %s, paid on %s, chosen %s, is %s', (rule, paidOn, chosenOn, expected) => {
    expect(termStart(rule, { paidOn, chosenOn })).toBe(expected);
  });

  test('is never before the payment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<StartRule>('payment-day', 'first-of-next-month', 'chosen-date'),
        day,
        day,
        (rule, paidOn, chosenOn) => termStart(rule, { paidOn, chosenOn }) >= paidOn,
      ),
      { numRuns },
    );
  });

  test('refuses the rule "chosen-date" without a date, and dates that are none', () => {
    expect(() => termStart('chosen-date', { paidOn: '2026-03-14' })).toThrow('needs a chosen date');
    expect(() => termStart('chosen-date', { paidOn: '2026-03-14', chosenOn: 'soon' })).toThrow(RangeError);
    expect(() => termStart('payment-day', { paidOn: '2026-02-29' })).toThrow(RangeError);
  });
});

describe('the dates of a term', () => {
  test.each([
    ['2026-03-14', 1, '2026-03-14', '2027-03-13'],
    ['2026-03-14', 2, '2027-03-14', '2028-03-13'],
    ['2026-01-01', 1, '2026-01-01', '2026-12-31'],
    ['2024-02-29', 1, '2024-02-29', '2025-02-27'],
    ['2024-02-29', 2, '2025-02-28', '2026-02-27'],
    ['2024-02-29', 4, '2027-02-28', '2028-02-28'],
    ['2024-02-29', 5, '2028-02-29', '2029-02-27'],
    ['2096-02-29', 5, '2100-02-28', '2101-02-27'],
    ['2023-02-28', 2, '2024-02-28', '2025-02-27'],
    ['2023-03-01', 1, '2023-03-01', '2024-02-29'],
    ['2024-01-31', 3, '2026-01-31', '2027-01-30'],
  ])('from %s, number %i, are %s to %s', (anchor, number, startsOn, endsOn) => {
    expect(termDates(anchor, number)).toEqual({ number, startsOn, endsOn });
  });

  test('leave no gap, no overlap and do not drift in 40 years', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (anchor, number) => {
        const [term, next] = [termDates(anchor, number), termDates(anchor, number + 1)];
        expect(term.startsOn).toBe(monthsAfter(anchor, 12 * (number - 1)));
        expect(next.startsOn).toBe(daysAfter(term.endsOn, 1));
      }),
      { numRuns },
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses the number %d', (number) => {
    expect(() => termDates('2026-01-01', number)).toThrow(`Terms are numbered from 1, got ${number}.`);
  });

  test('refuses an anchor that is no date', () => {
    expect(() => termDates('2026-02-29', 1)).toThrow(RangeError);
    expect(() => termDates('2026-01-01T00:00', 1)).toThrow(RangeError);
  });
});

describe('the installments of a term', () => {
  test('are one on the first day where the year is paid at once', () => {
    expect(installments(termDates('2026-03-14', 2), 240_000, 1)).toEqual([
      { number: 1, dueOn: '2027-03-14', amountCents: 240_000 },
    ]);
  });

  test('are due half-yearly and quarterly on calendar steps, the first carrying the leftover cents', () => {
    expect(installments(termDates('2026-08-31', 1), 100_001, 2)).toEqual([
      { number: 1, dueOn: '2026-08-31', amountCents: 50_001 },
      { number: 2, dueOn: '2027-02-28', amountCents: 50_000 },
    ]);
    expect(installments(termDates('2026-11-30', 1), 100_003, 4)).toEqual([
      { number: 1, dueOn: '2026-11-30', amountCents: 25_001 },
      { number: 2, dueOn: '2027-02-28', amountCents: 25_001 },
      { number: 3, dueOn: '2027-05-30', amountCents: 25_001 },
      { number: 4, dueOn: '2027-08-30', amountCents: 25_000 },
    ]);
  });

  test.each([
    ['2027-01-31', '01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31'],
    ['2028-01-31', '01-31 02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31'],
    ['2028-02-29', '02-29 03-29 04-29 05-29 06-29 07-29 08-29 09-29 10-29 11-29 12-29 01-29'],
    ['2027-02-28', '02-28 03-28 04-28 05-28 06-28 07-28 08-28 09-28 10-28 11-28 12-28 01-28'],
  ])('of a term from %s are due monthly on the day of its start', (anchor, days) => {
    const due = installments(termDates(anchor, 1), 120_000, 12);
    expect(due.map(({ dueOn }) => dueOn.slice(5)).join(' ')).toBe(days);
  });

  test('add up to the price and lie within the term in strict order, on equal steps', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        count,
        (anchor, number, priceCents, many) => {
          const term = termDates(anchor, number);
          const due = installments(term, priceCents, many);
          expect(sumCents(due.map(({ amountCents }) => amountCents))).toBe(priceCents);
          const days = due.map(({ dueOn }) => dueOn);
          expect(days).toEqual(days.map((_, index) => monthsAfter(term.startsOn, index * (12 / many))));
          expect(days).toEqual([...new Set(days)].toSorted());
          expect(days[0]).toBe(term.startsOn);
          expect((days.at(-1) ?? '') <= term.endsOn).toBe(true);
          expect(due.map((installment) => installment.number)).toEqual(days.map((_, index) => index + 1));
        },
      ),
      { numRuns },
    );
  });

  test('refuses a price below zero or in fractions of a cent', () => {
    const term = termDates('2026-01-01', 1);
    expect(() => installments(term, -1, 4)).toThrow(RangeError);
    expect(() => installments(term, 0.5, 4)).toThrow(RangeError);
  });

  test.each([
    [12, 10],
    [4, 4],
    [2, 2],
    [1, 1],
  ] as const)('of a shorter term: of %i those %i that fall into it', (count, due) => {
    const short = { number: 1, startsOn: '2026-03-14', endsOn: '2026-12-31' };
    const those = installments(short, 240_000, count);
    expect(those).toHaveLength(due);
    expect(sumCents(those.map(({ amountCents }) => amountCents))).toBe(240_000);
  });

  test('of a term of one day: one, on that day', () => {
    const day = { number: 1, startsOn: '2026-12-31', endsOn: '2026-12-31' };
    expect(installments(day, 100, 12)).toEqual([{ number: 1, dueOn: '2026-12-31', amountCents: 100 }]);
  });
});

describe('a first term up to a common date', () => {
  const byDay = { on: 'common-date', monthDay: '01-01', proration: 'day' } as const;
  const byMonth = { ...byDay, proration: 'month' } as const;

  test.each([
    ['2026-01-01', '2026-12-31', 36_500, 36_500],
    ['2026-12-31', '2026-12-31', 100, 3_042],
    ['2026-07-01', '2026-12-31', 18_400, 18_250],
    ['2028-02-29', '2028-12-31', 30_616, 33_458],
  ])('from %s ends on %s; by day it costs %i of 36,500 cents, by month %i', (startsOn, endsOn, days, months) => {
    const term = firstTerm(startsOn, byDay);
    expect(term).toEqual({ number: 1, startsOn, endsOn });
    expect([firstTermFee(36_500, term, byDay), firstTermFee(36_500, term, byMonth)]).toEqual([days, months]);
  });

  test('on 29 February ends on the 27th in common years, and on the 28th in leap years', () => {
    const leapDay = { on: 'common-date', monthDay: '02-29', proration: 'day' } as const;
    expect(firstTerm('2026-06-01', leapDay).endsOn).toBe('2027-02-27');
    expect(firstTerm('2027-06-01', leapDay).endsOn).toBe('2028-02-28');
  });

  test('from the 28th up to 29 February is a year of that date, at the whole fee', () => {
    const leapDay = { on: 'common-date', monthDay: '02-29' } as const;
    const term = firstTerm('2027-02-28', { ...leapDay, proration: 'month' });
    expect(term.endsOn).toBe('2028-02-28');
    for (const proration of ['day', 'month'] as const)
      expect(firstTermFee(240_000, term, { ...leapDay, proration })).toBe(240_000);
  });

  test('is a whole year on the anniversary, at the whole fee', () => {
    const term = firstTerm('2028-02-29', { on: 'anniversary' });
    expect(term).toEqual(termDates('2028-02-29', 1));
    expect(firstTermFee(100, term, { on: 'anniversary' })).toBe(100);
  });

  test('is never longer than a year nor dearer than its fee, and its installments add up to what it costs', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const monthDay = day.map((date) => date.toISOString().slice(5, 10));
    fc.assert(
      fc.property(
        day.map((date) => date.toISOString().slice(0, 10)),
        monthDay,
        fc.constantFrom('day' as const, 'month' as const),
        fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const),
        fc.integer({ min: 0, max: 10_000_000 }),
        (startsOn, monthDay, proration, count, feeCents) => {
          const renewal = { on: 'common-date', monthDay, proration } as const;
          const term = firstTerm(startsOn, renewal);
          // On the common date it begins in its place of a common year, a day earlier.
          const isLeapYear = monthDay === '02-29' && startsOn.endsWith('02-28');
          const longest = daysAfter(termDates(startsOn, 1).endsOn, isLeapYear ? 1 : 0);
          expect(term.endsOn >= startsOn && term.endsOn <= longest).toBe(true);
          const cost = firstTermFee(feeCents, term, renewal);
          expect(cost >= 0 && cost <= feeCents).toBe(true);
          const due = installments(term, cost, count);
          expect(sumCents(due.map(({ amountCents }) => amountCents))).toBe(cost);
          expect(due.every(({ dueOn }) => dueOn >= startsOn && dueOn <= term.endsOn)).toBe(true);
        },
      ),
      { numRuns },
    );
  });
});
