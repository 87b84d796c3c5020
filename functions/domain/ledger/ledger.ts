import { requireNotNegative, sumCents } from '../money/money.ts';

/** What each kind does to the balance: 1 where the payer owes more by it, -1 where less. */
const directions = {
  /** An invoice was opened, or used services are counted at an ending. */
  'charge-due': 1,
  /** By card, bank, check or cash. */
  payment: -1,
  /** A payment by check that the bank took back. */
  'bounced-check': 1,
  /** Money went back to the payer. */
  refund: 1,
  /** The practice asks for less: what an ending leaves unearned, or a kindness. */
  credit: -1,
  /** The practice no longer asks for what is owed. */
  'write-off': -1,
} as const;

export type LedgerKind = keyof typeof directions;

/** One movement of an agreement's money. Entries are added and never changed. */
export interface LedgerEntry {
  /** Made from what happened (an invoice's, a charge's id), so that what happens twice is entered once. */
  entryId: string;
  /** UTC. */
  at: string;
  kind: LedgerKind;
  /** Positive: the payer owes more. Negative: less. Never 0. */
  amountCents: number;
  /** The invoice that it belongs to; what an ending leaves unearned has none. */
  invoiceId?: string;
  /** Of a bounced check or a refund: the payment that goes back. */
  paymentId?: string;
  /** Of a payment that was charged: the provider's id. */
  chargeId?: string;
  /** Of a payment that staff recorded. */
  received?: ReceivedPayment;
}

export type PaymentMedium = 'check' | 'ach' | 'cash';

/** What staff recorded of a payment that was not charged. */
export interface ReceivedPayment {
  medium: PaymentMedium;
  /** A civil date. */
  receivedOn: string;
  /** The check's number. */
  reference: string;
  recordedBy: string;
}

type Movement = Omit<LedgerEntry, 'kind' | 'amountCents'> & {
  kind: Exclude<LedgerKind, 'bounced-check'>;
  /** How much, above 0; the kind says in which direction. */
  cents: number;
};

/** The entry of a movement, with the sign of its kind. Throws RangeError unless `cents` are whole and above 0. */
export function ledgerEntry({ cents, ...movement }: Movement): LedgerEntry {
  requireAboveZero(cents, `The amount of a ${movement.kind}`);
  return { ...movement, amountCents: directions[movement.kind] * cents };
}

/**
 * The entry that takes a bounced check's payment back, to the cent. Throws RangeError unless `paymentId` is a payment of
 * these entries that has not bounced before.
 */
export function bouncedCheck(
  entries: readonly LedgerEntry[],
  paymentId: string,
  { entryId, at }: Pick<LedgerEntry, 'entryId' | 'at'>,
): LedgerEntry {
  const payment = entries.find((entry) => entry.entryId === paymentId);
  if (payment?.kind !== 'payment') {
    throw new RangeError(`Only a payment can bounce, got ${payment === undefined ? 'no entry' : `a ${payment.kind}`}.`);
  }
  const before = bounceOf(entries, paymentId);
  // The same word from the bank, come twice, is the same entry: `withEntry` enters it once.
  if (before !== undefined && before.entryId !== entryId) throw new RangeError('A payment can bounce once only.');
  const { amountCents, invoiceId } = payment;
  const undone = { entryId, at, kind: 'bounced-check', amountCents: -amountCents, paymentId } as const;
  return invoiceId === undefined ? undone : { ...undone, invoiceId };
}

/** That a payment bounced, where it did. */
export function bounceOf(entries: readonly LedgerEntry[], paymentId: string): LedgerEntry | undefined {
  return entries.find((entry) => entry.kind === 'bounced-check' && entry.paymentId === paymentId);
}

/** What of a payment is still with the practice: it neither bounced nor went back. */
export function keptCents(entries: readonly LedgerEntry[], payment: LedgerEntry): number {
  const back = entries.filter((entry) => entry.paymentId === payment.entryId);
  return -payment.amountCents - sumCents(back.map(({ amountCents }) => amountCents));
}

/**
 * The entries with one more. What was entered before under that id changes nothing, so it may be entered twice. Throws
 * RangeError where that id stands for another movement.
 */
export function withEntry(entries: readonly LedgerEntry[], entry: LedgerEntry): LedgerEntry[] {
  const before = entries.find(({ entryId }) => entryId === entry.entryId);
  if (before === undefined) return [...entries, entry];
  const [is, given] = [before, entry].map(
    ({ kind, amountCents, invoiceId = 'none' }) => `a ${kind} of ${amountCents} cents (invoice: ${invoiceId})`,
  );
  if (is !== given) throw new RangeError(`A ledger entry never changes: this one is ${is}, got ${given}.`);
  return [...entries];
}

/** What the payer owes; below 0, what the practice owes the payer. */
export function balanceCents(entries: readonly LedgerEntry[]): number {
  return sumCents(entries.map(({ amountCents }) => amountCents));
}

/** How an invoice stands. */
export interface InvoiceStanding {
  /** Never more than the invoice's amount. */
  paidCents: number;
  /** What is still to be paid of it. */
  leftCents: number;
  /** What the payment had too much: the payer's credit. */
  overCents: number;
}

/**
 * A payment, or a part of one, applied to an invoice of which some may have been paid. Throws RangeError for negative
 * amounts or fractions, a payment of 0, or where more was paid before than the invoice asks for.
 */
export function applyPayment(
  invoice: { amountCents: number; paidCents: number },
  paymentCents: number,
): InvoiceStanding {
  const { amountCents, paidCents } = invoice;
  requireNotNegative(amountCents, 'The amount of an invoice');
  requireNotNegative(paidCents, 'What is paid of an invoice');
  requireAboveZero(paymentCents, 'A payment');
  if (paidCents > amountCents) {
    throw new RangeError(`Of an invoice of ${amountCents} cents at most as much is paid, got ${paidCents}.`);
  }
  const applied = Math.min(paymentCents, amountCents - paidCents);
  return {
    paidCents: paidCents + applied,
    leftCents: amountCents - paidCents - applied,
    overCents: paymentCents - applied,
  };
}

function requireAboveZero(cents: number, what: string): void {
  requireNotNegative(cents, what);
  if (cents === 0) throw new RangeError(`${what} must be above 0, got 0.`);
}
