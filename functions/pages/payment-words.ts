import type { Agreement } from '../domain/agreement/agreement.ts';
import type { Invoice } from '../domain/billing/invoice.ts';
import type { NextPayment } from '../domain/billing/next-payment.ts';
import { bounceOf } from '../domain/ledger/ledger.ts';
import { formatCents, sumCents } from '../domain/money/money.ts';
import { longDate } from './civil-date-words.ts';

export const mediumWords = { check: 'Check', ach: 'Bank transfer', cash: 'Cash' };

/**
 * What paid it, one thing or several, where that is known of all of it: a method that came later did not, and what was paid
 * with another payment's rest is not known here.
 */
export function paidWith({ ledger, paymentMethod }: Agreement, invoice: Invoice): string | undefined {
  const { invoiceId, attempts, paidCents = 0 } = invoice;
  const payments = ledger.filter((one) => one.kind === 'payment' && one.invoiceId === invoiceId);
  const kept = payments.filter(({ entryId }) => bounceOf(ledger, entryId) === undefined);
  const charged = attempts.findLast(({ outcome }) => outcome === 'succeeded');
  const label = charged?.methodNumber === paymentMethod?.number ? paymentMethod?.label : undefined;
  const words = kept.map(({ received }) => (received === undefined ? label : mediumWords[received.medium]));
  const isAll = sumCents(kept.map(({ amountCents }) => -amountCents)) >= paidCents;
  if (words.length === 0 || words.includes(undefined) || !isAll) return undefined;
  return new Intl.ListFormat('en').format(new Set(words.flatMap((one) => one ?? [])));
}

/** What is charged next, and when. */
export function nextPaymentWords({ cents, on }: NextPayment): string {
  if (on === undefined) return `${formatCents(cents)}, due now`;
  return cents === 0 ? `Nothing before ${longDate(on)}` : `${formatCents(cents)} on ${longDate(on)}`;
}
