import { type Agreement, type Invoice, invoiceOf } from '../agreement/agreement.ts';
import { addDays, practiceDate, sendingInstant } from '../calendar/practice-time.ts';
import { dueInRound, type Practicalities } from '../notices/due-notices.ts';
import { noticeKeys } from '../notices/notice.ts';

const dunningDays = [3, 7, 14] as const;
const giveUpDay = 21;

/** What the billing workflow does next for an invoice. */
export type BillingStep =
  | { next: 'collect' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  | { next: 'give-up' }
  | { next: 'end'; outcome: 'paid' | 'uncollectible' | 'void' };

/**
 * Collect once with each method that the payer gives; when that fails, a payment page by mail at once and neutral
 * reminders on days 3, 7 and 14. A first payment that is still open on day 21 closes the agreement, which was never in
 * force. A declined method is never charged again: the next attempt waits for a newer one.
 */
export function billingStep(agreement: Agreement, invoiceId: string, now: string, by: Practicalities): BillingStep {
  const invoice = invoiceOf(agreement, invoiceId);
  if (invoice === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no invoice ${invoiceId}`);
  if (invoice.status === 'draft')
    throw new RangeError(`Invoice ${invoiceId} of agreement ${agreement.agreementId} is a draft`);
  if (invoice.status !== 'open') return { next: 'end', outcome: invoice.status };
  const last = invoice.attempts.at(-1);
  if (agreement.paymentMethod !== undefined && agreement.paymentMethod.number > (last?.methodNumber ?? 0)) {
    return { next: 'collect' };
  }

  const giveUpAt = sendingInstant(payBy(agreement, invoice, by.timeZone), by.timeZone, by.agreementId);
  if (giveUpAt <= now) return { next: 'give-up' };
  const { due, next } = dueInRound(roundOf(invoice, last?.at ?? agreement.statusSince), now, by);
  if (due !== undefined) return { next: 'mail', noticeKeys: [due] };
  return { next: 'wait', until: next === undefined || next > giveUpAt ? giveUpAt : next };
}

/** The civil date on which a first payment that is still open closes the agreement. */
export function payBy(agreement: Agreement, invoice: Invoice, timeZone: string): string {
  return addDays(practiceDate(invoice.attempts[0]?.at ?? agreement.statusSince, timeZone), giveUpDay);
}

/** Whether the time to pay is over, with no method left to try. */
export function isGivenUp(agreement: Agreement, invoiceId: string, now: string, timeZone: string): boolean {
  const by = { agreementId: agreement.agreementId, notices: new Map(), timeZone };
  return billingStep(agreement, invoiceId, now, by).next === 'give-up';
}

function roundOf(invoice: Invoice, since: string) {
  const attempt = invoice.attempts.length;
  return {
    firstKey: noticeKeys.unpaid(invoice.invoiceId, attempt),
    reminderKey: (day: number) => noticeKeys.dunning(invoice.invoiceId, attempt, day),
    reminderDays: dunningDays,
    since,
  };
}
