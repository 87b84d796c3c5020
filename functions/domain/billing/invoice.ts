import type { ReceivedPayment } from '../ledger/ledger.ts';
import type { PersonRef } from '../people/member.ts';
import type { CollectionPreset } from './collection.ts';

export interface PaymentAttempt {
  at: string;
  methodNumber: number;
  /** How often this method had been tried before. */
  retry?: number;
  /** `pending`: the bank has not settled yet. `unknown`: the answer was lost. Both are looked up. */
  outcome: 'succeeded' | 'failed' | 'pending' | 'unknown';
  /** Stripe's decline code. */
  code?: string;
  /** Of a pending one: from when on to look again. UTC. */
  lookUpAt?: string;
}

/** Money due for a term. The statuses are Stripe's. */
export interface Invoice {
  invoiceId: string;
  term: number;
  installment: number;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  /** Of a draft, the amount may change still, with the members. */
  amountCents: number;
  /** What has been paid of it, never more than the amount; absent for 0. */
  paidCents?: number;
  /** What the practice asks less for it since it was opened; absent for 0. */
  creditedCents?: number;
  dueOn: string;
  /** Of a member who was added: the first of the days that it is for. */
  from?: string;
  /** The members who were added since it was drafted, by id: they make it more, or all of it. */
  raisedBy?: string[];
  /** The first day on which it is asked for, where that is after the day on which it is due. */
  notBefore?: string;
  attempts: PaymentAttempt[];
  /** Of a term: how the practice goes after it, as it was when the invoice was opened. A first payment has none. */
  collection?: CollectionPreset;
  /** Which round of collecting this is, from 1: another begins when one ended undecided. */
  round?: number;
  /** Since when the physician has to decide what becomes of it. */
  escalatedAt?: string;
  /** Until this day the physician gave more time. */
  extendedTo?: string;
  /** Why the practice asks for it no more. */
  writtenOff?: { at: string; by: string; reason: string };
  chargeId?: string;
  paidAt?: string;
  /** Of the payment that completed it, where it was not charged. */
  received?: ReceivedPayment;
}

export interface PaymentMethod {
  /** Counts the methods that the payer has given, so that a declined one is told from a newer one without a clock. */
  number: number;
  reference: string;
  /** For people: "Visa ending in 4242". */
  label: string;
  /** Nothing is charged to a check. */
  kind: 'card' | 'bank' | 'check';
  savedAt: string;
  /** Whose it is. */
  givenBy?: PersonRef;
}

export function invoiceOf(agreement: { invoices: readonly Invoice[] }, invoiceId: string): Invoice | undefined {
  return agreement.invoices.find((invoice) => invoice.invoiceId === invoiceId);
}

/** The day on which a payment is asked for, or charged. */
export function askedOn({ dueOn, notBefore = dueOn }: Pick<Invoice, 'dueOn' | 'notBefore'>): string {
  return notBefore;
}

/** The first comes first that is asked for. */
export function byDayAsked(one: Invoice, other: Invoice): number {
  return askedOn(one).localeCompare(askedOn(other));
}

/** The provider has not said yet what became of the last attempt: the bank has it, or the answer was lost. */
export function isOnItsWay({ attempts }: Pick<Invoice, 'attempts'>): boolean {
  const outcome = attempts.at(-1)?.outcome;
  return outcome === 'pending' || outcome === 'unknown';
}

/** Which method was tried, and how often it had been before. */
export type Try = Pick<PaymentAttempt, 'methodNumber' | 'retry'>;

/** Whether one try came before another, of the same method or of an older one. */
export function isBefore(one: Try, other: Try): boolean {
  if (one.methodNumber !== other.methodNumber) return one.methodNumber < other.methodNumber;
  return (one.retry ?? 0) < (other.retry ?? 0);
}

/** Of an agreement that is not in force yet; its collecting is a part of onboarding. */
export function isFirstPayment({ collection }: Invoice): boolean {
  return collection === undefined;
}
