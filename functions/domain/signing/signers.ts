import { type Agreement, hasDied, isSamePerson, personOf } from '../agreement/agreement.ts';
import { signsForAdults } from '../application/application.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import type { PersonRef } from '../people/member.ts';
import { isFree } from '../practice/price.ts';
import type { SignedDocument, Signer, SigningCapacity } from './signed-document.ts';

export const reminderDays = [3, 7, 14] as const;
/** A packet is a week on its way, there and back. */
export const paperReminderDays = [14] as const;
export const daysToSign = 30;
/** Whoever countersigns has a week, even when the patient signed on the last day. */
export const daysToCountersign = 7;

/** The last day on which a document could be signed is over. */
export function isOver(document: SignedDocument, now: string, timeZone: string): boolean {
  return document.expiresOn !== undefined && practiceDate(now, timeZone) > document.expiresOn;
}

export function isPatientSide(signer: Signer): boolean {
  return signer.capacity !== 'physician';
}

/** Whether somebody signs on paper, by what they signed last or are to sign. */
export function signsOnPaper({ documents }: Pick<Agreement, 'documents'>, who: PersonRef): boolean {
  const signers = documents.flatMap((document) => document.signers).filter(isPatientSide);
  return signers.findLast((one) => isSamePerson(one, who))?.onPaper === true;
}

/** Whether somebody gets letters by their own word: they sign on paper, or want no mails any more. */
export function wantsPaper(agreement: Agreement, who: PersonRef): boolean {
  return signsOnPaper(agreement, who) || personOf(agreement, who).emailRefused?.because === 'withdrawn';
}

/** Those of them who live: who is written to, and asked. */
export function patientSigners(agreement: Pick<Agreement, 'documents' | 'members' | 'formerMembers'>): Signer[] {
  return whoSigned(agreement).filter((signer) => !hasDied(agreement, signer));
}

/** Those of the patient's side who signed the newest document that both sides have, and have not left. */
export function whoSigned(agreement: Pick<Agreement, 'documents' | 'members' | 'formerMembers'>): Signer[] {
  const newest = agreement.documents.findLast(({ status }) => status === 'completed');
  return newest?.signers.filter((signer) => isPatientSide(signer) && !hasLeft(agreement, signer)) ?? [];
}

/** Was a member, and is none any more; or signed for children alone, for whom others speak now. */
export function hasLeft(
  { documents, members, formerMembers = [] }: Pick<Agreement, 'documents' | 'members' | 'formerMembers'>,
  signer: Signer,
): boolean {
  if (signer.memberId !== undefined) return formerMembers.some(({ memberId }) => memberId === signer.memberId);
  const isReplaced = members.some(({ guardian }) => guardian?.replaced.includes(signer.signerId));
  return (
    isReplaced &&
    !members.some(({ memberId }) =>
      signersFor({ documents, members }, memberId).some((one) => one.signer.signerId === signer.signerId),
    )
  );
}

/**
 * Who signed for a member, in which capacity, in the newest document that was signed for them: others may have come since.
 * For a child whom no document names yet, whoever asked for it; for one for whom another was named, that one.
 */
export function signersFor(
  { documents, members }: Pick<Agreement, 'documents' | 'members'>,
  memberId: string,
): { signer: Signer; capacity: SigningCapacity }[] {
  const perDocument = documents
    .filter(({ status }) => status === 'completed')
    .map(({ signers }) =>
      signers.flatMap((signer) => {
        const own: SigningCapacity[] = signer.memberId === memberId ? ['self'] : [];
        const forThem = (signer.wards ?? []).filter((ward) => ward.memberId === memberId);
        return [...own, ...forThem.map(({ capacity }) => capacity)].map((capacity) => ({ signer, capacity }));
      }),
    );
  const signed = perDocument.findLast((signers) => signers.length > 0);
  const { joined, guardian } = members.find((member) => member.memberId === memberId) ?? {};
  const named = guardian ?? (signed === undefined ? joined?.guardian : undefined);
  if (named === undefined) return signed ?? [];
  const newest = documents.findLast(({ status }) => status === 'completed')?.signers ?? [];
  return [
    ...(signed ?? []).filter(({ capacity }) => !isForChild(capacity)),
    ...newest
      .filter(({ signerId }) => signerId === named.signerId)
      .map((signer) => ({ signer, capacity: named.capacity })),
  ];
}

function isForChild(capacity: SigningCapacity): boolean {
  return capacity === 'parent' || capacity === 'guardian';
}

