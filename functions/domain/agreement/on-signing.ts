import { createHash } from 'node:crypto';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { openInvoices } from '../ledger/invoice-money.ts';
import { renewalBy } from '../renewal/changed-terms.ts';
import { type SignedDocument, type Signer, signerOf } from '../signing/signed-document.ts';
import {
  daysToCountersign,
  daysToSign,
  isOver,
  isPatientSide,
  mayActNow,
  openStepOf,
  patientSideHasSigned,
} from '../signing/signers.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { close } from './close.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { activate, activatedFact, firstInvoice } from './first-term.ts';
import { completeJoining, declineJoining, expireJoining, joiningExpiresOn } from './on-joining.ts';
import { dropLinks, freshLink, resendLink } from './on-link.ts';
import { isMethodMissing } from './on-payer.ts';
import { completeTerms, declineTerms, expireTerms } from './on-terms.ts';
import { decided, wakeSigning, withDocument, withSigner, withStatus } from './with.ts';

type SigningEvent = Exclude<
  Extract<AgreementEvent, { documentId: string }>,
  { type: 'signed_on_paper' | 'paper_wanted' | 'proof_noted' | 'joining_stopped' }
>;

/** Decides what happens to a document that is out for signing. */
export function onSigning(agreement: Agreement, event: SigningEvent, now: string, timeZone: string): Outcome {
  const document = documentOf(agreement, event.documentId);
  if (document === undefined) return { refusal: 'not_found' };
  if (document.status !== 'open') return { refusal: 'document_closed' };
  if (event.type === 'signing_opened') return open(agreement, document, now, timeZone);
  if (event.type === 'document_expired') return expire(agreement, document, now, timeZone);

  const signer = signerOf(document, event.signerId);
  if (signer === undefined) return { refusal: 'not_found' };
  if (isOver(document, now, timeZone)) return { refusal: 'document_closed' };
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
  if (event.type === 'declined') return decline(agreement, document, signer, event, now, timeZone);
  if (signer.signature !== undefined) return { refusal: 'already_signed' };
  if (!mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  return event.type === 'signed'
    ? sign(agreement, document, signer, event, now, timeZone)
    : prepare(agreement, document, signer, event, now);
}

function open(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Outcome {
  if (document.expiresOn !== undefined) return { refusal: 'nothing_changes' };
  const today = practiceDate(now, timeZone);
  if (document.kind === 'joining') {
    return opened(agreement, { ...document, expiresOn: joiningExpiresOn(agreement, today) }, now);
  }
  const renewal = renewalBy(agreement, document.documentId);
  if (renewal !== undefined) {
    // They take the place of what runs until then.
    const asked = { ...document, expiresOn: addDays(renewal.startsOn, -1) };
    return opened(agreement, asked, now);
  }
  if (agreement.status !== 'offered') return { refusal: 'nothing_changes' };
  if (agreement.offer !== undefined && agreement.offer.acceptedAt === undefined) return { refusal: 'not_your_turn' };
  const expiresOn = addDays(today, daysToSign);
  return opened(withStatus(agreement, 'awaiting_signature', now), { ...document, expiresOn }, now);
}

function opened(agreement: Agreement, document: SignedDocument, now: string): Outcome {
  const { documentId, expiresOn } = document;
  const asked = askPatientSide(withDocument(agreement, document), documentId, now);
  return decided(asked, 'signing_opened', { documentId, expiresOn });
}

/** From now on reminders are counted for whoever may sign now: all at once, or the next in order. */
function askPatientSide(agreement: Agreement, documentId: string, now: string): Agreement {
  const document = documentOf(agreement, documentId);
  if (document === undefined) return agreement;
  const signers = document.signers.map((signer) =>
    isPatientSide(signer) && signer.askedAt === undefined && mayActNow(agreement, document, signer)
      ? { ...signer, askedAt: now }
      : signer,
  );
  return withDocument(agreement, { ...document, signers });
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
  const signed = withSigner(agreement, document, {
    ...signer,
    signature: { ...signature, ...(drawing === undefined ? {} : { drawing }) },
    ...(renewalConsent === undefined ? {} : { renewalConsent }),
  });
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
    return decided(afterSignature(signed, document.documentId, now, timeZone), 'signed', data, [wakeSigning(document)]);
  }
  const completed = withDocument(signed, {
    ...(documentOf(signed, document.documentId) ?? document),
    status: 'completed',
  });
  if (document.kind === 'joining') return completeJoining(completed, document, data, now, timeZone);
  if (document.kind === 'changed-terms') return completeTerms(completed, document, data, now, timeZone);
  const first = firstInvoice(agreement, practiceDate(now, timeZone));
  const asked = openInvoices({ ...withStatus(completed, 'awaiting_payment', now), invoices: [first] }, [first], now);
  const countersigned = decided(asked, 'countersigned', data, [wakeSigning(document)]);
  // Nothing to pay: a scholarship, for one.
  if (asked.invoices[0]?.status !== 'paid') return countersigned;
  const active = activate(asked, now, timeZone);
  return { ...countersigned, agreement: active, facts: [...countersigned.facts, activatedFact(active)] };
}

/** Somebody on the patient's side has signed: the next in order is asked, or the physician when all have. */
export function afterSignature(agreement: Agreement, documentId: string, now: string, timeZone: string): Agreement {
  const asked = askPatientSide(agreement, documentId, now);
  const document = documentOf(asked, documentId);
  if (document === undefined || document.kind === 'agreement') return askPhysicianWhenReady(asked, now, timeZone);
  return patientSideHasSigned(document) ? askPhysician(asked, document, now, timeZone) : asked;
}

/** All on the patient's side signed, and a payment method given where there is anything to pay: the physician's turn. */
export function askPhysicianWhenReady(agreement: Agreement, now: string, timeZone: string): Agreement {
  const document = agreement.documents.find((one) => one.kind === 'agreement' && one.status === 'open');
  if (agreement.status !== 'awaiting_signature' || document === undefined) return agreement;
  if (!patientSideHasSigned(document) || isMethodMissing(agreement)) return agreement;
  return withStatus(askPhysician(agreement, document, now, timeZone), 'awaiting_countersignature', now);
}

function askPhysician(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Agreement {
  const signers = document.signers.map((signer) => (isPatientSide(signer) ? signer : { ...signer, askedAt: now }));
  const atLeast = addDays(practiceDate(now, timeZone), daysToCountersign);
  const expiresOn = document.expiresOn !== undefined && document.expiresOn > atLeast ? document.expiresOn : atLeast;
  return withDocument(agreement, { ...document, signers, expiresOn });
}

function decline(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<SigningEvent, { type: 'declined' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (document.kind === 'joining') return declineJoining(agreement, document, signer, event, now);
  if (document.kind === 'changed-terms') return declineTerms(agreement, document, signer, event, now, timeZone);
  // Whoever has signed still may decline until the physician has signed: only then is there a contract.
  if (!isPatientSide(signer) && !mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  const declined = withDocument(agreement, { ...document, status: 'declined' });
  const data = { documentId: document.documentId, signerId: signer.signerId, reason: event.reason, ...event.evidence };
  return decided(close(declined, 'declined', now), 'declined', data, [wakeSigning(document)]);
}

function expire(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Outcome {
  if (!isOver(document, now, timeZone)) return { refusal: 'nothing_changes' };
  if (document.kind === 'joining') return expireJoining(agreement, document, now);
  if (document.kind === 'changed-terms') return expireTerms(agreement, document);
  const expired = withDocument(agreement, { ...document, status: 'expired' });
  return decided(close(expired, 'expired', now), 'document_expired', { documentId: document.documentId }, [
    wakeSigning(document),
  ]);
}
