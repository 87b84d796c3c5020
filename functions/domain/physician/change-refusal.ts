import type { Person } from '../people/person.ts';
import { planRefusal } from '../practice/plan-refusal.ts';
import type { Physician, Plan } from '../practice/practice.ts';

/**
 * Why a physician may not take over an agreement with these members by their yes alone, as a sentence without its full
 * stop; undefined where they may. A private contract with a Medicare beneficiary is between the two who signed it (42 CFR
 * 405.405, 405.415), so an opted-out physician needs one of their own.
 */
export function changeRefusal(plan: Plan, physician: Physician, members: readonly Person[]): string | undefined {
  const isBeneficiary = members.some(({ isMedicareBeneficiary }) => isMedicareBeneficiary);
  if (isBeneficiary && physician.medicareStatus === 'opted-out') {
    return `${physician.name} has opted out of Medicare, so somebody with Medicare needs a private contract with ${physician.name} first`;
  }
  return planRefusal(plan, physician, members);
}
