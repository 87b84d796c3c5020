import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { onPayment } from './on-payment.ts';
import { onSigning } from './on-signing.ts';
import { decided } from './with.ts';

/**
 * The one place that decides what an event does to an agreement: the agreement as it will be, the facts for the audit
 * trail, and the workflows to start or wake; or a refusal. Pure: `now` is a UTC instant, dates are the practice zone's.
 */
export function transition(agreement: Agreement, event: AgreementEvent, now: string, timeZone: string): Outcome {
  switch (event.type) {
    case 'signing_opened':
    case 'records_consented':
    case 'disclosures_accepted':
    case 'document_read':
    case 'signed':
    case 'declined':
    case 'document_expired':
    case 'fresh_link_requested':
      return onSigning(agreement, event, now, timeZone);
    case 'payment_method_saved':
    case 'payment_succeeded':
    case 'payment_failed':
    case 'invoice_given_up':
      return onPayment(agreement, event, now, timeZone);
    case 'attention_needed': {
      if (isMarked(agreement, event.code)) return { refusal: 'nothing_changes' };
      const needsAttention = [...agreement.needsAttention, { code: event.code, at: now }];
      return decided({ ...agreement, needsAttention }, event.type, { code: event.code });
    }
    case 'attention_settled': {
      if (!isMarked(agreement, event.code)) return { refusal: 'nothing_changes' };
      const needsAttention = agreement.needsAttention.filter(({ code }) => code !== event.code);
      return decided({ ...agreement, needsAttention }, event.type, { code: event.code });
    }
  }
}

function isMarked(agreement: Agreement, code: string): boolean {
  return agreement.needsAttention.some((mark) => mark.code === code);
}
