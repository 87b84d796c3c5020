import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { noticeKeys } from '../notices/notice.ts';
import {
  daysToCountersign,
  daysToSign,
  isOver,
  isPatientSide,
  mayActNow,
  openStepOf,
  patientSideHasSigned,
} from '../signing/signers.ts';
import { type Agreement, documentOf, type SignedDocument, type Signer, signerOf } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { firstInvoice } from './first-term.ts';
import { close, decided, withDocument, withSigner, withStatus } from './with.ts';

type SigningEvent = Extract<AgreementEvent, { documentId: string }>;

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
  if (event.type === 'fresh_link_requested') return freshLink(agreement, document, signer, practiceDate(now, timeZone));
  if (event.type === 'declined') return decline(agreement, document, signer, event, now);
  if (signer.signature !== undefined) return { refusal: 'already_signed' };
  if (!mayActNow(agreement, signer)) return { refusal: 'not_your_turn' };
  return event.type === 'signed'
    ? sign(agreement, document, signer, event, now, timeZone)
    : prepare(agreement, document, signer, event, now);
}

function open(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Outcome {
  if (agreement.status !== 'offered' || document.expiresOn !== undefined) return { refusal: 'nothing_changes' };
  const expiresOn = addDays(practiceDate(now, timeZone), daysToSign);
  const signers = document.signers.map((signer) => (isPatientSide(signer) ? { ...signer, askedAt: now } : signer));
  const opened = withDocument(agreement, { ...document, expiresOn, signers });
  return decided(withStatus(opened, 'awaiting_signature', now), 'signing_opened', {
    documentId: document.documentId,
    expiresOn,
  });
}

/** A fresh link takes the place of all older ones; asking again on the same day sends none. */
function freshLink(agreement: Agreement, document: SignedDocument, signer: Signer, today: string): Outcome {
  if (signer.askedAt === undefined) return { refusal: 'not_your_turn' };
  if (signer.links !== undefined && signer.links.askedOn >= today) return { refusal: 'nothing_changes' };
  const links = { generation: (signer.links?.generation ?? 0) + 1, askedOn: today };
  const about = { documentId: document.documentId, signerId: signer.signerId };
  const noticeKey = noticeKeys.fresh(about.documentId, about.signerId, links.generation);
  return decided(withSigner(agreement, document, { ...signer, links }), 'fresh_link_requested', about, [
    { workflow: 'notice', noticeKey },
  ]);
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
  const { renewalConsent } = event;
  const signature = { ...event.evidence, at: now, name: event.name, textHash: event.textHash };
  const signed = withSigner(agreement, document, {
    ...signer,
    signature,
    ...(renewalConsent === undefined ? {} : { renewalConsent }),
  });
  const data = {
    documentId: document.documentId,
    signerId: signer.signerId,
    capacity: signer.capacity,
    ...signature,
    ...(renewalConsent === undefined ? {} : { renewalConsent }),
  };
  if (isPatientSide(signer))
    return decided(askPhysicianWhenReady(signed, now, timeZone), 'signed', data, [wakeSigning(document)]);
  const completed = withDocument(signed, {
    ...(documentOf(signed, document.documentId) ?? document),
    status: 'completed',
  });
  return decided(
    {
      ...withStatus(completed, 'awaiting_payment', now),
      invoices: [firstInvoice(agreement, practiceDate(now, timeZone))],
    },
    'countersigned',
    data,
    [wakeSigning(document)],
  );
}

/** All on the patient's side signed, and a payment method given: the physician's turn. */
export function askPhysicianWhenReady(agreement: Agreement, now: string, timeZone: string): Agreement {
  const document = agreement.documents.find((one) => one.kind === 'agreement' && one.status === 'open');
  if (agreement.status !== 'awaiting_signature' || document === undefined) return agreement;
  if (!patientSideHasSigned(document) || agreement.paymentMethod === undefined) return agreement;
  const signers = document.signers.map((signer) => (isPatientSide(signer) ? signer : { ...signer, askedAt: now }));
  const atLeast = addDays(practiceDate(now, timeZone), daysToCountersign);
  const expiresOn = document.expiresOn !== undefined && document.expiresOn > atLeast ? document.expiresOn : atLeast;
  const asked = withDocument(agreement, { ...document, signers, expiresOn });
  return withStatus(asked, 'awaiting_countersignature', now);
}

function decline(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<SigningEvent, { type: 'declined' }>,
  now: string,
): Outcome {
  // Whoever has signed still may decline until the physician has signed: only then is there a contract.
  if (!isPatientSide(signer) && !mayActNow(agreement, signer)) return { refusal: 'not_your_turn' };
  const declined = withDocument(agreement, { ...document, status: 'declined' });
  const data = { documentId: document.documentId, signerId: signer.signerId, reason: event.reason, ...event.evidence };
  return decided(close(declined, 'declined', now), 'declined', data, [wakeSigning(document)]);
}

function expire(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Outcome {
  if (!isOver(document, now, timeZone)) return { refusal: 'nothing_changes' };
  const expired = withDocument(agreement, { ...document, status: 'expired' });
  return decided(close(expired, 'expired', now), 'document_expired', { documentId: document.documentId }, [
    wakeSigning(document),
  ]);
}

function wakeSigning(document: SignedDocument) {
  return { workflow: 'signing' as const, documentId: document.documentId };
}
