import type { Agreement } from '../agreement/agreement.ts';
import type { PersonRef } from '../people/member.ts';
import { isMinor } from '../people/person.ts';
import { signersFor } from '../signing/signers.ts';

/**
 * The members whose use of services somebody of the agreement may see: their own, and that of the minors for whom they
 * sign. Never another adult's, not even whom they act for; and a child's no longer from the day of coming of age. `today`
 * is a civil date.
 */
export function visibleTo(
  agreement: Pick<Agreement, 'members' | 'documents'>,
  reader: PersonRef,
  today: string,
): string[] {
  return agreement.members
    .filter((member) => {
      if (member.memberId === reader.memberId) return true;
      return (
        isMinor(member, today) && signersFor(agreement, member.memberId).some(({ signer }) => isSame(signer, reader))
      );
    })
    .map(({ memberId }) => memberId);
}

function isSame(one: PersonRef, other: PersonRef): boolean {
  return one.memberId === other.memberId && one.partyId === other.partyId;
}
