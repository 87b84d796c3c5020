import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import { agreedPrice, firstChargeCents, priceAt } from '../../../../functions/domain/practice/price.ts';
import { installments, termDates } from '../../../../functions/domain/term/term.ts';
import { anApplication, aPerson, aPlan, newYork } from '../../../support/builders.ts';

describe('a price by age', () => {
  const plan = aPlan({
    priceCents: 200_000,
    // In any order.
    ageBands: [
      { fromAge: 75, priceCents: 300_000 },
      { fromAge: 65, priceCents: 250_000 },
    ],
    enrolmentFeeCents: 10_000,
  });

  test.each([
    [0, 200_000],
    [64, 200_000],
    [65, 250_000],
    [74, 250_000],
    [75, 300_000],
    [101, 300_000],
  ])('at %i', (age, feeCents) => expect(priceAt(plan, age)).toEqual({ feeCents, enrolmentFeeCents: 10_000 }));

  test('is the same for all where there are no bands', () => {
    expect(priceAt(aPlan(), 90)).toEqual({ feeCents: aPlan().priceCents, enrolmentFeeCents: 0 });
  });
});

test('the first charge and the later installments add up to the fee and the enrolment fee, to the cent', () => {
  const cents = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(
      cents,
      cents,
      fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const),
      (feeCents, enrolmentFeeCents, count) => {
        const [, ...later] = installments(termDates('2028-02-29', 1), feeCents, count);
        const first = firstChargeCents({ feeCents, enrolmentFeeCents }, count);
        expect(sumCents([first, ...later.map(({ amountCents }) => amountCents)])).toBe(feeCents + enrolmentFeeCents);
      },
    ),
  );
});

test.each([
  ['2026-03-02T04:59:59.000Z', 200_000],
  ['2026-03-02T05:00:00.000Z', 250_000],
])('an applicant who turns 65 on 2 March in New York pays, at %s, %i', (appliedAt, feeCents) => {
  const plan = aPlan({ priceCents: 200_000, ageBands: [{ fromAge: 65, priceCents: 250_000 }] });
  const application = anApplication({ appliedAt, person: aPerson({ birthDate: '1961-03-02' }) });
  expect(agreedPrice(plan, application, newYork).feeCents).toBe(feeCents);
});
