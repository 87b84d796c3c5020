import { checkReturned } from '../billing/collection.ts';
import { type Invoice, invoiceOf } from '../billing/invoice.ts';
import { bounceCheck } from '../ledger/invoice-money.ts';
import { bounceOf } from '../ledger/ledger.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { withOwedMarks } from './on-owed.ts';
import { decided } from './with.ts';

/**
 * The bank took a check back: what it had paid is open again, and is asked for in a new round. Care goes on: nobody is
 * dropped by software. Once the agreement is over a person asks for it.
 */
export function onBouncedCheck(
  agreement: Agreement,
  event: Extract<AgreementEvent, { type: 'check_bounced' }>,
  now: string,
): Outcome {
  const { paymentId, by } = event;
  const payment = agreement.ledger.find((entry) => entry.entryId === paymentId);
  if (payment?.kind !== 'payment' || payment.received?.medium !== 'check') return { refusal: 'not_found' };
  if (bounceOf(agreement.ledger, paymentId) !== undefined) return { refusal: 'nothing_changes' };
  const isOver = agreement.status === 'ended' || agreement.status === 'closed';
  const isInForce = agreement.terms.length > 0;
  const bounced = bounceCheck(agreement, paymentId, isOver ? undefined : openAgain, now);
  const data = { invoiceId: payment.invoiceId, amountCents: -payment.amountCents, by };
  if (isOver) return decided(withOwedMarks(bounced, now), event.type, data);
  const wishes = bounced.invoices
    .filter(
      (one) =>
        (one.round ?? 1) > (invoiceOf(agreement, one.invoiceId)?.round ?? 1) || one.invoiceId === payment.invoiceId,
    )
    .map(({ invoiceId }): Wish => ({ workflow: 'billing', invoiceId }));
  return decided(bounced, event.type, data, wishes);

  // What the physician was asked, or gave more time for, was settled with the check: its collecting begins from the start.
  function openAgain({ paidAt, received, escalatedAt, extendedTo, ...invoice }: Invoice): Invoice {
    const methodNumber = agreement.paymentMethod?.number ?? 0;
    return {
      ...invoice,
      status: 'open',
      round: (invoice.round ?? 1) + 1,
      ...(isInForce ? { collection: invoice.collection ?? event.collection } : {}),
      attempts: [...invoice.attempts, { at: now, methodNumber, outcome: 'failed', code: checkReturned }],
    };
  }
}
