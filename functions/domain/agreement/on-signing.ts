import { createHash } from 'node:crypto';
import { practiceDate } from '../calendar/practice-time.ts';
import { type SignedDocument, type Signer, signerOf } from '../signing/signed-document.ts';
import { isOver, isPatientSide, mayActNow, openStepOf } from '../signing/signers.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { afterSignature, askPatientSide } from './ask-signers.ts';
import type { AgreementEvent, Fact, Outcome, Refused } from './events.ts';
import { onFirstAgreement } from './on-first-agreement.ts';
import { onJoining } from './on-joining.ts';
import { dropLinks, freshLink, resendLink } from './on-link.ts';
import { onTerms } from './on-terms.ts';
import { both, decided, wakeSigning, withSigner } from './with.ts';

type SigningEvent = Exclude<
  Extract<AgreementEvent, { documentId: string }>,
  { type: 'signed_on_paper' | 'paper_wanted' | 'proof_noted' | 'joining_stopped' }
>;

type Declined = Extract<SigningEvent, { type: 'declined' }>;

/** What becomes of the agreement by a document that is out for signing. */
export interface Course {
  /** With the last day on which the document can be signed; whoever is to sign is asked then. */
  opened(agreement: Agreement, document: SignedDocument, now: string, today: string): Agreement | Refused;
  /** The physician has signed, too; `data` is what the audit trail keeps of it. */
  completed(completed: Agreement, document: SignedDocument, data: Fact['data'], now: string, timeZone: string): Outcome;
  /** What follows. That somebody said no, and why, is told before it. */
  declined(agreement: Agreement, document: SignedDocument, now: string, today: string, no: Declined): Outcome;
  /** Its last day is over. */
  expired(agreement: Agreement, document: SignedDocument, now: string): Outcome;
}

const courses: Record<SignedDocument['kind'], Course> = {
  // Signed by both sides, its first payment is asked for; if not, it is closed.
  agreement: onFirstAgreement,
  // Signed, they hold from the next term on. A patient's no is a no to that term, and a person decides what nobody did.
  'changed-terms': onTerms,
  // Signed, the adult is a member from that day on; if not, the agreement goes on as it is.
  joining: onJoining,
};

