import { expect, test } from '@jest/globals';
import { mayStopHsa, mayStopHsaOfSome } from '../../../../functions/domain/practice/hsa.ts';
import { aPlan } from '../../../support/builders.ts';

const most = 150_00 * 12;

test.each([
  ['dpc', most, 0, false],
  ['dpc', most + 1, 0, true],
  ['dpc', 0, 0, false],
  // The fee would not be the sole compensation.
  ['dpc', most, 1, true],
  ['bills-insurance', 50_00 * 12, 0, true],
] as const)('%s for %i cents a year and %i once: %s', (legalModel, feeCents, enrolmentFeeCents, may) => {
  expect(mayStopHsa({ legalModel }, { feeCents, enrolmentFeeCents })).toBe(may);
});

test('a plan whose higher age band is too dear may for some', () => {
  const plan = aPlan({ legalModel: 'dpc', priceCents: most });
  expect(mayStopHsaOfSome(plan)).toBe(false);
  expect(mayStopHsaOfSome({ ...plan, ageBands: [{ fromAge: 65, priceCents: most + 1 }] })).toBe(true);
});
