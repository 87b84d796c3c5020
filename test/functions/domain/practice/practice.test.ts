import { describe, expect, test } from '@jest/globals';
import { type Plan, type PlanService, planRefusal } from '../../../../functions/domain/practice/practice.ts';
import { aPhysician, aPlan } from '../../../support/builders.ts';

function service(name: string, coveredByMedicare: PlanService['coveredByMedicare']): PlanService {
  return { name, coveredByMedicare };
}

describe('a plan of a physician who has not opted out of Medicare', () => {
  test.each([
    ['nothing is covered', [service('Concierge line', 'no'), service('Home visits', 'no')]],
    ['there is no service', []],
  ])('may be sold where %s', (_, services) => {
    expect(planRefusal(aPlan({ services }), aPhysician())).toBeUndefined();
  });

  test.each([
    ['yes', 'Office visits'],
    ['unsure', 'Yearly examination'],
  ] as const)('refuses a service whose cover is "%s", and names it', (coveredByMedicare, name) => {
    const plan = aPlan({ services: [service('Concierge line', 'no'), service(name, coveredByMedicare)] });
    expect(planRefusal(plan, aPhysician())).toBe(
      `Dr. Sam Sample has not opted out of Medicare, so a plan may not contain a service that Medicare covers or might cover: ${name}`,
    );
  });

  test('refuses under either legal model, for the rule is about the services', () => {
    const services = [service('Office visits', 'yes')];
    expect(planRefusal(aPlan({ services, legalModel: 'dpc' }), aPhysician())).toBeDefined();
    expect(planRefusal(aPlan({ services, legalModel: 'bills-insurance' }), aPhysician())).toBeDefined();
  });
});

describe('a plan of a physician who has opted out of Medicare', () => {
  test.each(['yes', 'no', 'unsure'] as const)('may contain a service whose cover is "%s"', (coveredByMedicare) => {
    const plan = aPlan({ services: [service('Office visits', coveredByMedicare)] });
    expect(planRefusal(plan, aPhysician({ medicareStatus: 'opted-out' }))).toBeUndefined();
  });
});

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
