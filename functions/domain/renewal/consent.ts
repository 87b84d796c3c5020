import { type Agreement, hasDied } from '../agreement/agreement.ts';
import { signsForAdults } from '../application/application.ts';
import type { Member } from '../people/member.ts';
import { isMinor } from '../people/person.ts';
import type { Signer } from '../signing/signed-document.ts';
import { patientSigners, signersFor } from '../signing/signers.ts';
import { paysThisTermOnly } from './payer-notice.ts';

type Household = Pick<Agreement, 'documents' | 'members' | 'formerMembers'>;

/**
 * Whether a term that begins on a day is consented to in advance: everyone who signed for the patients has said yes to
 * automatic renewal, which is a choice of its own, and every member is spoken for by them on that day. Whoever has come of
 * age by then has to say yes in person: a parent's or guardian's yes was for a child.
 */
export function isRenewalConsented(agreement: Household, startsOn: string): boolean {
  const signers = renewalSigners(agreement, startsOn);
  return (
    signers.length > 0 &&
    signers.every(({ renewalConsent }) => renewalConsent === true) &&
    stayingOn(agreement, startsOn).every((member) => isSpokenFor(agreement, member, startsOn))
  );
}

/** The members of a day to come: those who live and will not have left by then. */
export function stayingOn({ members }: Pick<Agreement, 'members'>, day: string): Member[] {
  return members.filter(
    ({ died, departure }) => died === undefined && (departure === undefined || departure.lastDay >= day),
  );
}

/** Who has a word in a term that begins on a day: everyone who signed for the patients and will not have left. */
export function renewalSigners(agreement: Household, startsOn: string): Signer[] {
  const staying = stayingOn(agreement, startsOn);
  return patientSigners(agreement).filter(
    (signer) => signer.memberId === undefined || staying.some(({ memberId }) => memberId === signer.memberId),
  );
}

/** By themself, by whoever acts for an adult, or, as long as they are a minor, by a parent or guardian; by nobody who has died. */
function isSpokenFor(agreement: Household, member: Member, day: string): boolean {
  return signersFor(agreement, member.memberId).some(
    ({ signer, capacity }) =>
      !hasDied(agreement, signer) && (capacity === 'self' || signsForAdults(capacity) || isMinor(member, day)),
  );
}

/**
 * Whether the next term may begin without anybody's yes, as far as is known before its notices are proven; never where its
 * terms change, nor where whoever pays has said yes to one year alone.
 */
export function mayRenewByItself(agreement: Household & Pick<Agreement, 'renewal' | 'payer'>): boolean {
  const { renewal, payer } = agreement;
  if (payer !== undefined && paysThisTermOnly(payer)) return false;
  if (renewal === undefined || renewal.documentId !== undefined) return false;
  return renewal.unmet.length === 0 && isRenewalConsented(agreement, renewal.startsOn);
}
