import { type Agreement, type Invoice, payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { payBy } from '../../domain/billing/billing-step.ts';
import { fullName } from '../../domain/people/person.ts';
import type { InvoiceProps } from '../../pages/paper/invoice.tsx';

/** An invoice as it is printed: who pays, for whom, what and until when. */
export function invoiceFacts(agreement: Agreement, invoice: Invoice, timeZone: string): Omit<InvoiceProps, 'practice'> {
  const payer = personOf(agreement, payingRef(agreement));
  const address = payer.address ?? agreement.members[0]?.address;
  return {
    to: { ...payer, ...(address === undefined ? {} : { address }) },
    date: invoice.dueOn,
    reference: `${agreement.agreementId.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')} / ${invoice.invoiceId}`,
    patients: new Intl.ListFormat('en').format(agreement.members.map(fullName)),
    planName: agreement.plan.name,
    amountCents: invoice.amountCents,
    payBy: payBy(agreement, invoice, timeZone),
  };
}
