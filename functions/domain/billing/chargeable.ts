import { type Agreement, hasDied } from '../agreement/agreement.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import { endsByDeath } from '../ending/ending.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { laterOf } from '../notices/rule-window.ts';
import { isPastPayer } from '../renewal/payer-notice.ts';
import { isHardDecline } from './collection.ts';
import { askedOn, type Invoice, isFirstPayment, isOnItsWay } from './invoice.ts';
import { isTold } from './told.ts';

/** Whether the payer has given a method that may be charged and was not charged yet. */
export function isToBeCharged(
  agreement: Agreement,
  invoice: Invoice,
  by: Pick<Practicalities, 'notices' | 'timeZone'>,
  now: string,
): boolean {
  const { paymentMethod } = agreement;
  if (paymentMethod === undefined || paymentMethod.kind === 'check' || !mayBeCharged(agreement, invoice)) return false;
  if (!isTold(agreement, invoice, by, now)) return false;
  return paymentMethod.number > (invoice.attempts.at(-1)?.methodNumber ?? 0);
}

/** The day on which it is charged: today, or, of a term whose invoice went out ahead, the day on which it is due. */
export function chargedOn(invoice: Invoice, timeZone: string, now: string): string {
  const today = practiceDate(now, timeZone);
  return isFirstPayment(invoice) ? today : laterOf(today, askedOn(invoice));
}

/** A charge that is to be made, and the day of it. */
export interface Charge {
  invoice: Invoice;
  on: string;
}

/**
 * What the payer's method is charged for together with an invoice: all that is open and has its day by then. What is due
 * later is a payment of its own.
 */
export function chargedTogether(
  agreement: Agreement,
  invoice: Invoice,
  by: Pick<Practicalities, 'notices' | 'timeZone'>,
  now: string,
): Charge[] {
  const until = chargedOn(invoice, by.timeZone, now);
  return agreement.invoices
    .filter((one) => one.status === 'open' && !isOnItsWay(one) && isToBeCharged(agreement, one, by, now))
    .map((one) => ({ invoice: one, on: chargedOn(one, by.timeZone, now) }))
    .filter(({ on }) => on <= until);
}

/**
 * Never the method of a member who has died, nor once a death ends it all, nor for a year that its payer has not said yes
 * to, nor what was declined for good, of whatever payment.
 */
export function mayBeCharged(agreement: Agreement, invoice: Invoice): boolean {
  const { givenBy, number = 0 } = agreement.paymentMethod ?? {};
  const isOfTheDead = givenBy !== undefined && hasDied(agreement, givenBy);
  if (isOfTheDead || endsByDeath(agreement)) return false;
  return !isPastPayer(agreement, [invoice]) && !isDeclinedForGood(agreement, number);
}

/** A method that has worked since is as good as before. */
function isDeclinedForGood({ invoices }: Agreement, methodNumber: number): boolean {
  const tries = invoices
    .flatMap(({ attempts }) => attempts)
    .filter((one) => one.methodNumber === methodNumber)
    .sort((a, b) => a.at.localeCompare(b.at));
  const last = tries.findLastIndex(isHardDecline);
  return last >= 0 && tries.slice(last).every(({ outcome }) => outcome !== 'succeeded');
}
