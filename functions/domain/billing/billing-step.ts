import { type Agreement, type Invoice, invoiceOf } from '../agreement/agreement.ts';
import { addDays, practiceDate, sendingInstant } from '../calendar/practice-time.ts';
import { dueInRound, type Practicalities } from '../notices/due-notices.ts';
import { noticeKeys } from '../notices/notice.ts';

const dunningDays = [3, 7, 14] as const;
const giveUpDay = 21;

/** What the billing workflow does next for an invoice. */
export type BillingStep =
  | { next: 'collect' }
  /** What became of a charge is not known yet. */
  | { next: 'look-up' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  | { next: 'give-up' }
  | { next: 'end'; outcome: 'paid' | 'uncollectible' | 'void' };

/**
 * Collect once with each method that the payer gives; when that fails, a payment page by mail at once and neutral
 * reminders on days 3, 7 and 14. A bank payment is looked at again when it settles, a lost answer at once. By check there
 * is nothing to collect: an invoice goes out, and staff record what comes. A first payment that is still open on day 21 closes the agreement, which was never in
 * force. A declined method is never charged again: the next attempt waits for a newer one.
 */
export function billingStep(agreement: Agreement, invoiceId: string, now: string, by: Practicalities): BillingStep {
  const invoice = invoiceOf(agreement, invoiceId);
  if (invoice === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no invoice ${invoiceId}`);
  if (invoice.status === 'draft')
    throw new RangeError(`Invoice ${invoiceId} of agreement ${agreement.agreementId} is a draft`);
  if (invoice.status !== 'open') return { next: 'end', outcome: invoice.status };
  const last = invoice.attempts.at(-1);
  if (last?.outcome === 'unknown') return { next: 'look-up' };
  if (last?.outcome === 'pending') {
    const at = last.lookUpAt ?? now;
    return at <= now ? { next: 'look-up' } : { next: 'wait', until: at };
  }
  if (isToBeCharged(agreement, invoice)) return { next: 'collect' };

  const giveUpAt = sendingInstant(payBy(agreement, invoice, by.timeZone), by.timeZone, by.agreementId);
  if (giveUpAt <= now) return { next: 'give-up' };
  const { due, next } = dueInRound(roundOf(agreement, invoice), now, by);
  if (due !== undefined) return { next: 'mail', noticeKeys: [due] };
  return { next: 'wait', until: next === undefined || next > giveUpAt ? giveUpAt : next };
}

/** Whether the payer has given a method that can be charged and was not charged yet. */
export function isToBeCharged({ paymentMethod }: Agreement, { attempts }: Invoice): boolean {
  if (paymentMethod === undefined || paymentMethod.kind === 'check') return false;
  return paymentMethod.number > (attempts.at(-1)?.methodNumber ?? 0);
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

/** By check an invoice and reminders of it; after a charge that failed the word of that, and reminders. */
function roundOf({ paymentMethod, statusSince }: Agreement, { invoiceId, attempts }: Invoice) {
  const attempt = attempts.length;
  const isByCheck = paymentMethod?.kind === 'check';
  const since = isByCheck ? [statusSince, paymentMethod.savedAt].sort()[1] : attempts.at(-1)?.at;
  return {
    firstKey: isByCheck ? noticeKeys.invoice(invoiceId, attempt) : noticeKeys.unpaid(invoiceId, attempt),
    reminderKey: (day: number) => noticeKeys.dunning(invoiceId, attempt, day),
    reminderDays: dunningDays,
    since: since ?? statusSince,
  };
}
