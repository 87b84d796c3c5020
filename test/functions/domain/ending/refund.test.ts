import { describe, expect, test } from '@jest/globals';
import { type EndedTerm, refundOf } from '../../../../functions/domain/ending/refund.ts';
import { type RefundTerms, refundRules, refundTermsOf } from '../../../../functions/domain/practice/refund-rules.ts';
import { termDates } from '../../../../functions/domain/term/term.ts';

const aYear = termDates('2026-01-01', 1);
const newYork = refundTermsOf('NY');
/** Of no state that was found: only a test can show what such a law would do. */
const allowsNone: RefundTerms = { ...newYork, noneCite: 'Example Code 1' };

function anEnding(given: Partial<EndedTerm> = {}): EndedTerm {
  return {
    term: aYear,
    feeCents: 365_000,
    enrolmentFeeCents: 0,
    paidCents: 365_000,
    noticeReceivedOn: '2026-03-01',
    endsOn: '2026-03-31',
    basis: 'daily',
    law: newYork,
    ...given,
  };
}

describe('by the day', () => {
  test.each([
    ['after the notice', {}, [90_000, 275_000, 0]],
    ['on the first day', { endsOn: '2026-01-01' }, [1_000, 364_000, 0]],
    ['on the day before the term', { endsOn: '2025-12-31' }, [0, 365_000, 0]],
    ['on the last day', { endsOn: '2026-12-31' }, [365_000, 0, 0]],
    ['on the day before the last', { endsOn: '2026-12-30' }, [364_000, 1_000, 0]],
    ['long after the term', { endsOn: '2027-06-01' }, [365_000, 0, 0]],
    [
      'in a leap year',
      { term: termDates('2028-01-01', 1), feeCents: 366_000, endsOn: '2028-02-29' },
      [60_000, 305_000, 0],
    ],
    ['with half a cent', { feeCents: 73, paidCents: 73, term: aYear, endsOn: '2026-01-03' }, [1, 72, 0]],
    ['with less than half a cent', { feeCents: 73, paidCents: 73, term: aYear, endsOn: '2026-01-02' }, [0, 73, 0]],
    ['paid by the quarter', { paidCents: 91_250 }, [90_000, 1_250, 0]],
    ['with an installment open', { paidCents: 0 }, [90_000, 0, 90_000]],
    ['with nothing earned and nothing paid', { paidCents: 0, endsOn: '2025-12-31' }, [0, 0, 0]],
    ['with too much paid', { paidCents: 400_000 }, [90_000, 310_000, 0]],
    ['with an enrolment fee', { enrolmentFeeCents: 10_000, paidCents: 375_000 }, [100_000, 275_000, 0]],
    [
      'with one, before the term',
      { enrolmentFeeCents: 10_000, paidCents: 375_000, endsOn: '2025-12-31' },
      [0, 375_000, 0],
    ],
  ] satisfies [string, Partial<EndedTerm>, number[]][])('%s', (_what, given, [earned, refunded, owed]) => {
    const refund = refundOf(anEnding(given));
    expect([refund.earnedCents, refund.refundedCents, refund.owedCents]).toEqual([earned, refunded, owed]);
    expect(refund.by).toBe('daily');
  });

  test('says of what it is made, and when the money has to go back', () => {
    const usedServices = [{ name: 'In-home visits', count: 2, priceCents: 5_000 }];
    const ending = anEnding({ enrolmentFeeCents: 10_000, paidCents: 375_000, usedServices });
    expect(refundOf(ending)).toEqual({
      by: 'daily',
      days: { earned: 90, of: 365 },
      earnedCents: 110_000,
      earned: { feeCents: 90_000, enrolmentFeeCents: 10_000, usedServicesCents: 10_000 },
      refundedCents: 265_000,
      owedCents: 0,
      dueOn: '2026-04-30',
    });
  });

  test('names no day where nothing goes back', () => {
    expect(refundOf(anEnding({ endsOn: '2026-12-31' }))).not.toHaveProperty('dueOn');
    expect(refundOf(anEnding({ paidCents: 0 }))).not.toHaveProperty('dueOn');
  });
});

