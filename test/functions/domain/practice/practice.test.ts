import { describe, expect, test } from '@jest/globals';
import type { Plan } from '../../../../functions/domain/practice/practice.ts';
import { aPlan } from '../../../support/builders.ts';

describe('the start rule of a plan', () => {
  test.each<Plan['startRule']>(['payment-day', 'first-of-next-month'])('may be "%s"', (startRule) => {
    expect(aPlan({ startRule }).startRule).toBe(startRule);
  });

  test('is never a date that the patient chooses: the compiler refuses it while enrolment has no field for one', () => {
    // @ts-expect-error The line below must not compile; the type check fails as soon as it does.
    const startRule: Plan['startRule'] = 'chosen-date';
    expect(startRule).toBe('chosen-date');
  });
});
