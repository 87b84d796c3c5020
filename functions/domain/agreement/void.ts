import { isOnItsWay } from '../billing/invoice.ts';
import type { Agreement } from './agreement.ts';
import { close } from './close.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { decided } from './with.ts';

/** The practice takes an agreement back that is not in force yet: its documents and invoices are void, its seats free. */
export function voidAgreement(
  agreement: Agreement,
  event: Extract<AgreementEvent, { type: 'voided' }>,
  now: string,
): Outcome {
  if (agreement.status === 'closed' || agreement.status === 'ended') return { refusal: 'document_closed' };
  // Once in force it is ended with notice, not voided; and money on its way can't be called back.
  if (['active', 'in_grace', 'ending'].includes(agreement.status)) return { refusal: 'in_force' };
  if (agreement.invoices.some(isOnItsWay)) return { refusal: 'payment_on_its_way' };
  const wishes: Wish[] = [
    { workflow: 'onboarding' },
    ...agreement.documents.map(({ documentId }) => ({ workflow: 'signing' as const, documentId })),
    ...agreement.invoices.map(({ invoiceId }) => ({ workflow: 'billing' as const, invoiceId })),
  ];
  const { by, reason } = event;
  return decided(close(agreement, 'voided', now), 'voided', { by, reason }, wishes);
}
