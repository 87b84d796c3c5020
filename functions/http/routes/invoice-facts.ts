import { type Agreement, payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { periodOf } from '../../domain/billing/billed-period.ts';
import { payBy } from '../../domain/billing/billing-step.ts';
import { askedOn, type Invoice, isFirstPayment } from '../../domain/billing/invoice.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { remainingCents } from '../../domain/ledger/invoice-money.ts';
import { fullName } from '../../domain/people/person.ts';
import type { InvoiceProps } from '../../pages/paper/invoice.tsx';
import type { ReceiptProps } from '../../pages/paper/receipt.tsx';
import { paidWith } from '../../pages/payment-words.ts';

/** An invoice as it is printed: who pays, for whom, what and until when. */
export function invoiceFacts(agreement: Agreement, invoice: Invoice, timeZone: string): Omit<InvoiceProps, 'practice'> {
  const payer = personOf(agreement, payingRef(agreement));
  const address = payer.address ?? agreement.members[0]?.address;
  return {
    to: { ...payer, ...(address === undefined ? {} : { address }) },
    date: invoice.dueOn,
    reference: `${referenceOf(agreement)} / ${invoice.invoiceId}`,
    patients: new Intl.ListFormat('en').format(agreement.members.map(fullName)),
    planName: agreement.plan.name,
    amountCents: remainingCents(invoice),
    paidCents: invoice.paidCents ?? 0,
    payBy: isFirstPayment(invoice) ? payBy(agreement, invoice, timeZone) : askedOn(invoice),
    of: isFirstPayment(invoice) ? 'first' : 'term',
  };
}

/** An agreement's id as people read it out: `APP0-0000-…`. */
export function referenceOf({ agreementId }: Pick<Agreement, 'agreementId'>): string {
  return agreementId.toUpperCase().replace(/(.{4})(?=.)/g, '$1-');
}

/** A receipt as it is printed; undefined where nothing was paid. */
export function receiptFacts(
  agreement: Agreement,
  invoice: Invoice,
  timeZone: string,
): Omit<ReceiptProps, 'practice'> | undefined {
  const period = periodOf(agreement, invoice);
  if (invoice.status !== 'paid' || invoice.paidAt === undefined || period === undefined) return undefined;
  const { to, reference, patients, planName } = invoiceFacts(agreement, invoice, timeZone);
  const paidOn = invoice.received?.receivedOn ?? practiceDate(invoice.paidAt, timeZone);
  return {
    to,
    date: paidOn,
    reference,
    patients,
    planName,
    amountCents: invoice.paidCents ?? 0,
    period,
    paidWith: paidWith(agreement, invoice),
  };
}
