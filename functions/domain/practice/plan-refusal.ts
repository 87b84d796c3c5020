import type { Person } from '../people/person.ts';
import type { Physician, Plan } from './practice.ts';
import { monthlyFeesOnly } from './state-rules.ts';

/** What of a patient decides whether a plan may be sold. */
export type Buyer = Pick<Person, 'isMedicareBeneficiary'> & { address: Pick<Person['address'], 'state'> };

/** Why a physician may not sell this plan to these patients, as a sentence without its full stop; undefined where they may. */
export function planRefusal(plan: Plan, physician: Physician, buyers: readonly Buyer[]): string | undefined {
  for (const buyer of buyers) {
    const refusal = medicareRefusal(plan, physician, buyer) ?? stateRefusal(plan, buyer);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** A physician who has not opted out may not take a beneficiary's fee for what Medicare covers: 42 CFR 405.400 and following. */
function medicareRefusal(plan: Plan, physician: Physician, buyer: Buyer): string | undefined {
  if (!buyer.isMedicareBeneficiary || physician.medicareStatus === 'opted-out') return undefined;
  const service = plan.services.find((one) => one.coveredByMedicare !== 'no');
  if (service === undefined) return undefined;
  return `${physician.name} takes part in Medicare, so somebody with Medicare may not pay a fee for a service that Medicare covers or might cover: ${service.name}`;
}

/** Why a plan may not be sold to a patient who lives where this one does; undefined where it may. */
export function stateRefusal(plan: Plan, { address }: Pick<Buyer, 'address'>): string | undefined {
  const rule = monthlyFeesOnly[address.state];
  if (rule === undefined || plan.installments === 12) return undefined;
  const months = 12 / plan.installments;
  return `In ${rule.name} a plan may be paid one month ahead at most (${rule.cite}), and this one asks for ${months} months at once`;
}
