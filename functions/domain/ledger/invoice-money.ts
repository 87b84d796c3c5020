import type { Agreement } from '../agreement/agreement.ts';
import { withInvoice } from '../agreement/with.ts';
import { type Invoice, isOnItsWay } from '../billing/invoice.ts';
import { promisedParts } from '../ending/settlements.ts';
import { sumCents } from '../money/money.ts';
import {
  applyPayment,
  balanceCents,
  bouncedCheck,
  keptCents,
  type LedgerEntry,
  ledgerEntry,
  withEntry,
} from './ledger.ts';

// Each movement of an agreement's money: its entry in the ledger, and what it does to the invoices, together.

/** What is still to be paid of an invoice: Stripe's `amount_remaining`. */
export function remainingCents({ amountCents, paidCents = 0, creditedCents = 0 }: Invoice): number {
  return sumCents([amountCents, -paidCents, -creditedCents]);
}

/** What was paid and no invoice has asked for yet: it goes to the next. */
export function creditCents(agreement: Pick<Agreement, 'ledger' | 'invoices' | 'formerMembers'>): number {
  const open = agreement.invoices.filter(({ status }) => status === 'open');
  const promised = promisedParts(agreement).map(({ amountCents }) => -amountCents);
  // Of what is over, more may be owed than any open invoice asks for.
  return Math.max(0, sumCents([...open.map(remainingCents), -balanceCents(agreement.ledger), ...promised]));
}

/** Invoices are asked for from now on; what was paid ahead is used for them. */
export function openInvoices(agreement: Agreement, opened: readonly Invoice[], now: string): Agreement {
  const due = opened
    .filter(({ amountCents }) => amountCents > 0)
    .map(({ invoiceId, amountCents }) =>
      ledgerEntry({ entryId: `due-${invoiceId}`, at: now, kind: 'charge-due', cents: amountCents, invoiceId }),
    );
  const asked = opened.reduce((before, invoice) => withInvoice(before, { ...invoice, status: 'open' }), agreement);
  return useCredit({ ...asked, ledger: due.reduce(withEntry, asked.ledger) }, now);
}

type Payment = Pick<LedgerEntry, 'entryId' | 'chargeId' | 'received'> & { cents: number };

/** Money has come for an invoice: all of it, a part, or more than that, which is used for the next ones. */
export function receivePayment(agreement: Agreement, invoice: Invoice, payment: Payment, now: string): Agreement {
  const { invoiceId, amountCents, creditedCents = 0, paidCents = 0 } = invoice;
  const entry = ledgerEntry({ ...payment, at: now, kind: 'payment', invoiceId });
  const entered = { ...agreement, ledger: withEntry(agreement.ledger, entry) };
  if (invoice.status !== 'open') return useCredit(entered, now);
  const paid = applyPayment({ amountCents: amountCents - creditedCents, paidCents }, payment.cents);
  const applied = paidWhenNothingIsLeft({ ...invoice, paidCents: paid.paidCents }, now);
  return useCredit(withInvoice(entered, applied), now);
}

/**
 * Money has come for what was written off: so much of it, up to what the practice has a claim to, is asked for after all, in
 * a round of its own. What is more is used like any other.
 */
export function receiveWrittenOff(
  agreement: Agreement,
  invoice: Invoice,
  payment: Payment,
  claimCents: number,
  now: string,
): Agreement {
  const { invoiceId, paidCents = 0, round = 1 } = invoice;
  const cents = Math.min(payment.cents, claimCents);
  if (cents === 0) return receivePayment(agreement, invoice, payment, now);
  const entry = ledgerEntry({ entryId: `asked-${payment.entryId}`, at: now, kind: 'charge-due', cents, invoiceId });
  const paid = { ...invoice, paidCents: paidCents + cents, round: round + 1 };
  const status = remainingCents(paid) === 0 ? { status: 'paid' as const, paidAt: now } : {};
  const asked = withInvoice({ ...agreement, ledger: withEntry(agreement.ledger, entry) }, { ...paid, ...status });
  return receivePayment(asked, { ...paid, ...status }, payment, now);
}

/** The practice asks for less. Never more than is left, so that a credit is no money that somebody could be paid. */
export function creditInvoice(agreement: Agreement, invoice: Invoice, creditId: string, cents: number, now: string) {
  const { invoiceId, creditedCents = 0 } = invoice;
  const entry = ledgerEntry({ entryId: creditId, at: now, kind: 'credit', cents, invoiceId });
  const credited = paidWhenNothingIsLeft({ ...invoice, creditedCents: creditedCents + cents }, now);
  return withInvoice({ ...agreement, ledger: withEntry(agreement.ledger, entry) }, credited);
}

