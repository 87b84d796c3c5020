import { expect, test } from '@jest/globals';
import { mayStopHsa } from '../../../../functions/domain/practice/hsa.ts';

test.each([
  ['dpc', 150_00 * 12, false],
  ['dpc', 150_00 * 12 + 1, true],
  ['dpc', 0, false],
  ['bills-insurance', 50_00 * 12, true],
] as const)('%s for %i cents a year: %s', (legalModel, priceCents, may) => {
  expect(mayStopHsa({ legalModel, priceCents })).toBe(may);
});
