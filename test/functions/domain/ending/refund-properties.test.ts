import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EndedTerm, type Refund, refundOf } from '../../../../functions/domain/ending/refund.ts';
import { balanceCents, ledgerEntry } from '../../../../functions/domain/ledger/ledger.ts';
import { refundRules, refundTermsOf } from '../../../../functions/domain/practice/refund-rules.ts';
import { daysAfter, daysFromTo, monthsAfter } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();
const cents = fc.integer({ min: 0, max: 10_000_000 });
const monthEnds = ['2024-02-29', '2027-02-28', '2026-01-31', '2026-12-31', '2028-02-29', '2026-04-30'];
const day = fc.oneof(
  fc.integer({ min: 0, max: 7_000 }).map((days) => daysAfter('2024-01-01', days)),
  fc.constantFrom(...monthEnds),
);
/** Whole years, and shorter first terms. */
const term = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 364 }), { nil: undefined }))
  .map(([startsOn, shorter]) => ({
    startsOn,
    endsOn: shorter === undefined ? daysAfter(monthsAfter(startsOn, 12), -1) : daysAfter(startsOn, shorter),
  }));
const usedServices = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }))
    .map(([count, priceCents]) => ({ name: 'Visits', count, ...(priceCents === undefined ? {} : { priceCents }) })),
  { maxLength: 4 },
);
const law = fc.oneof(
  fc.constantFrom('NY', ...Object.keys(refundRules)).map(refundTermsOf),
  fc.constant({ ...refundTermsOf('NY'), noneCite: 'Example Code 1' }),
);
/** Notices from ten days before the term to ten days after it, and ends up to three months after them. */
const ending: fc.Arbitrary<EndedTerm> = term.chain((ended) =>
  fc
    .record({
      feeCents: cents,
      enrolmentFeeCents: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
      paidCents: fc.oneof(fc.constant(0), cents),
      noticeAfter: fc.integer({ min: -10, max: daysFromTo(ended.startsOn, ended.endsOn) + 10 }),
      noticeDays: fc.integer({ min: 0, max: 90 }),
      coolingOffDays: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      basis: fc.constantFrom('daily' as const, 'none' as const),
      usedServices,
      law,
    })
    .map(({ noticeAfter, noticeDays, coolingOffDays, ...rest }) => {
      const noticeReceivedOn = daysAfter(ended.startsOn, noticeAfter);
      const coolingOff =
        coolingOffDays === undefined ? {} : { coolingOff: { from: ended.startsOn, days: coolingOffDays } };
      return { ...rest, ...coolingOff, term: ended, noticeReceivedOn, endsOn: daysAfter(noticeReceivedOn, noticeDays) };
    }),
);

function forEveryEnding(check: (ended: EndedTerm, refund: Refund) => void): void {
  fc.assert(
    fc.property(ending, (ended) => check(ended, refundOf(ended))),
    { numRuns },
  );
}

/** By the days of care alone, half a cent up, worked out without the code that is tested. */
function earnedByDays({ feeCents, enrolmentFeeCents }: EndedTerm, { days }: Refund): number {
  if (days.earned === 0) return 0;
  return Math.floor((feeCents * days.earned) / days.of + 0.5) + enrolmentFeeCents;
}

