import { isPayTimeOver } from '../billing/billing-step.ts';
import { type Invoice, invoiceOf, isBefore, isOnItsWay, type Try } from '../billing/invoice.ts';
import { addToInstant } from '../calendar/practice-time.ts';
import { owedAtEndCents, writtenOffCents } from '../ending/owed-at-end.ts';
import { creditInvoice, receivePayment, receiveWrittenOff, remainingCents } from '../ledger/invoice-money.ts';
import { isOver } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import { askPhysicianWhenReady } from './ask-signers.ts';
import { close } from './close.ts';
import type { AgreementEvent, Fact, Outcome, Wish } from './events.ts';
import { activate, activatedFact } from './first-term.ts';
import { withNextDate } from './next-date.ts';
import { onBouncedCheck } from './on-bounced-check.ts';
import { inAnotherRound, onOverdue } from './on-overdue.ts';
import { withOwedMarks } from './on-owed.ts';
import { isPayerAsked, methodGiven } from './on-payer.ts';
import { planAgain } from './plan-again.ts';
import { recordedPayment } from './recorded-payment.ts';
import { stateAnew } from './state-anew.ts';
import { decided, withInvoice, withMark, withoutMark } from './with.ts';

type PaymentEvent = Extract<AgreementEvent, { invoiceId: string } | { type: 'payment_method_saved' | 'check_bounced' }>;

