import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { openInvoices } from '../ledger/invoice-money.ts';
import { daysToSign } from '../signing/signers.ts';
import { close } from './close.ts';
import { activate, activatedFact, firstInvoice } from './first-term.ts';
import type { Course } from './on-signing.ts';
import { both, decided, wakeSigning, withDocument, withStatus } from './with.ts';

/** The document by which it comes into force: once both sides have signed it, the first payment is asked for. */
export const onFirstAgreement: Course = {
  opened(agreement, document, now, today) {
    const { status, offer } = agreement;
    if (status !== 'offered') return { refusal: 'nothing_changes' };
    if (offer !== undefined && offer.acceptedAt === undefined) return { refusal: 'not_your_turn' };
    const expiresOn = addDays(today, daysToSign);
    return withDocument(withStatus(agreement, 'awaiting_signature', now), { ...document, expiresOn });
  },

  completed(completed, document, data, now, timeZone) {
    const first = firstInvoice(completed, practiceDate(now, timeZone));
    const asked = openInvoices({ ...withStatus(completed, 'awaiting_payment', now), invoices: [first] }, [first], now);
    const countersigned = decided(asked, 'countersigned', data, [wakeSigning(document)]);
    // Nothing to pay: a scholarship, for one.
    if (asked.invoices[0]?.status !== 'paid') return countersigned;
    const active = activate(asked, now, timeZone);
    return both(countersigned, { agreement: active, facts: [activatedFact(active)], wishes: [] });
  },

  declined(agreement, document, now) {
    const declined = withDocument(agreement, { ...document, status: 'declined' });
    return { agreement: close(declined, 'declined', now), facts: [], wishes: [wakeSigning(document)] };
  },

  expired(agreement, document, now) {
    const { documentId } = document;
    const expired = withDocument(agreement, { ...document, status: 'expired' });
    return decided(close(expired, 'expired', now), 'document_expired', { documentId }, [wakeSigning(document)]);
  },
};
