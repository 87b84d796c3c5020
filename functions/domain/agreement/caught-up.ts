import { practiceDate } from '../calendar/practice-time.ts';
import { openInvoices } from '../ledger/invoice-money.ts';
import type { Agreement } from './agreement.ts';
import { askPhysicianWhenReady } from './ask-signers.ts';
import { close } from './close.ts';
import { activate, firstInvoice } from './first-term.ts';
import { withNextDate } from './next-date.ts';
import { withStatus } from './with.ts';

/**
 * The agreement with the status that its own documents and invoices call for, where its status still waits for what is
 * done: the very same agreement where it does not. A term that was paid for begins as of the payment.
 */
export function caughtUp(agreement: Agreement, now: string, timeZone: string): Agreement {
  const [invoice] = agreement.invoices;
  const document = agreement.documents.find(({ kind }) => kind === 'agreement');
  switch (agreement.status) {
    case 'offered':
    case 'awaiting_signature':
    case 'awaiting_countersignature':
      switch (document?.status) {
        case 'declined':
        case 'expired':
        case 'voided':
          return close(agreement, document.status, now);
        case 'completed': {
          const first = firstInvoice(agreement, practiceDate(now, timeZone));
          const asked = invoice ? agreement : openInvoices({ ...agreement, invoices: [first] }, [first], now);
          return caughtUp(withStatus(asked, 'awaiting_payment', now), now, timeZone);
        }
        default:
          return askPhysicianWhenReady(agreement, now, timeZone);
      }
    case 'awaiting_payment':
      if (invoice?.status !== 'paid') return agreement;
      // Its years stay as they were, if it was in force before.
      return agreement.terms.length > 0
        ? withNextDate(withStatus(agreement, 'active', now))
        : activate(agreement, invoice.paidAt ?? now, timeZone);
    default:
      return agreement;
  }
}
