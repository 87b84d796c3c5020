import type { Agreement } from '../agreement/agreement.ts';
import { addDays, addToInstant, practiceDate, sendingInstant, startOfNextDay } from '../calendar/practice-time.ts';
import { endsByDeath } from '../ending/ending.ts';
import { dueInRound, type Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { chargedOn, isToBeCharged, mayBeCharged } from './chargeable.ts';
import { checkReturned, collections, isSoftDecline } from './collection.ts';
import { askedOn, type Invoice, invoiceOf, isFirstPayment } from './invoice.ts';

const firstPayment = { retryDays: [], reminderDays: [3, 7, 14], decideDay: 21 } as const;

/** What the billing workflow does next for an invoice. */
export type BillingStep =
  | { next: 'collect' }
  /** What became of a charge is not known yet. */
  | { next: 'look-up' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  /** A first payment: the agreement never comes into force. */
  | { next: 'give-up' }
  /** Of a term: the physician decides what becomes of it. */
  | { next: 'escalate' }
  | { next: 'end'; outcome: 'paid' | 'undecided' | 'uncollectible' | 'void' };

/**
 * Collect once with each method that the payer gives; when that fails, a payment page by mail at once and neutral
 * reminders. A bank payment is looked at again when it settles, a lost answer at once. By check there is nothing to
 * collect: an invoice goes out, and staff record what comes. A first payment that is still open on day 21 closes the
 * agreement, which was never in force; what stays open of a term is the physician's to decide. Of a term, a card is tried
 * again on the days of the practice's preset, where its decline lets hope; a bank account never, nor what was declined for good.
 */
export function billingStep(agreement: Agreement, invoiceId: string, now: string, by: Practicalities): BillingStep {
  const invoice = invoiceOf(agreement, invoiceId);
  if (invoice === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no invoice ${invoiceId}`);
  if (invoice.status === 'draft')
    throw new RangeError(`Invoice ${invoiceId} of agreement ${agreement.agreementId} is a draft`);
  if (invoice.status !== 'open') return settled(agreement, invoice, invoice.status, by);
  const last = invoice.attempts.at(-1);
  if (last?.outcome === 'unknown') return { next: 'look-up' };
  if (last?.outcome === 'pending') {
    const at = last.lookUpAt ?? now;
    return at <= now ? { next: 'look-up' } : { next: 'wait', until: at };
  }
  if (isToBeCharged(agreement, invoice, by, now)) {
    const until = startOfNextDay(addDays(chargedOn(invoice, by.timeZone, now), -1), by.timeZone);
    return until > now ? { next: 'wait', until } : { next: 'collect' };
  }
  if (invoice.escalatedAt !== undefined) return { next: 'end', outcome: 'undecided' };
  // Settled it is void; undone it goes on, and either wakes it.
  if (endsByDeath(agreement)) return { next: 'wait', until: addToInstant(now, { days: 1 }) };

  const retryAt = retryTime(agreement, invoice, by);
  if (retryAt !== undefined && retryAt <= now) return { next: 'collect' };
  const lastMoment = sendingInstant(payBy(agreement, invoice, by.timeZone), by.timeZone, by.agreementId);
  if (lastMoment <= now) return { next: invoice.collection === undefined ? 'give-up' : 'escalate' };
  const { due, next } = dueInRound(roundOf(agreement, invoice), now, by);
  if (due !== undefined) return { next: 'mail', noticeKeys: [due] };
  const until = [lastMoment, ...(next === undefined ? [] : [next]), ...(retryAt === undefined ? [] : [retryAt])].sort();
  return { next: 'wait', until: until[0] ?? lastMoment };
}

/** Whoever pays gets a receipt; of a first payment a signer's is the welcome. */
function settled(
  { payer, terms }: Agreement,
  invoice: Invoice,
  outcome: 'paid' | 'uncollectible' | 'void',
  { notices }: Practicalities,
): BillingStep {
  const receipt = noticeKeys.receipt(invoice.invoiceId, invoice.round ?? 1);
  const isPaid = outcome === 'paid' && (invoice.paidCents ?? 0) > 0;
  const isForOthers = payer?.partyId !== undefined && terms.some(({ number }) => number === invoice.term);
  const isToReceive = invoice.collection !== undefined || isForOthers;
  const isDue = isPaid && isToReceive && !isSent(notices.get(receipt));
  return isDue ? { next: 'mail', noticeKeys: [receipt] } : { next: 'end', outcome };
}

/** When the newest card is tried once more; undefined when it is not. */
function retryTime(agreement: Agreement, invoice: Invoice, by: Practicalities): string | undefined {
  const { paymentMethod } = agreement;
  if (!mayBeCharged(agreement, invoice)) return undefined;
  const last = invoice.attempts.at(-1);
  if (paymentMethod?.kind !== 'card' || last?.methodNumber !== paymentMethod.number) return undefined;
  if (!isSoftDecline(last.code)) return undefined;
  const failures = failuresOf(invoice, paymentMethod.number);
  const day = collectionOf(invoice).retryDays[failures.length - 1];
  const [first] = failures;
  if (first === undefined || day === undefined) return undefined;
  return sendingInstant(addDays(practiceDate(first.at, by.timeZone), day), by.timeZone, by.agreementId);
}

/** What of one method did not go through, oldest first. */
export function failuresOf({ attempts }: Invoice, methodNumber: number) {
  return attempts.filter((one) => one.outcome === 'failed' && one.methodNumber === methodNumber);
}

function collectionOf({ collection }: Invoice) {
  return collection === undefined ? firstPayment : collections[collection];
}

/**
 * The civil date on which an invoice that is still open closes the agreement (a first payment), or becomes the
 * physician's to decide; where the physician gave more time, that day.
 */
export function payBy(agreement: Agreement, invoice: Invoice, timeZone: string): string {
  if (invoice.extendedTo !== undefined) return invoice.extendedTo;
  const { decideDay } = collectionOf(invoice);
  // By check, the days count from the day on which it is due: the invoice went out long before.
  const dueOn = isFirstPayment(invoice) ? undefined : askedOn(invoice);
  const [first] = triedAnew(agreement, invoice);
  const failedOn = first && practiceDate(first.at, timeZone);
  const since = turnOf(agreement, invoice)?.since ?? agreement.statusSince;
  return addDays(failedOn ?? dueOn ?? practiceDate(since, timeZone), decideDay);
}

/** Whether the time to pay is over, with no method left to try. */
export function isPayTimeOver(agreement: Agreement, invoiceId: string, now: string, timeZone: string): boolean {
  const by = { agreementId: agreement.agreementId, notices: new Map(), timeZone };
  return ['give-up', 'escalate'].includes(billingStep(agreement, invoiceId, now, by).next);
}

/**
 * A check that came back begins the collecting anew, and so does another's turn to make the first payment: what was tried
 * before it counts no more.
 */
function triedAnew(agreement: Agreement, invoice: Invoice) {
  const methods = turnOf(agreement, invoice)?.methods ?? 0;
  const attempts = invoice.attempts.filter(({ methodNumber }) => methodNumber > methods);
  return attempts.slice(
    Math.max(
      0,
      attempts.findLastIndex(({ code }) => code === checkReturned),
    ),
  );
}

/**
 * Of a first payment whose payer has stopped after both sides had signed: whoever is to pay now, the first signer or
 * another who was named, is asked anew from then on. `methods`: how many there had been by then; `number` tells their
 * mails from those before.
 */
function turnOf({ status, statusSince, payer, formerPayers = [] }: Agreement, invoice: Invoice) {
  const stopped = formerPayers.at(-1);
  const isOther = status === 'awaiting_payment' && isFirstPayment(invoice);
  if (stopped === undefined || !isOther || stopped.until < statusSince) return undefined;
  const number = 2 * formerPayers.length + (payer === undefined ? 0 : 1);
  return { since: payer?.askedAt ?? stopped.until, methods: stopped.methods, number };
}

/** By check an invoice and reminders of it; after a charge that failed the word of that, and reminders. */
function roundOf(agreement: Agreement, invoice: Invoice) {
  const { paymentMethod, statusSince } = agreement;
  const { invoiceId, attempts } = invoice;
  const { reminderDays } = collectionOf(invoice);
  const tried = triedAnew(agreement, invoice);
  const last = tried.at(-1);
  const turn = turnOf(agreement, invoice);
  const since = turn?.since ?? statusSince;
  const untried = attempts.length + 100 * (turn?.number ?? 0);
  if (last?.code === checkReturned) {
    return {
      firstKey: noticeKeys.unpaid(invoiceId, attempts.length),
      reminderKey: (day: number) => noticeKeys.dunning(invoiceId, attempts.length, day),
      reminderDays,
      since: last.at,
    };
  }
  if (paymentMethod?.kind === 'check') {
    const attempt = untried;
    const chosenAt = [since, paymentMethod.savedAt].sort()[1] ?? since;
    return {
      firstKey: noticeKeys.invoice(invoiceId, attempt),
      reminderKey: (day: number) => noticeKeys.dunning(invoiceId, attempt, day),
      reminderDays,
      ...(invoice.collection === undefined ? { since: chosenAt } : { sinceDay: askedOn(invoice) }),
    };
  }
  // Trying the same card again begins no new round: nobody is told of each try.
  const [first] = last === undefined ? [] : failuresOf(invoice, last.methodNumber);
  // Nobody's method was there to be charged.
  const isOfTerm = first === undefined && invoice.collection !== undefined;
  const attempt = first === undefined ? untried : attempts.indexOf(first) + 1;
  return {
    firstKey: noticeKeys.unpaid(invoiceId, attempt),
    reminderKey: (day: number) => noticeKeys.dunning(invoiceId, attempt, day),
    reminderDays,
    ...(isOfTerm ? { sinceDay: askedOn(invoice) } : { since: first?.at ?? since }),
  };
}

/** The part of a billing execution's name that says which round of which invoice it collects. */
export function billingRound({ invoiceId, round = 1 }: Invoice): string {
  return round === 1 ? invoiceId : `${invoiceId}-${round}`;
}
