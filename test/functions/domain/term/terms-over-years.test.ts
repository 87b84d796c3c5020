import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { practiceDate, startOfNextDay } from '../../../../functions/domain/calendar/practice-time.ts';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import type { RenewalRule } from '../../../../functions/domain/practice/practice.ts';
import {
  firstTerm,
  firstTermFee,
  installments,
  nextTerm,
  termDates,
  termStart,
} from '../../../../functions/domain/term/term.ts';
import { daysAfter, daysFromTo } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

const timeZones = [
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const anniversary = { on: 'anniversary' } as const;
const byDay = { on: 'common-date', proration: 'day' } as const;

type Term = ReturnType<typeof firstTerm>;

/** The first terms under one rule. */
function termsOf(anchor: string, renewal: RenewalRule, many: number): Term[] {
  const terms: Term[] = [];
  while (terms.length < many) terms.push(nextTerm(terms, anchor, renewal));
  return terms;
}

/** The day in a year, or the last of February where it has no 29th. */
function inYear(year: number, monthDay: string): string {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return `${year}-${monthDay === '02-29' && !isLeap ? '02-28' : monthDay}`;
}

describe('the term after the last', () => {
  test.each<[string, RenewalRule, string[]]>([
    ['2026-03-14', anniversary, ['2026-03-14 2027-03-13', '2027-03-14 2028-03-13']],
    ['2024-02-29', anniversary, ['2024-02-29 2025-02-27', '2025-02-28 2026-02-27', '2026-02-28 2027-02-27']],
    ['2027-03-01', anniversary, ['2027-03-01 2028-02-29', '2028-03-01 2029-02-28']],
    ['2026-03-14', { ...byDay, monthDay: '01-01' }, ['2026-03-14 2026-12-31', '2027-01-01 2027-12-31']],
    ['2026-12-31', { ...byDay, monthDay: '01-01' }, ['2026-12-31 2026-12-31', '2027-01-01 2027-12-31']],
    ['2027-06-01', { ...byDay, monthDay: '02-29' }, ['2027-06-01 2028-02-28', '2028-02-29 2029-02-27']],
  ])('from %s by %j', (anchor, renewal, expected) => {
    const terms = termsOf(anchor, renewal, expected.length);
    expect(terms.map(({ startsOn, endsOn }) => `${startsOn} ${endsOn}`)).toEqual(expected);
  });

  test('keeps the 29th of February through common years', () => {
    const starts = termsOf('2024-02-29', anniversary, 9).map(({ startsOn }) => startsOn.slice(5));
    expect(starts.join(' ')).toBe('02-29 02-28 02-28 02-28 02-29 02-28 02-28 02-28 02-29');
  });

  test('under another rule than before ends sooner, and begins without a gap', () => {
    const toCommonDate = nextTerm([termDates('2026-03-14', 1)], '2026-03-14', { ...byDay, monthDay: '01-01' });
    expect(toCommonDate).toEqual({ number: 2, startsOn: '2027-03-14', endsOn: '2027-12-31' });
    const [first] = termsOf('2026-03-14', { ...byDay, monthDay: '01-01' }, 1);
    if (first === undefined) throw new Error('There is a first term');
    expect(nextTerm([first], '2026-03-14', anniversary)).toEqual({
      number: 2,
      startsOn: '2027-01-01',
      endsOn: '2027-03-13',
    });
  });

  test('refuses an anchor that is no date', () => {
    expect(() => nextTerm([termDates('2026-03-14', 1)], '2026-02-29', anniversary)).toThrow(RangeError);
    expect(() => nextTerm([], 'soon', anniversary)).toThrow(RangeError);
  });
});

describe('over up to 40 terms, from a payment at any instant in any of the zones', () => {
  const isoDate = (milliseconds: number) => new Date(milliseconds).toISOString();
  const anyInstant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) }).map(isoDate);
  // Around the midnights at which a leap day or a month's last begins or ends somewhere.
  const hard = ['2024-02-29', '2028-02-29', '2027-02-28', '2026-01-31', '2026-12-31', '2028-10-31', '2026-03-08'];
  const nearMidnight = fc
    .tuple(fc.constantFrom(...hard), fc.integer({ min: -15 * 60, max: 39 * 60 }))
    .map(([day, minutes]) => isoDate(Date.parse(day) + minutes * 60_000));
  const paidAt = fc.oneof({ weight: 2, arbitrary: anyInstant }, { weight: 1, arbitrary: nearMidnight });
  const timeZone = fc.constantFrom(...timeZones);
  // Mostly few: years that go wrong are found by one long life in ten, and the others take a tenth of its time.
  const many = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5, max: 40 }) },
  );
  const monthDay = fc.oneof(
    fc.constantFrom('01-01', '02-29', '12-31'),
    fc.integer({ min: 0, max: 365 }).map((days) => daysAfter('2028-01-01', days).slice(5)),
  );
  const commonDate = fc.record({
    on: fc.constant('common-date' as const),
    monthDay,
    proration: fc.constantFrom('day' as const, 'month' as const),
  });
  const renewal = fc.oneof(fc.constant<RenewalRule>(anniversary), commonDate);
  const startRule = fc.constantFrom('payment-day' as const, 'first-of-next-month' as const);
  const numRuns = runs();

  /** The terms of somebody who paid then and there. */
  const paid = fc
    .record({ paidAt, timeZone, startRule, renewal, many })
    .map(({ paidAt, timeZone, startRule, renewal, many }) => {
      const anchor = termStart(startRule, { paidOn: practiceDate(paidAt, timeZone) });
      return { anchor, timeZone, renewal, terms: termsOf(anchor, renewal, many) };
    });

  test('each begins on the day after the one before, of which not a moment is missing or double', () => {
    fc.assert(
      fc.property(paid, ({ anchor, timeZone, terms }) => {
        expect(terms[0]?.startsOn).toBe(anchor);
        expect(terms.map(({ number }) => number).join(' ')).toBe(terms.map((_, index) => index + 1).join(' '));
        const starts = terms.slice(1).map(({ startsOn }) => startsOn);
        expect(starts.join(' ')).toBe(
          terms
            .slice(0, -1)
            .map(({ endsOn }) => daysAfter(endsOn, 1))
            .join(' '),
        );
        // At the instant at which a term is over, the practice's calendar shows the next one's first day.
        const last = terms.at(-1)?.endsOn ?? anchor;
        const over = startOfNextDay(last, timeZone);
        expect(practiceDate(over, timeZone)).toBe(daysAfter(last, 1));
        expect(practiceDate(isoDate(Date.parse(over) - 1), timeZone)).toBe(last);
      }),
      { numRuns },
    );
  });

  test('none drifts: each begins on the day of the first, or on the common date, and has a year at most', () => {
    fc.assert(
      fc.property(paid, ({ anchor, renewal, terms }) => {
        const kept = renewal.on === 'anniversary' ? anchor.slice(5) : renewal.monthDay;
        const later = terms.slice(1).map(({ startsOn }) => startsOn);
        expect(later.join(' ')).toBe(later.map((day) => inYear(Number(day.slice(0, 4)), kept)).join(' '));
        const years = later.map((day) => Number(day.slice(0, 4)));
        expect(years.every((year, index) => index === 0 || year === (years[index - 1] ?? 0) + 1)).toBe(true);
        const days = terms.map(({ startsOn, endsOn }) => daysFromTo(startsOn, endsOn) + 1);
        expect(Math.max(...days)).toBeLessThanOrEqual(366);
        expect(Math.min(...days.slice(1), 365)).toBe(365);
        if (renewal.on === 'anniversary') {
          expect(terms.at(-1)).toEqual(termDates(anchor, terms.length));
        } else {
          expect(terms[0]).toEqual(firstTerm(anchor, renewal));
        }
      }),
      { numRuns },
    );
  });

  test('the installments of all lie in strict order, each in its own term, and add up to the cent', () => {
    const bill = fc.record({
      feeCents: fc.integer({ min: 0, max: 10_000_000 }),
      count: fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const),
    });
    fc.assert(
      fc.property(paid, bill, ({ renewal, terms }, { feeCents, count }) => {
        const billed = terms.slice(-3).map((term) => {
          const fee = term.number === 1 ? firstTermFee(feeCents, term, renewal) : feeCents;
          return { term, fee, due: installments(term, fee, count) };
        });
        for (const { term, fee, due } of billed) {
          expect(sumCents(due.map(({ amountCents }) => amountCents))).toBe(fee);
          expect(due.every(({ dueOn }) => dueOn >= term.startsOn && dueOn <= term.endsOn)).toBe(true);
          expect(term.number === 1 || due.length === count).toBe(true);
          // The 31st stays the 31st wherever there is one, and the 29th of February the 29th.
          const dayOfMonth = Number(term.startsOn.slice(8));
          expect(due.map(({ dueOn }) => Number(dueOn.slice(8))).every((day) => day <= dayOfMonth)).toBe(true);
          const shorter = due.filter(({ dueOn }) => Number(dueOn.slice(8)) < dayOfMonth);
          expect(shorter.every(({ dueOn }) => daysAfter(dueOn, 1).endsWith('-01'))).toBe(true);
        }
        const days = billed.flatMap(({ due }) => due.map(({ dueOn }) => dueOn));
        expect(days.join(' ')).toBe([...new Set(days)].toSorted().join(' '));
      }),
      { numRuns },
    );
  });
});
