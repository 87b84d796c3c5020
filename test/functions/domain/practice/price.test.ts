import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  agreedPrice,
  discounted,
  feeCentsFrom,
  isFree,
  priceAt,
  priceOf,
} from '../../../../functions/domain/practice/price.ts';
import { anApplication, aPerson, aPlan, newYork } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

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

describe('a household', () => {
  const household = { priceCents: 400_000, upTo: 3, additionalCents: 50_000 };
  const plan = aPlan({
    priceCents: 200_000,
    ageBands: [{ fromAge: 65, priceCents: 250_000 }],
    enrolmentFeeCents: 10_000,
    household,
  });

  test.each([
    ['one pays alone', [40], 200_000],
    ['two pay what is less: each by their age', [40, 30], 400_000],
    ['two pay what is less: the price of the household', [70, 66], 400_000],
    ['three pay together', [40, 38, 9], 400_000],
    ['a fourth and a fifth are added', [40, 38, 9, 7, 5], 500_000],
  ])('%s', (_, ages, feeCents) => {
    // The enrolment fee is asked for once.
    expect(priceOf(plan, ages)).toEqual({ feeCents, enrolmentFeeCents: 10_000 });
  });

  test('without a price of its own pays for each by age', () => {
    expect(priceOf({ ...plan, household: undefined }, [70, 40]).feeCents).toBe(450_000);
  });
});

describe('a discount', () => {
  const price = { feeCents: 99_999, enrolmentFeeCents: 5_000 };

  test('is taken off the fee alone, with its reason, who gave it and until when it holds', () => {
    const grant = { reason: 'held-price', percent: 50, until: '2028-12-31', by: 'staff-1' } as const;
    expect(discounted(price, grant)).toEqual({
      feeCents: 49_999,
      enrolmentFeeCents: 5_000,
      discount: { reason: 'held-price', percent: 50, offCents: 50_000, until: '2028-12-31', grantedBy: 'staff-1' },
    });
  });

  test('may waive the enrolment fee, with or without a part of the fee', () => {
    const grant = { reason: 'hardship', waivesEnrolmentFee: true, by: 'staff-1' } as const;
    expect(discounted(price, { ...grant, percent: 0 })).toMatchObject({
      feeCents: 99_999,
      enrolmentFeeCents: 0,
      discount: { percent: 0, offCents: 0, waivedCents: 5_000 },
    });
    const whole = discounted(price, { ...grant, percent: 100 });
    expect([isFree(whole), isFree(discounted(price, { ...grant, percent: 99 }))]).toEqual([true, false]);
  });

  test('of a held price is over in a year that begins after its last day', () => {
    const held = discounted(price, { reason: 'held-price', percent: 50, until: '2028-12-31', by: 'staff-1' });
    expect([feeCentsFrom(held, '2028-12-31'), feeCentsFrom(held, '2029-01-01')]).toEqual([49_999, 99_999]);
  });

  test('and the fee add up to what the plan says, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 100 }), (feeCents, percent) => {
        const after = discounted({ feeCents, enrolmentFeeCents: 0 }, { reason: 'hardship', percent, by: 'staff-1' });
        expect(after.feeCents + (after.discount?.offCents ?? 0)).toBe(feeCents);
        expect(after.feeCents).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs() },
    );
  });

  test.each([0, -1, 101, 12.5, Number.NaN])('of %d percent is refused', (percent) => {
    expect(() => discounted(price, { reason: 'hardship', percent, by: 'staff-1' })).toThrow('1 to 100 percent');
  });
});

test.each([
  ['2026-03-02T04:59:59.000Z', 200_000],
  ['2026-03-02T05:00:00.000Z', 250_000],
])('an applicant who turns 65 on 2 March in New York pays, at %s, %i', (appliedAt, feeCents) => {
  const plan = aPlan({ priceCents: 200_000, ageBands: [{ fromAge: 65, priceCents: 250_000 }] });
  const application = anApplication({ appliedAt, members: [aPerson({ birthDate: '1961-03-02' })] });
  expect(agreedPrice(plan, application, newYork).feeCents).toBe(feeCents);
});
