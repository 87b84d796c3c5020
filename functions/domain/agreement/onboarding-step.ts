import { startOfNextDay } from '../calendar/practice-time.ts';
import type { Notices, Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { isOfferOver } from '../panel/panel.ts';
import { isFree } from '../practice/price.ts';
import type { SignedDocument } from '../signing/signed-document.ts';
import { isPatientSide } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';

/** What the onboarding workflow does next. */
export type OnboardingStep =
  | { next: 'sign'; documentId: string }
  | { next: 'bill'; invoiceId: string }
  | { next: 'mail'; noticeKeys: string[] }
  /** For the answer to the offer of a freed seat. */
  | { next: 'wait'; until: string }
  | { next: 'lapse' }
  | { next: 'end'; outcome: 'active' | 'closed' | 'waitlisted' };

/** The offer of a freed seat; signing, then the first payment, then a welcome; or, when it came to nothing, word to the patient and to everyone who had signed. */
export function onboardingStep(
  agreement: Agreement,
  now: string,
  { notices, timeZone }: Practicalities,
): OnboardingStep {
  const document = agreement.documents.find((one) => one.kind === 'agreement');
  const invoice = agreement.invoices.find((one) => one.status === 'open');
  switch (agreement.status) {
    case 'waitlisted':
      return { next: 'end', outcome: 'waitlisted' };
    case 'offered': {
      const { offer } = agreement;
      if (offer !== undefined && offer.acceptedAt === undefined) {
        if (isOfferOver(offer, now, timeZone)) return { next: 'lapse' };
        if (!isSent(notices.get(noticeKeys.offer('s1')))) return { next: 'mail', noticeKeys: [noticeKeys.offer('s1')] };
        return { next: 'wait', until: startOfNextDay(offer.answerBy, timeZone) };
      }
      return { next: 'sign', documentId: signedDocument(agreement, document).documentId };
    }
    case 'awaiting_signature':
    case 'awaiting_countersignature':
      return { next: 'sign', documentId: signedDocument(agreement, document).documentId };
    case 'awaiting_payment':
      if (invoice === undefined)
        throw new RangeError(`Agreement ${agreement.agreementId} awaits payment without an invoice`);
      return { next: 'bill', invoiceId: invoice.invoiceId };
    case 'active':
    case 'in_grace':
    case 'ending':
    case 'ended':
      return mailOrEnd(welcomed(agreement, document), notices, 'active');
    case 'closed':
      return mailOrEnd(toldOfClosing(agreement, document), notices, 'closed');
  }
}

function signedDocument(agreement: Agreement, document: SignedDocument | undefined): SignedDocument {
  if (document === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no document to sign`);
  return document;
}

/** Everyone who signed for the patients' side, and whoever gets copies. */
function welcomed(agreement: Agreement, document: SignedDocument | undefined): string[] {
  const signers = document?.signers.filter(isPatientSide) ?? [];
  return [...signers.map(({ signerId }) => noticeKeys.welcome(signerId)), ...helpersOf(agreement, 'welcome')];
}

/** The first signer, who waits for an answer, everyone who was asked or has signed, and whoever was to pay. */
function toldOfClosing(agreement: Agreement, document: SignedDocument | undefined): string[] {
  const told = document?.signers.filter((signer) =>
    isPatientSide(signer) ? signer.signerId === 's1' || signer.askedAt !== undefined : signer.signature !== undefined,
  );
  const isAsked = agreement.payer !== undefined && document?.expiresOn !== undefined && !isFree(agreement.price);
  const payer = isAsked ? [noticeKeys.closedPayer()] : [];
  return [
    ...(told ?? []).map(({ signerId }) => noticeKeys.closed(signerId)),
    ...payer,
    ...helpersOf(agreement, 'closed'),
  ];
}

function helpersOf({ helpers }: Agreement, about: 'welcome' | 'closed'): string[] {
  return helpers
    .filter(({ revokedAt }) => revokedAt === undefined)
    .map(({ partyId }) => noticeKeys.copy(partyId, about));
}

function mailOrEnd(keys: string[], notices: Notices, outcome: 'active' | 'closed'): OnboardingStep {
  const due = keys.filter((key) => !isSent(notices.get(key)));
  return due.length > 0 ? { next: 'mail', noticeKeys: due } : { next: 'end', outcome };
}
