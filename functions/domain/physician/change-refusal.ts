import type { Person } from '../people/person.ts';
import { planRefusal } from '../practice/plan-refusal.ts';
import type { Physician, Plan } from '../practice/practice.ts';
import { needsPrivateContract } from '../practice/private-contract.ts';

/**
 * Why a physician may not take over an agreement with these members by their yes alone, as a sentence without its full
 * stop; undefined where they may. Of another physician's private contract, an opted-out one needs their own.
 */
export function changeRefusal(plan: Plan, physician: Physician, members: readonly Person[]): string | undefined {
  if (needsPrivateContract(physician, members)) {
    return `${physician.name} has opted out of Medicare, so somebody with Medicare needs a private contract with ${physician.name} first`;
  }
  return planRefusal(plan, physician, members);
}
