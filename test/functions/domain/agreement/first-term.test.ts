import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { addDays, daysBetween, instantAt } from '../../../../functions/domain/calendar/practice-time.ts';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import type { InstallmentCount, Plan } from '../../../../functions/domain/practice/practice.ts';
import { anAgreement, aPlan, newYork } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

type StartRule = Plan['startRule'];

const numRuns = runs();

function activeOn(
  paidOn: string,
  given: { priceCents?: number; installments?: InstallmentCount; startRule?: StartRule },
): Agreement {
  return anAgreement({ status: 'active', plan: aPlan(given), now: instantAt(paidOn, '10:00', newYork) });
}

describe('the first term', () => {
  test.each<[StartRule, string, string, string]>([
    ['payment-day', '2026-03-02', '2026-03-02', '2027-03-01'],
    ['payment-day', '2028-02-29', '2028-02-29', '2029-02-27'],
    ['first-of-next-month', '2026-03-02', '2026-04-01', '2027-03-31'],
    ['first-of-next-month', '2026-12-31', '2027-01-01', '2027-12-31'],
  ])('by the rule %s, paid on %s, lasts from %s to %s', (startRule, paidOn, startsOn, endsOn) => {
    expect(activeOn(paidOn, { startRule }).terms).toMatchObject([{ number: 1, startsOn, endsOn }]);
  });

  test('begins on the day in the zone of the practice', () => {
    const now = '2026-12-31T12:00:00.000Z';
    const startIn = (timeZone: string) => anAgreement({ status: 'active', now, timeZone }).terms[0]?.startsOn;
    expect(startIn('Pacific/Kiritimati')).toBe('2027-01-01');
    expect(startIn('Pacific/Pago_Pago')).toBe('2026-12-31');
  });

  test('keeps the paid installment and drafts the later ones', () => {
    const { invoices } = activeOn('2026-08-31', { priceCents: 100_003, installments: 4 });
    expect(
      invoices.map(({ invoiceId, status, amountCents, dueOn }) => [invoiceId, status, amountCents, dueOn]),
    ).toEqual([
      ['t1-i1', 'paid', 25_001, '2026-08-31'],
      ['t1-i2', 'draft', 25_001, '2026-11-30'],
      ['t1-i3', 'draft', 25_001, '2027-02-28'],
      ['t1-i4', 'draft', 25_000, '2027-05-31'],
    ]);
    expect(invoices.slice(1).every(({ attempts }) => attempts.length === 0)).toBe(true);
  });

  test.each<[InstallmentCount, StartRule, string]>([
    // The renewal falls on 2 March or 1 April 2027; seventy days earlier it is prepared.
    [1, 'payment-day', '2026-12-22'],
    [1, 'first-of-next-month', '2027-01-15'],
    [2, 'payment-day', '2026-09-02'],
    [4, 'payment-day', '2026-06-02'],
    [12, 'payment-day', '2026-04-02'],
    [12, 'first-of-next-month', '2026-05-01'],
  ])('in %i installments by the rule %s has the next date %s', (installments, startRule, nextDate) => {
    expect(activeOn('2026-03-02', { installments, startRule }).nextDate).toBe(nextDate);
  });

  test('is billed to the cent, and something is next within the term', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8000 }).map((days) => addDays('2026-01-01', days)),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom<InstallmentCount>(1, 2, 4, 12),
        fc.constantFrom<StartRule>('payment-day', 'first-of-next-month'),
        (paidOn, priceCents, installments, startRule) => {
          const { invoices, terms, nextDate = '' } = activeOn(paidOn, { priceCents, installments, startRule });
          const [term] = terms;
          if (term === undefined) throw new Error('There is no first term.');
          expect(sumCents(invoices.map(({ amountCents }) => amountCents))).toBe(priceCents);
          expect(invoices.map(({ installment }) => installment)).toEqual(
            Array.from({ length: installments }, (_, index) => index + 1),
          );
          expect(nextDate > paidOn && nextDate <= term.endsOn).toBe(true);
          expect(daysBetween(nextDate, addDays(term.endsOn, 1))).toBeGreaterThanOrEqual(70);
        },
      ),
      { numRuns },
    );
  });
});
