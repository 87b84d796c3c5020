import { type Agreement, hasDied, type Member } from '../agreement/agreement.ts';
import { isMinor } from '../people/person.ts';
import { patientSigners, signersFor } from '../signing/signers.ts';

/**
 * Whether a term that begins on a day is consented to in advance: everyone who signed for the patients has said yes to
 * automatic renewal, which is a choice of its own, and every member is spoken for by them on that day. Whoever has come of
 * age by then has to say yes in person: a parent's or guardian's yes was for a child.
 */
export function isRenewalConsented(agreement: Pick<Agreement, 'documents' | 'members'>, startsOn: string): boolean {
  const signers = patientSigners(agreement);
  return (
    signers.length > 0 &&
    signers.every(({ renewalConsent }) => renewalConsent === true) &&
    agreement.members.every((member) => member.died !== undefined || isSpokenFor(agreement, member, startsOn))
  );
}

/** By themself, by an agent, or, as long as they are a minor, by a parent or guardian; by nobody who has died. */
function isSpokenFor(agreement: Pick<Agreement, 'documents' | 'members'>, member: Member, day: string): boolean {
  return signersFor(agreement, member.memberId).some(
    ({ signer, capacity }) =>
      !hasDied(agreement, signer) && (capacity === 'self' || capacity === 'agent' || isMinor(member, day)),
  );
}

/** Whether the next term may begin without anybody's yes, as far as is known before its notices are proven; never where its terms change. */
export function mayRenewByItself(agreement: Pick<Agreement, 'documents' | 'members' | 'renewal'>): boolean {
  const { renewal } = agreement;
  if (renewal === undefined || renewal.documentId !== undefined) return false;
  return renewal.unmet.length === 0 && isRenewalConsented(agreement, renewal.startsOn);
}
