import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { discounted } from '../../../../functions/domain/practice/price.ts';
import { renewalPrice } from '../../../../functions/domain/renewal/renewal-price.ts';
import { aPerson, aPlan } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const members = [{ memberId: 'm1', ...aPerson({ birthDate: '1962-03-02' }) }];
const full = { feeCents: 240_000, enrolmentFeeCents: 5_000 };
const hardship = discounted(full, { reason: 'hardship', percent: 25, by: 'staff-1' });
const held = discounted(full, { reason: 'held-price', percent: 25, by: 'staff-1', until: '2027-03-01' });

describe('a renewal costs', () => {
  const plan = aPlan({ priceCents: 260_000, ageBands: [{ fromAge: 65, priceCents: 300_000 }] });

  test('what its plan says, without the fee to enrol', () => {
    expect(renewalPrice({ plan, price: full, members }, '2027-03-01')).toEqual({
      feeCents: 260_000,
      enrolmentFeeCents: 0,
    });
  });

  test('by the age on its first day', () => {
    expect(renewalPrice({ plan, price: full, members }, '2027-03-02').feeCents).toBe(300_000);
  });

  test('less the discount that was given for hardship, at a new price as well', () => {
    const { feeCents, discount } = renewalPrice({ plan, price: hardship, members }, '2027-03-01');
    expect([feeCents, discount]).toEqual([
      195_000,
      { reason: 'hardship', percent: 25, offCents: 65_000, grantedBy: 'staff-1' },
    ]);
  });

  test('less a held price until its last day', () => {
    expect(renewalPrice({ plan, price: held, members }, '2027-03-01').feeCents).toBe(195_000);
    expect(renewalPrice({ plan, price: held, members }, '2027-03-02')).toEqual({
      feeCents: 300_000,
      enrolmentFeeCents: 0,
    });
  });

  test('nothing with a whole scholarship, whatever the plan comes to cost', () => {
    const whole = discounted(full, { reason: 'scholarship', percent: 100, by: 'staff-1' });
    expect(renewalPrice({ plan, price: whole, members }, '2027-03-02').feeCents).toBe(0);
  });

  test('never less than nothing, and never more than its plan says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 1, max: 100 }), (priceCents, percent) => {
        const price = discounted(full, { reason: 'scholarship', percent, by: 'staff-1' });
        const { feeCents, discount } = renewalPrice({ plan: aPlan({ priceCents }), price, members }, '2027-03-01');
        expect(feeCents).toBeGreaterThanOrEqual(0);
        expect(feeCents + (discount?.offCents ?? 0)).toBe(priceCents);
      }),
      { numRuns: runs() },
    );
  });
});
