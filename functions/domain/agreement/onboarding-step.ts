import type { Notices } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import type { Agreement, SignedDocument } from './agreement.ts';

/** What the onboarding workflow does next. */
export type OnboardingStep =
  | { next: 'sign'; documentId: string }
  | { next: 'bill'; invoiceId: string }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'end'; outcome: 'active' | 'closed' | 'waitlisted' };

/** Signing, then the first payment, then a welcome; or, when it came to nothing, word to the patient and to everyone who had signed. */
export function onboardingStep(agreement: Agreement, notices: Notices): OnboardingStep {
  const document = agreement.documents.find((one) => one.kind === 'agreement');
  const invoice = agreement.invoices.find((one) => one.status === 'open');
  switch (agreement.status) {
    case 'waitlisted':
      return { next: 'end', outcome: 'waitlisted' };
    case 'offered':
    case 'awaiting_signature':
    case 'awaiting_countersignature':
      if (document === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no document to sign`);
      return { next: 'sign', documentId: document.documentId };
    case 'awaiting_payment':
      if (invoice === undefined)
        throw new RangeError(`Agreement ${agreement.agreementId} awaits payment without an invoice`);
      return { next: 'bill', invoiceId: invoice.invoiceId };
    case 'active':
      return mailOrEnd([noticeKeys.welcome('s1')], notices, 'active');
    case 'closed':
      return mailOrEnd(toldOfClosing(document).map(noticeKeys.closed), notices, 'closed');
  }
}

/** The patient, who waits for an answer, and everyone who had signed. */
function toldOfClosing(document: SignedDocument | undefined): string[] {
  const told = document?.signers.filter((signer) => signer.capacity === 'self' || signer.signature !== undefined) ?? [];
  return told.map((signer) => signer.signerId);
}

function mailOrEnd(keys: string[], notices: Notices, outcome: 'active' | 'closed'): OnboardingStep {
  const due = keys.filter((key) => !isSent(notices.get(key)));
  return due.length > 0 ? { next: 'mail', noticeKeys: due } : { next: 'end', outcome };
}