/** Decides what happens to money: the method is kept, an invoice is paid or not, the first payment brings it into force. */
export function onPayment(agreement: Agreement, event: PaymentEvent, now: string, timeZone: string): Outcome {
  if (event.type === 'payment_method_saved') return saveMethod(agreement, event, now, timeZone);
  if (event.type === 'check_bounced') return onBouncedCheck(agreement, event, now);
  const invoice = invoiceOf(agreement, event.invoiceId);
  if (invoice === undefined) return { refusal: 'not_found' };
  if (event.type === 'payment_succeeded') return charged(agreement, invoice, event, now, timeZone);
  // A check may come for what was written off, too.
  const isLate = invoice.status === 'uncollectible' && event.type === 'payment_recorded';
  if (invoice.status !== 'open' && !isLate) return { refusal: 'nothing_due' };
  const about = { invoiceId: invoice.invoiceId, amountCents: remainingCents(invoice) };
  switch (event.type) {
    case 'payment_recorded':
      return recordPayment(agreement, invoice, event, now, timeZone);
    case 'credit_given':
      return giveCredit(agreement, invoice, event, now, timeZone);
    case 'payment_pending':
    case 'payment_unknown': {
      const last = invoice.attempts.at(-1);
      const outcome = event.type === 'payment_pending' ? ('pending' as const) : ('unknown' as const);
      const lookUpAt = event.type === 'payment_pending' ? lookUpTime(event.lookUpAt, now) : undefined;
      if (last?.outcome === outcome && last.lookUpAt === lookUpAt) return { refusal: 'nothing_changes' };
      if (last !== undefined && isBefore(event, last)) return { refusal: 'nothing_changes' };
      const attempt = { at: now, ...tryOf(event), outcome, ...(lookUpAt === undefined ? {} : { lookUpAt }) };
      const tried = inAnotherRound({ ...invoice, attempts: [...invoice.attempts, attempt] });
      // Word of it that came after its collecting was over: somebody has to look it up.
      const wishes: Wish[] =
        invoice.escalatedAt === undefined ? [] : [{ workflow: 'billing', invoiceId: event.invoiceId }];
      return decided(withInvoice(agreement, tried), event.type, { ...about, lookUpAt }, wishes);
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

function tryOf({ methodNumber, retry = 0 }: Try): Try {
  return { methodNumber, ...(retry === 0 ? {} : { retry }) };
}

/** The day on which the bank was to settle; where it is over, a day from now. */
function lookUpTime(settlesAt: string, now: string): string {
  return settlesAt > now ? settlesAt : addToInstant(now, { days: 1 });
}

/** Once for each charge. What was charged although nothing was due is entered, too, and a person looks. */
function charged(
  agreement: Agreement,
  invoice: Invoice,
  event: Extract<PaymentEvent, { type: 'payment_succeeded' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { chargeId, amountCents, methodNumber } = event;
  const payment = { entryId: `charge-${chargeId}`, chargeId, cents: amountCents };
  const isKnown = agreement.ledger.some(({ entryId }) => entryId === payment.entryId);
  if (isKnown || invoice.status === 'draft') return { refusal: 'nothing_due' };
  const { invoiceId } = invoice;
  const fact = { type: 'invoice_paid', data: { invoiceId, amountCents, chargeId } };
  if (invoice.status !== 'open') {
    const entered = receivePayment(agreement, invoice, payment, now);
    const isOwed = owedAtEndCents(agreement) > 0;
    const marked = isOwed ? withOwedMarks(entered, now) : withMark(entered, 'charged_after_close', now);
    return decided(marked, fact.type, fact.data, wishesOfPaid(agreement, marked));
  }
  const attempts = [...invoice.attempts, { at: now, methodNumber, outcome: 'succeeded' as const }];
  const { received: _, ...rest } = invoice;
  const paid = receivePayment(agreement, { ...rest, chargeId, attempts }, payment, now);
  return afterPayment(paid, fact, now, timeZone, wishesOfPaid(agreement, paid, invoiceId));
}

/** Money has come: the first payment, when all of it is here, brings the agreement into force. */
function afterPayment(paid: Agreement, fact: Fact, now: string, timeZone: string, wishes: Wish[]): Outcome {
  const isAllPaid = paid.invoices.every(({ status }) => status !== 'open');
  const settled = isAllPaid ? withoutMark(paid, 'unpaid') : paid;
  if (settled.status !== 'awaiting_payment' || !isAllPaid) return decided(settled, fact.type, fact.data, wishes);
  const active = activate(settled, now, timeZone);
  return { agreement: active, facts: [fact, activatedFact(active)], wishes };
}

/** Collecting what is paid by now comes to its end. */
function wishesOfPaid(before: Agreement, after: Agreement, except?: string): Wish[] {
  const wasOpen = (invoice: Invoice) => invoiceOf(before, invoice.invoiceId)?.status === 'open';
  return after.invoices
    .filter((one) => one.status === 'paid' && wasOpen(one) && one.invoiceId !== except)
    .map(({ invoiceId }) => ({ workflow: 'billing', invoiceId }));
}

/** Staff record a check, a transfer or cash: all that is open or was written off, a part of it, or more. */
function recordPayment(
  agreement: Agreement,
  invoice: Invoice,
  event: Extract<PaymentEvent, { type: 'payment_recorded' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { invoiceId } = invoice;
  const { medium, amountCents, receivedOn, by } = event;
  const recorded = recordedPayment(agreement, event, now, timeZone);
  if ('refusal' in recorded) return recorded;
  if (isOnItsWay(invoice)) return { refusal: 'payment_on_its_way' };
  const { payment } = recorded;
  const { received } = payment;
  const paid =
    invoice.status === 'uncollectible'
      ? receiveWrittenOff(agreement, { ...invoice, received }, payment, writtenOffCents(agreement, invoice), now)
      : receivePayment(agreement, { ...inAnotherRound(invoice), received }, payment, now);
  const leftCents = remainingCents(invoiceOf(paid, invoiceId) ?? invoice);
  const data = { invoiceId, amountCents, leftCents, medium, receivedOn, by };
  // What is left of it is reminded of with another amount.
  const wishes: Wish[] = [
    { workflow: 'billing', invoiceId },
    ...wishesOfPaid(agreement, paid, invoiceId),
    ...stateAnew(paid, payment.entryId, timeZone),
  ];
  return afterPayment(withOwedMarks(paid, now), { type: 'payment_recorded', data }, now, timeZone, wishes);
}

/** The practice asks for less of what is open. */
function giveCredit(
  agreement: Agreement,
  invoice: Invoice,
  event: Extract<PaymentEvent, { type: 'credit_given' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { amountCents, reason, creditId, by } = event;
  const { invoiceId } = invoice;
  const entryId = `credit-${creditId}`;
  const before = agreement.ledger.find((entry) => entry.entryId === entryId);
  if (before !== undefined) {
    return { refusal: before.amountCents === -amountCents ? 'nothing_changes' : 'changed_meanwhile' };
  }
  if (isOnItsWay(invoice)) return { refusal: 'payment_on_its_way' };
  if (amountCents <= 0) return { refusal: 'nothing_due' };
  if (amountCents > remainingCents(invoice)) return { refusal: 'too_much' };
  const credited = creditInvoice(agreement, inAnotherRound(invoice), entryId, amountCents, now);
  const data = { invoiceId, amountCents, reason, by };
  return afterPayment(credited, { type: event.type, data }, now, timeZone, [{ workflow: 'billing', invoiceId }]);
}

function saveMethod(
  agreement: Agreement,
  event: Extract<PaymentEvent, { type: 'payment_method_saved' }>,
  now: string,
  timeZone: string,
): Outcome {
  const isTooLate = agreement.documents.some(
    (one) => one.kind === 'agreement' && one.status === 'open' && isOver(one, now, timeZone),
  );
  if (agreement.status === 'closed' || agreement.status === 'ended' || isTooLate) return { refusal: 'document_closed' };
  if (agreement.status === 'waitlisted' || agreement.status === 'offered') return { refusal: 'not_your_turn' };
  // Whoever was named in another's place gives theirs once they have agreed.
  const isSigning = agreement.status === 'awaiting_signature';
  if (isPayerAsked(agreement) && !isSigning && agreement.payer?.authorised === undefined) {
    return { refusal: 'step_missing' };
  }
  // Staff record what somebody said before they gave a method on their page, and said it of whoever is to pay.
  if (event.by !== undefined && agreement.paymentMethod !== undefined) {
    return { refusal: agreement.paymentMethod.kind === event.method.kind ? 'nothing_changes' : 'changed_meanwhile' };
  }
  if (isSameUntried(agreement, event.method.reference)) return { refusal: 'nothing_changes' };
  const paymentMethod = methodGiven(agreement, event.method, now);
  const wishes: Wish[] = [];
  if (isSigning) {
    wishes.push(...agreement.documents.map(({ documentId }) => ({ workflow: 'signing' as const, documentId })));
  }
  for (const invoice of agreement.invoices) {
    if (invoice.status === 'open') wishes.push({ workflow: 'billing', invoiceId: invoice.invoiceId });
  }
  const invoices = agreement.invoices.map((invoice) => (invoice.status === 'open' ? inAnotherRound(invoice) : invoice));
  // Before a charge of another kind, other rules ask for another word.
  const isOfOtherRules = agreement.renewal !== undefined && agreement.renewal.method !== paymentMethod.kind;
  const planned = isOfOtherRules ? planAgain(agreement) : { agreement, wishes: [] };
  wishes.push(...planned.wishes);
  const saved = withNextDate(askPhysicianWhenReady({ ...planned.agreement, paymentMethod, invoices }, now, timeZone));
  return decided(
    saved,
    'payment_method_saved',
    { ...paymentMethod, ...event.evidence, ...(event.by ? { by: event.by } : {}) },
    wishes,
  );
}

/** A form that came twice: the method is there, and nobody has charged it yet. */
function isSameUntried(agreement: Agreement, reference: string): boolean {
  const { paymentMethod } = agreement;
  if (paymentMethod?.reference !== reference) return false;
  const attempts = agreement.invoices.flatMap((invoice) => invoice.attempts);
  return attempts.every((attempt) => attempt.methodNumber < paymentMethod.number);
}
