import type { Agreement } from '../domain/agreement/agreement.ts';
import type { Invoice } from '../domain/billing/invoice.ts';
import type { NextPayment } from '../domain/billing/next-payment.ts';
import { formatCents } from '../domain/money/money.ts';
import { longDate } from './civil-date-words.ts';

export const mediumWords = { check: 'Check', ach: 'Bank transfer', cash: 'Cash' };

/** What paid it, where that is known: a method that came later did not. */
export function paidWith({ paymentMethod }: Agreement, { received, attempts }: Invoice): string | undefined {
  if (received !== undefined) return mediumWords[received.medium];
  return attempts.at(-1)?.methodNumber === paymentMethod?.number ? paymentMethod?.label : undefined;
}

/** What is charged next, and when. */
export function nextPaymentWords({ cents, on }: NextPayment): string {
  if (on === undefined) return `${formatCents(cents)}, due now`;
  return cents === 0 ? `Nothing before ${longDate(on)}` : `${formatCents(cents)} on ${longDate(on)}`;
}