/** What is left of an invoice is asked for no more, though it was earned. */
export function writeOff(agreement: Agreement, invoice: Invoice, now: string): Agreement {
  const { invoiceId } = invoice;
  const cents = remainingCents(invoice);
  const entry = ledgerEntry({ entryId: `write-off-${invoiceId}`, at: now, kind: 'write-off', cents, invoiceId });
  return { ...agreement, ledger: withEntry(agreement.ledger, entry) };
}

/** The practice has a claim to nothing: what was paid has to go back. */
export function claimNothing(agreement: Agreement, now: string): Agreement {
  const payments = agreement.ledger.filter(({ kind }) => kind === 'payment');
  const kept = sumCents(payments.map((payment) => keptCents(agreement.ledger, payment)));
  return settleTo(agreement, 'closed', 0 - kept, now);
}

/** The ledger says what an ending has settled: what is owed yet, or what goes back. */
export function settleTo(agreement: Agreement, entryId: string, balance: number, now: string): Agreement {
  const off = balanceCents(agreement.ledger) - balance;
  if (off === 0) return agreement;
  const kind = off > 0 ? 'credit' : 'charge-due';
  const entry = ledgerEntry({ entryId, at: now, kind, cents: Math.abs(off) });
  return { ...agreement, ledger: withEntry(agreement.ledger, entry) };
}

/**
 * A check went back to the bank: what it had paid is to be paid again. That is its own invoice's, or, where it had paid
 * more than that, what lies there unused, and then that of the newest ones. `reopened` says how an invoice that lacks it
 * is asked for anew; without it the ledger alone says so. Throws RangeError unless it is a payment that has not bounced.
 */
export function bounceCheck(
  agreement: Agreement,
  paymentId: string,
  reopened: ((invoice: Invoice) => Invoice) | undefined,
  now: string,
): Agreement {
  const entry = bouncedCheck(agreement.ledger, paymentId, { entryId: `bounce-${paymentId}`, at: now });
  let bounced: Agreement = { ...agreement, ledger: withEntry(agreement.ledger, entry) };
  if (reopened === undefined) return bounced;
  let left = entry.amountCents;
  const takeFrom = (invoice: Invoice) => {
    const { invoiceId, paidCents = 0, status } = invoice;
    const cents = status === 'void' ? 0 : Math.min(left, paidCents);
    if (cents === 0) return;
    left -= cents;
    const lacking = { ...invoice, paidCents: paidCents - cents };
    if (status === 'uncollectible') {
      // Nobody is asked for the rest of it, and now for this neither.
      const entryId = `write-off-${paymentId}`;
      const writtenOff = ledgerEntry({ entryId, at: now, kind: 'write-off', cents, invoiceId });
      bounced = withInvoice({ ...bounced, ledger: withEntry(bounced.ledger, writtenOff) }, lacking);
    } else bounced = withInvoice(bounced, reopened(lacking));
  };
  const isOwn = ({ invoiceId }: Invoice) => invoiceId === entry.invoiceId;
  agreement.invoices.filter(isOwn).forEach(takeFrom);
  left -= Math.min(left, creditCents(agreement));
  agreement.invoices
    .filter((invoice) => !isOwn(invoice))
    .toReversed()
    .forEach(takeFrom);
  return useCredit(bounced, now);
}

/** What lies there is used for the oldest invoice that is open; not for one that is being charged, which would change its amount. */
function useCredit(agreement: Agreement, now: string): Agreement {
  let left = creditCents(agreement);
  let used = agreement;
  for (const invoice of agreement.invoices) {
    if (invoice.status !== 'open' || isOnItsWay(invoice)) continue;
    const cents = Math.min(left, remainingCents(invoice));
    left -= cents;
    const { received: _, ...rest } = invoice;
    const paidCents = (invoice.paidCents ?? 0) + cents;
    const paid = paidWhenNothingIsLeft(cents === 0 ? invoice : { ...rest, paidCents }, now);
    if (paid !== invoice) used = withInvoice(used, paid);
  }
  return used;
}

function paidWhenNothingIsLeft(invoice: Invoice, now: string): Invoice {
  return invoice.status === 'open' && remainingCents(invoice) === 0
    ? { ...invoice, status: 'paid', paidAt: now }
    : invoice;
}