/** Decides what happens to a document that is out for signing. */
export function onSigning(agreement: Agreement, event: SigningEvent, now: string, timeZone: string): Outcome {
  const document = documentOf(agreement, event.documentId);
  if (document === undefined) return { refusal: 'not_found' };
  if (document.status !== 'open') return { refusal: 'document_closed' };
  if (event.type === 'signing_opened') return open(agreement, document, now, timeZone);
  const isTimeOver = isOver(document, now, timeZone);
  if (event.type === 'document_expired') {
    return isTimeOver ? courses[document.kind].expired(agreement, document, now) : { refusal: 'nothing_changes' };
  }
  const signer = signerOf(document, event.signerId);
  if (signer === undefined) return { refusal: 'not_found' };
  if (isTimeOver) return { refusal: 'document_closed' };
  // A physician reads, signs and declines at the desk: there is no link, and no screen before it.
  if (!isPatientSide(signer) && event.type !== 'signed' && event.type !== 'declined') return { refusal: 'not_found' };
  const today = practiceDate(now, timeZone);
  switch (event.type) {
    case 'fresh_link_requested':
      return freshLink(agreement, document, signer, today);
    case 'link_resent':
      if (event.generation !== (signer.links?.generation ?? 0)) return { refusal: 'nothing_changes' };
      return resendLink(agreement, document, signer, today, event.by);
    case 'wrong_person_reported':
      return dropLinks(agreement, document, signer, event, now, today);
    case 'identity_unlocked':
    case 'identity_seen': {
      const { type, ...data } = event;
      return decided(agreement, type, data);
    }
  }
  if (event.type === 'declined') return decline(agreement, document, signer, event, now, today);
  if (signer.signature !== undefined) return { refusal: 'already_signed' };
  if (!mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  return event.type === 'signed'
    ? sign(agreement, document, signer, event, now, timeZone)
    : prepare(agreement, document, signer, event, now);
}

function open(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Outcome {
  const { documentId, kind, expiresOn } = document;
  if (expiresOn !== undefined) return { refusal: 'nothing_changes' };
  const opened = courses[kind].opened(agreement, document, now, practiceDate(now, timeZone));
  if ('refusal' in opened) return opened;
  const asked = askPatientSide(opened, documentId, now);
  return decided(asked, 'signing_opened', { documentId, expiresOn: documentOf(asked, documentId)?.expiresOn });
}

function prepare(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<SigningEvent, { type: 'records_consented' | 'disclosures_accepted' | 'document_read' }>,
  now: string,
): Outcome {
  const about = { documentId: document.documentId, signerId: signer.signerId };
  switch (event.type) {
    case 'records_consented': {
      if (signer.recordsConsent !== undefined) return { refusal: 'nothing_changes' };
      const recordsConsent = { ...event.evidence, at: now, statementHash: event.statementHash };
      return decided(withSigner(agreement, document, { ...signer, recordsConsent }), event.type, {
        ...about,
        ...recordsConsent,
      });
    }
    case 'disclosures_accepted': {
      if (signer.disclosuresAccepted !== undefined) return { refusal: 'nothing_changes' };
      if (document.disclosureIds.some((id) => !event.ids.includes(id))) return { refusal: 'step_missing' };
      const disclosuresAccepted = { ...event.evidence, at: now, ids: document.disclosureIds };
      return decided(withSigner(agreement, document, { ...signer, disclosuresAccepted }), event.type, {
        ...about,
        ...disclosuresAccepted,
      });
    }
    case 'document_read':
      if (signer.readAt !== undefined) return { refusal: 'nothing_changes' };
      return decided(withSigner(agreement, document, { ...signer, readAt: now }), event.type, about);
  }
}

function sign(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<SigningEvent, { type: 'signed' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (openStepOf(agreement, document, signer) !== 'sign') return { refusal: 'step_missing' };
  if (event.textHash !== document.textHash) return { refusal: 'text_changed' };
  if (isPatientSide(signer) && event.renewalConsent === undefined) return { refusal: 'step_missing' };
  const { renewalConsent, drawing } = event;
  const signature = { ...event.evidence, at: now, name: event.name, textHash: event.textHash };
  const withSignature = {
    ...signer,
    signature: { ...signature, ...(drawing === undefined ? {} : { drawing }) },
    ...(renewalConsent === undefined ? {} : { renewalConsent }),
  };
  const data = {
    documentId: document.documentId,
    signerId: signer.signerId,
    capacity: signer.capacity,
    ...signature,
    // The trail proves which drawing it was, and stays small.
    ...(drawing === undefined ? {} : { drawingHash: createHash('sha256').update(drawing).digest('hex') }),
    ...(renewalConsent === undefined ? {} : { renewalConsent }),
  };
  if (isPatientSide(signer)) {
    const signed = withSigner(agreement, document, withSignature);
    return decided(afterSignature(signed, document.documentId, now, timeZone), 'signed', data, [wakeSigning(document)]);
  }
  const completed = withSigner(agreement, { ...document, status: 'completed' }, withSignature);
  return courses[document.kind].completed(completed, document, data, now, timeZone);
}

function decline(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Declined,
  now: string,
  today: string,
): Outcome {
  // Whoever has signed still may decline until the physician has signed: only then is there a contract.
  if (!isPatientSide(signer) && !mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  const declined = courses[document.kind].declined(agreement, document, now, today, event);
  if ('refusal' in declined) return declined;
  const { type, documentId, signerId, reason, evidence } = event;
  return both(decided(declined.agreement, type, { documentId, signerId, reason, ...evidence }), declined);
}
