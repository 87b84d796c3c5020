import { expect, test } from '@jest/globals';
import { confirmBy } from '../../../../functions/domain/application/application.ts';
import { anApplication } from '../../../support/builders.ts';

test.each([
  ['2026-03-02T15:00:00.000Z', '2026-03-09T15:00:00.000Z'],
  // Seven times 24 hours, through the night in which clocks change.
  ['2026-03-07T15:00:00.000Z', '2026-03-14T15:00:00.000Z'],
  ['2028-02-26T23:59:59.999Z', '2028-03-04T23:59:59.999Z'],
])('an application of %s is to be confirmed by %s', (appliedAt, until) => {
  expect(confirmBy(anApplication({ appliedAt }))).toBe(until);
});