describe('used services', () => {
  test.each([
    ['at their price in the agreement', [{ name: 'Visits', count: 3, priceCents: 20_000 }], 60_000],
    ['not at all without one', [{ name: 'Visits', count: 3 }], 0],
    [
      'one with, one without',
      [
        { name: 'Visits', count: 3 },
        { name: 'Exam', count: 1, priceCents: 700 },
      ],
      700,
    ],
    ['not used', [{ name: 'Visits', count: 0, priceCents: 20_000 }], 0],
    ['at most what would go back', [{ name: 'Visits', count: 99, priceCents: 20_000 }], 275_000],
  ])('are deducted %s', (_what, usedServices, deducted) => {
    const refund = refundOf(anEnding({ usedServices }));
    expect(refund.earned.usedServicesCents).toBe(deducted);
    expect(refund.refundedCents).toBe(275_000 - deducted);
    expect(refund.owedCents).toBe(0);
  });

  const used = [{ name: 'Visits', count: 3, priceCents: 20_000 }];

  test('never make anybody owe, nor owe more', () => {
    expect(refundOf(anEnding({ usedServices: used, paidCents: 80_000 }))).toMatchObject({
      owedCents: 10_000,
      earned: { usedServicesCents: 0 },
    });
  });

  test.each(['WA', 'AZ'])('are not deducted in %s, where the law goes by time', (state) => {
    const law = refundTermsOf(state);
    expect(refundOf(anEnding({ usedServices: used, law })).earned.usedServicesCents).toBe(0);
  });
});

describe('"none"', () => {
  test.each(['NY', ...Object.keys(refundRules)])(
    'gives back by the day in %s, whose law does not allow it',
    (state) => {
      const law = refundTermsOf(state);
      const ending = anEnding({ law });
      expect(refundOf({ ...ending, basis: 'none' })).toEqual(refundOf(ending));
    },
  );

  const none = { basis: 'none', law: allowsNone } as const;

  test('keeps the whole fee where a law allows it', () => {
    expect(refundOf(anEnding(none))).toMatchObject({
      by: 'none',
      earnedCents: 365_000,
      refundedCents: 0,
      owedCents: 0,
    });
  });

  test('keeps what was paid of it and never makes the rest of the year due', () => {
    const quarter = refundOf(anEnding({ ...none, paidCents: 91_250 }));
    expect(quarter).toMatchObject({ earnedCents: 91_250, refundedCents: 0, owedCents: 0 });
    const nothing = refundOf(anEnding({ ...none, paidCents: 0 }));
    expect(nothing).toMatchObject({ earnedCents: 90_000, refundedCents: 0, owedCents: 90_000 });
  });

  test('gives back what was paid beyond the fee, and all before the term', () => {
    expect(refundOf(anEnding({ ...none, paidCents: 400_000 })).refundedCents).toBe(35_000);
    expect(refundOf(anEnding({ ...none, endsOn: '2025-12-31' })).refundedCents).toBe(365_000);
  });
});

describe('a cooling-off period', () => {
  const coolingOff = { from: '2026-01-01', days: 14 };
  const withFee = { coolingOff, enrolmentFeeCents: 10_000, paidCents: 375_000 };
  const on = (day: string) => ({ noticeReceivedOn: day, endsOn: day });
  const usedServices = [{ name: 'Visits', count: 3, priceCents: 20_000 }];

  test.each([
    ['a day before it', '2025-12-31'],
    ['on its first day', '2026-01-01'],
    ['on its last day', '2026-01-15'],
  ])('gives everything back to whoever ends it %s', (_when, day) => {
    const refund = refundOf(anEnding({ ...withFee, usedServices, ...on(day) }));
    expect(refund).toMatchObject({ by: 'cooling-off', earnedCents: 0, refundedCents: 375_000, owedCents: 0 });
  });

  test('is over on the day after', () => {
    const refund = refundOf(anEnding({ ...withFee, ...on('2026-01-16') }));
    expect(refund).toMatchObject({ by: 'daily', earnedCents: 26_000, refundedCents: 349_000 });
  });

  test.each([
    ['the term was lived to its end', '2026-12-31', 0],
    ['a later day was chosen', '2026-06-30', 184_000],
    ['care ends on the day after it', '2026-01-16', 349_000],
  ])('gives back by the day where the notice lies in it, but %s', (_when, endsOn, refundedCents) => {
    const refund = refundOf(anEnding({ ...withFee, noticeReceivedOn: '2026-01-03', endsOn }));
    expect(refund).toMatchObject({ by: 'daily', refundedCents });
  });

  test('of no days is none, not even on the first day', () => {
    const none = { ...withFee, coolingOff: { ...coolingOff, days: 0 }, ...on('2026-01-01') };
    expect(refundOf(anEnding(none))).toMatchObject({ by: 'daily', earnedCents: 11_000 });
  });
});

