import { describe, expect, test } from '@jest/globals';
import type { Plan } from '../../../../functions/domain/practice/practice.ts';
import { aPlan } from '../../../support/builders.ts';

describe('the start rule of a plan', () => {
  test.each<Plan['startRule']>(['payment-day', 'first-of-next-month', 'chosen-date'])('may be "%s"', (startRule) => {
    expect(aPlan({ startRule }).startRule).toBe(startRule);
  });
});