describe('any refund', () => {
  test('and what is earned are what was paid, to the cent; or else the rest of what is earned is owed', () => {
    forEveryEnding(({ paidCents }, { earned, earnedCents, refundedCents, owedCents }) => {
      for (const amount of [earnedCents, refundedCents, owedCents, ...Object.values(earned)]) {
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }
      expect(earnedCents).toBe(earned.feeCents + earned.enrolmentFeeCents + earned.usedServicesCents);
      if (owedCents > 0) {
        expect([earnedCents - paidCents, refundedCents]).toEqual([owedCents, 0]);
      } else {
        expect(earnedCents + refundedCents).toBe(paidCents);
      }
    });
  });

  test('by the day keeps what the days of care cost, and by "none" never less', () => {
    forEveryEnding((ended, refund) => {
      const byDays = earnedByDays(ended, refund);
      const kept = refund.earned.feeCents + refund.earned.enrolmentFeeCents;
      if (refund.by === 'daily') expect(kept).toBe(byDays);
      if (refund.by === 'none') expect(kept).toBeGreaterThanOrEqual(byDays);
    });
  });

  test('leaves nobody to owe more than the days of care cost, whatever was used and whatever the rule', () => {
    forEveryEnding((ended, refund) => {
      const byDays = refund.by === 'cooling-off' ? 0 : earnedByDays(ended, refund);
      expect(refund.owedCents).toBe(Math.max(0, byDays - ended.paidCents));
      expect(refund.owedCents).toBeLessThanOrEqual(ended.feeCents + ended.enrolmentFeeCents);
    });
  });

  test('is never more, and what is owed never less, for an end on a later day', () => {
    fc.assert(
      fc.property(ending, fc.integer({ min: 0, max: 400 }), (ended, days) => {
        const [sooner, later] = [ended, { ...ended, endsOn: daysAfter(ended.endsOn, days) }].map(refundOf);
        if (sooner === undefined || later === undefined) throw new Error('Two endings have two refunds');
        expect(later.refundedCents).toBeLessThanOrEqual(sooner.refundedCents);
        expect(later.owedCents).toBeGreaterThanOrEqual(sooner.owedCents);
      }),
      { numRuns },
    );
  });

  test('is nothing of the fee after the term', () => {
    forEveryEnding((ended) => {
      const { feeCents, enrolmentFeeCents } = ended;
      const after = daysAfter(ended.term.endsOn, daysFromTo(ended.term.startsOn, ended.endsOn) & 7);
      const { coolingOff: _, ...over } = { ...ended, noticeReceivedOn: after, endsOn: after };
      const refund = refundOf({ ...over, paidCents: feeCents + enrolmentFeeCents });
      expect([refund.refundedCents, refund.owedCents]).toEqual([0, 0]);
    });
  });

  test('is everything before the term begins, and within a cooling-off period', () => {
    forEveryEnding((ended, within) => {
      const { coolingOff: { from, days } = { from: '', days: 0 } } = ended;
      const isWithin = days > 0 && daysFromTo(from, ended.endsOn) <= days;
      expect(within.by === 'cooling-off').toBe(isWithin);
      if (isWithin) expect(within.refundedCents).toBe(ended.paidCents);
      const before = refundOf({ ...ended, endsOn: daysAfter(ended.term.startsOn, -1) });
      expect([before.refundedCents, before.owedCents]).toEqual([ended.paidCents, 0]);
    });
  });

  test('is due in the days of the law from the notice, where there is one', () => {
    forEveryEnding(({ noticeReceivedOn, endsOn, law: { dueDays, dueFrom } }, { refundedCents, dueOn = '' }) => {
      if (refundedCents === 0) {
        expect(dueOn).toBe('');
        return;
      }
      const days = daysFromTo(dueFrom === 'notice' ? noticeReceivedOn : endsOn, dueOn);
      const isFirstAfterCare = daysFromTo(endsOn, dueOn) === 1;
      expect(days === dueDays || (days > dueDays && isFirstAfterCare)).toBe(true);
      expect(dueOn > endsOn).toBe(true);
    });
  });

  test('leaves in the ledger what is owed, and nothing where nothing is', () => {
    forEveryEnding(({ feeCents, enrolmentFeeCents, paidCents }, { earnedCents, refundedCents, owedCents }) => {
      const billedCents = feeCents + enrolmentFeeCents;
      const at = '2026-03-02T15:00:00.000Z';
      const movements = [
        ['charge-due', billedCents],
        ['payment', paidCents],
        ['credit', Math.max(0, billedCents - earnedCents)],
        ['charge-due', Math.max(0, earnedCents - billedCents)],
        ['refund', refundedCents],
      ] as const;
      const entries = movements
        .filter(([, cents]) => cents > 0)
        .map(([kind, cents], index) => ledgerEntry({ entryId: `e${index}`, at, kind, cents }));
      expect(balanceCents(entries)).toBe(owedCents);
    });
  });
});