describe('by the law of a state', () => {
  test.each([
    ['NY', '2026-04-30', 90],
    // Counted from the notice, but never before care has ended.
    ['WA', '2026-04-01', 60],
    ['ID', '2026-04-01', 90],
    ['AZ', '2026-04-30', 90],
    ['SD', '2026-04-30', 90],
    ['FL', '2026-04-30', 90],
    ['UT', '2026-04-30', 90],
  ])('%s: due by %s, for %i days of care', (state, dueOn, days) => {
    const refund = refundOf(anEnding({ law: refundTermsOf(state) }));
    expect([refund.dueOn, refund.days.earned]).toEqual([dueOn, days]);
  });

  test.each([
    ['WA', '2026-03-11'],
    ['ID', '2026-03-31'],
    ['NY', '2026-04-09'],
  ])('%s: of care that ends soon after the notice, due by %s', (state, dueOn) => {
    expect(refundOf(anEnding({ law: refundTermsOf(state), endsOn: '2026-03-10' })).dueOn).toBe(dueOn);
  });

  test('Washington counts to the notice, or to the end where that came first', () => {
    const law = refundTermsOf('WA');
    expect(refundOf(anEnding({ law, endsOn: '2026-02-10' })).days.earned).toBe(41);
    expect(refundOf(anEnding({ law, endsOn: '2026-12-30' })).days.earned).toBe(60);
  });

  test('Washington gives nothing back of a term that runs to its end, however early somebody said no to the next', () => {
    const atTermEnd = refundOf(anEnding({ law: refundTermsOf('WA'), endsOn: '2026-12-31' }));
    expect([atTermEnd.days.earned, atTermEnd.refundedCents, atTermEnd.owedCents]).toEqual([365, 0, 0]);
  });

  test.each(Object.entries(refundRules))('%s names its law, its source and when it was read', (_state, rule) => {
    expect(rule.cite).toMatch(/\d/);
    expect(rule.source).toMatch(/^https:\/\//);
    expect(rule.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<EndedTerm>, string]>([
    ['a negative fee', { feeCents: -1 }, "A term's fee must not be negative, got -1."],
    ['a fraction of a cent', { paidCents: 0.5 }, 'What was paid must be a whole, safe number, got 0.5.'],
    ['a negative enrolment fee', { enrolmentFeeCents: -1 }, 'An enrolment fee must not be negative, got -1.'],
    ['a term that ends before it starts', { term: { startsOn: '2026-01-02', endsOn: '2026-01-01' } }, 'got 0.'],
    ['half a use', { usedServices: [{ name: 'V', count: 0.5 }] }, 'How often a service was used must be a whole'],
    [
      'a negative price',
      { usedServices: [{ name: 'V', count: 1, priceCents: -1 }] },
      'The price of a service must not',
    ],
    [
      'a negative period',
      { coolingOff: { from: '2026-01-01', days: -1 } },
      'The days of a cooling-off period must not',
    ],
    ['an end that is no date', { endsOn: '2026-02-30' }, 'A civil date is a day of the calendar'],
    ['a notice without a date', { noticeReceivedOn: '' }, 'A civil date is a day of the calendar'],
  ])('%s', (_what, given, message) => {
    expect(() => refundOf(anEnding(given))).toThrow(RangeError);
    expect(() => refundOf(anEnding(given))).toThrow(message);
  });
});
