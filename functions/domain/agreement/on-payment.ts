import { isGivenUp } from '../billing/billing-step.ts';
import { isOver } from '../signing/signers.ts';
import { type Agreement, invoiceOf } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { activate } from './first-term.ts';
import { askPhysicianWhenReady } from './on-signing.ts';
import { close, decided, withInvoice } from './with.ts';

type PaymentEvent = Extract<AgreementEvent, { invoiceId: string } | { type: 'payment_method_saved' }>;

/** Decides what happens to money: the method is kept, an invoice is paid or not, the first payment brings it into force. */
export function onPayment(agreement: Agreement, event: PaymentEvent, now: string, timeZone: string): Outcome {
  if (event.type === 'payment_method_saved') return saveMethod(agreement, event, now, timeZone);
  const invoice = invoiceOf(agreement, event.invoiceId);
  if (invoice === undefined) return { refusal: 'not_found' };
  if (invoice.status !== 'open') return { refusal: 'nothing_due' };
  const about = { invoiceId: invoice.invoiceId, amountCents: invoice.amountCents };
  switch (event.type) {
    case 'payment_succeeded': {
      const { chargeId, methodNumber } = event;
      const attempts = [...invoice.attempts, { at: now, methodNumber, outcome: 'succeeded' as const }];
      const paid = withInvoice(agreement, { ...invoice, status: 'paid', chargeId, paidAt: now, attempts });
      if (paid.status !== 'awaiting_payment') return decided(paid, 'invoice_paid', { ...about, chargeId });
      const active = activate(paid, now, timeZone);
      return {
        agreement: active,
        facts: [
          { type: 'invoice_paid', data: { ...about, chargeId } },
          { type: 'activated', data: { term: active.terms[0], status: active.status, nextDate: active.nextDate } },
        ],
        wishes: [],
      };
    }
    case 'payment_failed': {
      const { code, methodNumber } = event;
      if (methodNumber <= (invoice.attempts.at(-1)?.methodNumber ?? 0)) return { refusal: 'nothing_changes' };
      const attempts = [...invoice.attempts, { at: now, methodNumber, outcome: 'failed' as const, code }];
      return decided(withInvoice(agreement, { ...invoice, attempts }), 'payment_failed', { ...about, code });
    }
    case 'invoice_given_up':
      if (agreement.status !== 'awaiting_payment' || !isGivenUp(agreement, invoice.invoiceId, now, timeZone)) {
        return { refusal: 'nothing_changes' };
      }
      return decided(close(agreement, 'unpaid', now), 'invoice_given_up', about);
  }
}

function saveMethod(
  agreement: Agreement,
  event: Extract<PaymentEvent, { type: 'payment_method_saved' }>,
  now: string,
  timeZone: string,
): Outcome {
  const isTooLate = agreement.documents.some((one) => one.status === 'open' && isOver(one, now, timeZone));
  if (agreement.status === 'closed' || isTooLate) return { refusal: 'document_closed' };
  if (agreement.status === 'waitlisted' || agreement.status === 'offered') return { refusal: 'not_your_turn' };
  if (isSameUntried(agreement, event.method.reference)) return { refusal: 'nothing_changes' };
  const paymentMethod = { ...event.method, number: (agreement.paymentMethod?.number ?? 0) + 1, savedAt: now };
  const wishes: Wish[] = [];
  if (agreement.status === 'awaiting_signature') {
    wishes.push(...agreement.documents.map(({ documentId }) => ({ workflow: 'signing' as const, documentId })));
  }
  for (const invoice of agreement.invoices) {
    if (invoice.status === 'open') wishes.push({ workflow: 'billing', invoiceId: invoice.invoiceId });
  }
  const saved = askPhysicianWhenReady({ ...agreement, paymentMethod }, now, timeZone);
  return decided(saved, 'payment_method_saved', { ...paymentMethod, ...event.evidence }, wishes);
}

/** A form that came twice: the method is there, and nobody has charged it yet. */
function isSameUntried(agreement: Agreement, reference: string): boolean {
  const { paymentMethod } = agreement;
  if (paymentMethod?.reference !== reference) return false;
  const attempts = agreement.invoices.flatMap((invoice) => invoice.attempts);
  return attempts.every((attempt) => attempt.methodNumber < paymentMethod.number);
}
