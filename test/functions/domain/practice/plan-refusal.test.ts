import { describe, expect, test } from '@jest/globals';
import { planRefusal } from '../../../../functions/domain/practice/plan-refusal.ts';
import type { InstallmentCount, PlanService } from '../../../../functions/domain/practice/practice.ts';
import { aPhysician, aPlan } from '../../../support/builders.ts';

const service = (name: string, coveredByMedicare: PlanService['coveredByMedicare']): PlanService => ({
  name,
  coveredByMedicare,
});
const buyer = (isMedicareBeneficiary: boolean, state = 'NY') => [{ isMedicareBeneficiary, address: { state } }];
const covered = [service('Concierge line', 'no'), service('Office visits', 'yes')];

describe('somebody with Medicare', () => {
  test.each([
    ['yes', 'Office visits'],
    ['unsure', 'Yearly examination'],
  ] as const)('may not buy a service whose cover is "%s" of a physician who has not opted out', (cover, name) => {
    const plan = aPlan({ services: [service('Concierge line', 'no'), service(name, cover)] });
    expect(planRefusal(plan, aPhysician(), buyer(true))).toBe(
      `Dr. Sam Sample takes part in Medicare, so somebody with Medicare may not pay a fee for a service that Medicare covers or might cover: ${name}`,
    );
  });

  test('is refused under either legal model, for the rule is about the services', () => {
    for (const legalModel of ['dpc', 'bills-insurance'] as const) {
      expect(planRefusal(aPlan({ services: covered, legalModel }), aPhysician(), buyer(true))).toBeDefined();
    }
  });

  test.each([
    ['nothing is covered', aPlan({ services: [service('Concierge line', 'no')] }), aPhysician()],
    ['there is no service', aPlan({ services: [] }), aPhysician()],
    ['the physician has opted out', aPlan({ services: covered }), aPhysician({ medicareStatus: 'opted-out' })],
  ])('may buy a plan where %s', (_, plan, physician) => {
    expect(planRefusal(plan, physician, buyer(true))).toBeUndefined();
  });
});

test('somebody without Medicare may buy what Medicare covers', () => {
  expect(planRefusal(aPlan({ services: covered }), aPhysician(), buyer(false))).toBeUndefined();
});

describe('a state that limits how far ahead a patient pays', () => {
  test.each<[string, InstallmentCount, string | undefined]>([
    [
      'WA',
      1,
      'In Washington a plan may be paid one month ahead at most (RCW 48.150.030), and this one asks for 12 months at once',
    ],
    [
      'WA',
      4,
      'In Washington a plan may be paid one month ahead at most (RCW 48.150.030), and this one asks for 3 months at once',
    ],
    ['WA', 12, undefined],
    ['AZ', 1, undefined],
    ['NY', 1, undefined],
  ])('%s, in %i installments', (state, installments, refusal) => {
    expect(planRefusal(aPlan({ installments }), aPhysician(), buyer(false, state))).toBe(refusal);
  });
});

test('of a household one member is enough for a refusal', () => {
  const household = [...buyer(false), ...buyer(true)];
  expect(planRefusal(aPlan({ services: covered }), aPhysician(), household)).toContain('Office visits');
});
