import { isPayTimeOver } from '../billing/billing-step.ts';
import { addToInstant, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { isOver } from '../signing/signers.ts';
import { type Agreement, type Invoice, invoiceOf, isOnItsWay, type PaymentAttempt } from './agreement.ts';
import type { AgreementEvent, Fact, Outcome, Wish } from './events.ts';
import { activate } from './first-term.ts';
import { withNextDate } from './next-date.ts';
import { inAnotherRound, onOverdue } from './on-overdue.ts';
import { askPhysicianWhenReady } from './on-signing.ts';
import { close, decided, withInvoice, withoutMark } from './with.ts';

type PaymentEvent = Exclude<
  Extract<AgreementEvent, { invoiceId: string } | { type: 'payment_method_saved' }>,
  { type: 'refund_made' | 'refund_posted' }
>;

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
      return afterPayment(paid, { type: 'invoice_paid', data: { ...about, chargeId } }, now, timeZone);
    }
    case 'payment_recorded':
      return recordPayment(agreement, invoice, event, now, timeZone);
    case 'payment_pending':
    case 'payment_unknown': {
      const last = invoice.attempts.at(-1);
      const outcome = event.type === 'payment_pending' ? ('pending' as const) : ('unknown' as const);
      const lookUpAt = event.type === 'payment_pending' ? lookUpTime(event.lookUpAt, now) : undefined;
      if (last?.outcome === outcome && last.lookUpAt === lookUpAt) return { refusal: 'nothing_changes' };
      if (last !== undefined && isBefore(event, last)) return { refusal: 'nothing_changes' };
      const attempt = { at: now, ...tryOf(event), outcome, ...(lookUpAt === undefined ? {} : { lookUpAt }) };
      const changed = withInvoice(agreement, { ...invoice, attempts: [...invoice.attempts, attempt] });
      return decided(changed, event.type, { ...about, lookUpAt });
    }
    case 'payment_failed': {
      const { code } = event;
      const last = invoice.attempts.at(-1);
      if (last !== undefined && (isOnItsWay(invoice) ? isBefore(event, last) : !isBefore(last, event))) {
        return { refusal: 'nothing_changes' };
      }
      const attempts = [...invoice.attempts, { at: now, ...tryOf(event), outcome: 'failed' as const, code }];
      return decided(withInvoice(agreement, { ...invoice, attempts }), 'payment_failed', { ...about, code });
    }
    case 'invoice_given_up':
      if (agreement.status !== 'awaiting_payment' || !isPayTimeOver(agreement, invoice.invoiceId, now, timeZone)) {
        return { refusal: 'nothing_changes' };
      }
      return decided(close(agreement, 'unpaid', now), 'invoice_given_up', about);
    case 'invoice_escalated':
    case 'invoice_extended':
    case 'invoice_written_off':
      return onOverdue(agreement, invoice, event, now, timeZone);
  }
}

/** Which method was tried, and how often it had been before. */
type Try = Pick<PaymentAttempt, 'methodNumber' | 'retry'>;

function tryOf({ methodNumber, retry = 0 }: Try): Try {
  return { methodNumber, ...(retry === 0 ? {} : { retry }) };
}

function isBefore(one: Try, other: Try): boolean {
  if (one.methodNumber !== other.methodNumber) return one.methodNumber < other.methodNumber;
  return (one.retry ?? 0) < (other.retry ?? 0);
}

/** The day on which the bank was to settle; where it is over, a day from now. */
function lookUpTime(settlesAt: string, now: string): string {
  return settlesAt > now ? settlesAt : addToInstant(now, { days: 1 });
}

/** Money has come: the first payment brings the agreement into force. */
function afterPayment(paid: Agreement, fact: Fact, now: string, timeZone: string): Outcome {
  if (paid.status !== 'awaiting_payment') return decided(withoutMark(paid, 'unpaid'), fact.type, fact.data);
  const active = activate(paid, now, timeZone);
  const { terms, status, nextDate } = active;
  return {
    agreement: active,
    facts: [fact, { type: 'activated', data: { term: terms[0], status, nextDate } }],
    wishes: [],
  };
}

/** Staff record a check, a transfer or cash: of the whole amount, on a day that is not to come. */
function recordPayment(
  agreement: Agreement,
  invoice: Invoice,
  event: Extract<PaymentEvent, { type: 'payment_recorded' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { medium, amountCents, receivedOn, reference, by } = event;
  if (amountCents !== invoice.amountCents) return { refusal: 'other_amount' };
  if (!isCivilDate(receivedOn) || receivedOn > practiceDate(now, timeZone)) return { refusal: 'not_a_past_date' };
  if (isOnItsWay(invoice)) return { refusal: 'payment_on_its_way' };
  const received = { medium, receivedOn, reference, recordedBy: by };
  const paid = withInvoice(agreement, { ...inAnotherRound(invoice), status: 'paid', paidAt: now, received });
  const data = { invoiceId: invoice.invoiceId, amountCents, medium, receivedOn, by };
  const after = afterPayment(paid, { type: 'payment_recorded', data }, now, timeZone);
  if ('refusal' in after) return after;
  return { ...after, wishes: [...after.wishes, { workflow: 'billing', invoiceId: invoice.invoiceId }] };
}

function saveMethod(
  agreement: Agreement,
  event: Extract<PaymentEvent, { type: 'payment_method_saved' }>,
  now: string,
  timeZone: string,
): Outcome {
  const isTooLate = agreement.documents.some((one) => one.status === 'open' && isOver(one, now, timeZone));
  if (agreement.status === 'closed' || agreement.status === 'ended' || isTooLate) return { refusal: 'document_closed' };
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
  const invoices = agreement.invoices.map((invoice) => (invoice.status === 'open' ? inAnotherRound(invoice) : invoice));
  const saved = withNextDate(askPhysicianWhenReady({ ...agreement, paymentMethod, invoices }, now, timeZone));
  return decided(saved, 'payment_method_saved', { ...paymentMethod, ...event.evidence }, wishes);
}

/** A form that came twice: the method is there, and nobody has charged it yet. */
function isSameUntried(agreement: Agreement, reference: string): boolean {
  const { paymentMethod } = agreement;
  if (paymentMethod?.reference !== reference) return false;
  const attempts = agreement.invoices.flatMap((invoice) => invoice.attempts);
  return attempts.every((attempt) => attempt.methodNumber < paymentMethod.number);
}
