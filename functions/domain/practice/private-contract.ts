import type { Person } from '../people/person.ts';
import type { Physician } from './practice.ts';

/**
 * Whether somebody of these needs a private contract with the physician before the first care: a beneficiary of Medicare
 * with a physician who has opted out of it. It is between the two who sign it (42 CFR 405.405, 405.415).
 */
export function needsPrivateContract(
  { medicareStatus }: Pick<Physician, 'medicareStatus'>,
  members: readonly Pick<Person, 'isMedicareBeneficiary'>[],
): boolean {
  return medicareStatus === 'opted-out' && members.some(({ isMedicareBeneficiary }) => isMedicareBeneficiary);
}