/** Those who signed for a member as for a child: their signature speaks until the member comes of age. */
export function guardiansOf(agreement: Pick<Agreement, 'documents' | 'members'>, memberId: string): Signer[] {
  return signersFor(agreement, memberId)
    .filter(({ capacity }) => isForChild(capacity))
    .map(({ signer }) => signer);
}

/** Those who may speak for one more child: a patient or a parent, nobody who signs for an adult. */
export function childSigners(agreement: Pick<Agreement, 'documents' | 'members' | 'formerMembers'>): Signer[] {
  return patientSigners(agreement).filter(({ capacity }) => !signsForAdults(capacity));
}

/** Those who may agree to something for the patients: who signed and lives, or before that whoever is to sign. */
export function mayConsent(agreement: Pick<Agreement, 'documents' | 'members' | 'formerMembers'>): Signer[] {
  const signed = patientSigners(agreement);
  if (signed.length > 0) return signed;
  return agreement.documents[0] === undefined ? [] : livingPatients(agreement, agreement.documents[0]);
}

/** Those who are to sign a document on the patient's side, or have: of whoever has died no signature is waited for. */
export function livingPatients(
  agreement: Pick<Agreement, 'members' | 'formerMembers'>,
  { signers }: Pick<SignedDocument, 'signers'>,
): Signer[] {
  return signers.filter((signer) => isPatientSide(signer) && !hasDied(agreement, signer));
}

/** All on the patient's side have signed. The physician signs after them. */
export function patientSideHasSigned(
  agreement: Pick<Agreement, 'members' | 'formerMembers'>,
  document: SignedDocument,
): boolean {
  const living = livingPatients(agreement, document);
  return living.length > 0 && living.every(({ signature }) => signature !== undefined);
}

/** What still keeps a signer from being done: nothing, or the next thing that the signer has to do. */
export function openStepOf(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
): 'records' | 'terms' | 'document' | 'sign' | 'payment' | undefined {
  if (signer.signature === undefined) {
    // The physician reads and signs on one page.
    if (signer.capacity === 'physician') return 'sign';
    if (signer.recordsConsent === undefined) return 'records';
    if (document.disclosureIds.some((id) => !signer.disclosuresAccepted?.ids.includes(id))) return 'terms';
    return signer.readAt === undefined ? 'document' : 'sign';
  }
  return isAskedToPay(agreement, document, signer) ? 'payment' : undefined;
}

/** The first signer pays, unless somebody else is named or there is nothing to pay. */
function isAskedToPay(agreement: Agreement, document: SignedDocument, signer: Signer): boolean {
  const [first] = livingPatients(agreement, document);
  const isPayer = agreement.payer === undefined && signer.signerId === first?.signerId;
  return isPayer && agreement.paymentMethod === undefined && !isFree(agreement.price);
}

/** Those who are asked now, in order: the patient's side first, then the physician. */
export function askedSigners(agreement: Agreement, document: SignedDocument): Signer[] {
  if (document.status !== 'open') return [];
  return document.signers.filter(
    (signer) => mayActNow(agreement, document, signer) && openStepOf(agreement, document, signer) !== undefined,
  );
}

/**
 * Order of signing: the physician only when the patient's side has signed and a payment method is given; one after the
 * other on the patient's side, where the document says so.
 */
export function mayActNow(agreement: Agreement, document: SignedDocument, signer: Signer): boolean {
  const side = sideAsked(agreement, document);
  if (!isPatientSide(signer)) return side === 'physician';
  if (side !== 'patients' || hasDied(agreement, signer)) return false;
  return !document.isInOrder || isTheirTurn(livingPatients(agreement, document), signer);
}

/** Which side a document waits for; undefined when it waits for neither. Later documents are signed while the agreement is in force. */
export function sideAsked(
  agreement: Pick<Agreement, 'status' | 'members' | 'formerMembers'>,
  document: SignedDocument,
): 'patients' | 'physician' | undefined {
  const { status } = agreement;
  if (document.kind === 'agreement') {
    if (status === 'awaiting_signature') return 'patients';
    return status === 'awaiting_countersignature' ? 'physician' : undefined;
  }
  const isInForce = status === 'active' || status === 'in_grace';
  if (!isInForce || document.status !== 'open' || document.expiresOn === undefined) return undefined;
  return patientSideHasSigned(agreement, document) ? 'physician' : 'patients';
}

function isTheirTurn(signers: Signer[], signer: Signer): boolean {
  const before = signers.slice(
    0,
    signers.findIndex(({ signerId }) => signerId === signer.signerId),
  );
  return before.every(({ signature }) => signature !== undefined);
}
