import { addDays, practiceDate } from '../calendar/practice-time.ts';
import type { SignedDocument } from '../signing/signed-document.ts';
import { daysToCountersign, isPatientSide, mayActNow, patientSideHasSigned } from '../signing/signers.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { isMethodMissing } from './on-payer.ts';
import { openDocument } from './open-document.ts';
import { withDocument, withoutPhysicianAsked, withStatus } from './with.ts';

/** From now on reminders are counted for whoever may sign now: all at once, or the next in order. */
export function askPatientSide(agreement: Agreement, documentId: string, now: string): Agreement {
  const document = documentOf(agreement, documentId);
  if (document === undefined) return agreement;
  const signers = document.signers.map((signer) =>
    isPatientSide(signer) && signer.askedAt === undefined && mayActNow(agreement, document, signer)
      ? { ...signer, askedAt: now }
      : signer,
  );
  return withDocument(agreement, { ...document, signers });
}

/** Somebody on the patient's side has signed: the next in order is asked, or the physician when all have. */
export function afterSignature(agreement: Agreement, documentId: string, now: string, timeZone: string): Agreement {
  const asked = askPatientSide(agreement, documentId, now);
  const document = documentOf(asked, documentId);
  if (document === undefined || document.kind === 'agreement') return askPhysicianWhenReady(asked, now, timeZone);
  return patientSideHasSigned(asked, document) ? askPhysician(asked, document, now, timeZone) : asked;
}

/** Somebody has died, or lives after all: the next in order is asked, or the physician where all who live have signed. */
export function askAnew(agreement: Agreement, now: string, timeZone: string): Agreement {
  const document = documentOf(agreement, openDocument(agreement).documentId ?? '');
  if (document === undefined) return agreement;
  const { documentId, signers } = document;
  if (!patientSideHasSigned(agreement, document)) {
    return askPatientSide(withoutPhysicianAsked(agreement, document, now), documentId, now);
  }
  const isAsked = signers.some((signer) => !isPatientSide(signer) && signer.askedAt !== undefined);
  return isAsked ? agreement : afterSignature(agreement, documentId, now, timeZone);
}

/** All on the patient's side signed, and a payment method given where there is anything to pay: the physician's turn. */
export function askPhysicianWhenReady(agreement: Agreement, now: string, timeZone: string): Agreement {
  const document = agreement.documents.find((one) => one.kind === 'agreement' && one.status === 'open');
  if (agreement.status !== 'awaiting_signature' || document === undefined) return agreement;
  if (!patientSideHasSigned(agreement, document) || isMethodMissing(agreement)) return agreement;
  return withStatus(askPhysician(agreement, document, now, timeZone), 'awaiting_countersignature', now);
}

function askPhysician(agreement: Agreement, document: SignedDocument, now: string, timeZone: string): Agreement {
  const signers = document.signers.map((signer) => (isPatientSide(signer) ? signer : { ...signer, askedAt: now }));
  const atLeast = addDays(practiceDate(now, timeZone), daysToCountersign);
  const expiresOn = document.expiresOn !== undefined && document.expiresOn > atLeast ? document.expiresOn : atLeast;
  return withDocument(agreement, { ...document, signers, expiresOn });
}
