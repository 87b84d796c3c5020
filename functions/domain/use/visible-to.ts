import type { Agreement, PersonRef } from '../agreement/agreement.ts';
import { isMinor } from '../people/person.ts';

/**
 * The members whose use of services somebody of the agreement may see: their own, and that of the minors for whom they
 * sign. Never another adult's, not even whom they act for; and a child's no longer from the day of coming of age. `today`
 * is a civil date.
 */
export function visibleTo(
  { members, documents }: Pick<Agreement, 'members' | 'documents'>,
  reader: PersonRef,
  today: string,
): string[] {
  return members
    .filter((member) => {
      if (member.memberId === reader.memberId) return true;
      return isMinor(member, today) && signersFor(documents, member.memberId).some((signer) => isSame(signer, reader));
    })
    .map(({ memberId }) => memberId);
}

/** Who signed for a member in the newest document that was signed for them: another guardian may have come since. */
function signersFor(documents: Agreement['documents'], memberId: string): PersonRef[] {
  const perDocument = documents
    .filter(({ status }) => status === 'completed')
    .map(({ signers }) => signers.filter(({ wards = [] }) => wards.some((ward) => ward.memberId === memberId)));
  return perDocument.findLast((signers) => signers.length > 0) ?? [];
}

function isSame(one: PersonRef, other: PersonRef): boolean {
  return one.memberId === other.memberId && one.partyId === other.partyId;
}
