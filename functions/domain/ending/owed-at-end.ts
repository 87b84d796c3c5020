import type { Agreement } from '../agreement/agreement.ts';
import { withInvoice } from '../agreement/with.ts';
import type { Invoice } from '../billing/invoice.ts';
import { remainingCents } from '../ledger/invoice-money.ts';
import { balanceCents } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import { endingOf } from './ending.ts';
import { settle } from './settle.ts';
import { settlementsOf } from './settlements.ts';

/**
 * What is owed of an agreement that is over, beside what its settlements pay back still; below 0, what came although
 * nothing was due. Of one that is not, 0.
 */
export function owedAtEndCents(agreement: Agreement): number {
  if (agreement.status !== 'ended' && agreement.status !== 'closed') return 0;
  const back = settlementsOf(agreement)
    .flatMap(({ settlement }) => settlement.parts)
    .filter(({ doneOn }) => doneOn === undefined);
  return sumCents([balanceCents(agreement.ledger), ...back.map(({ amountCents }) => amountCents)]);
}

/** What the practice has a claim to of what it wrote off: all of it, or, once care has ended, what was earned of it. */
export function writtenOffCents(agreement: Agreement, invoice: Invoice): number {
  const ending = endingOf(agreement);
  if (agreement.status !== 'ended' || ending === undefined) return remainingCents(invoice);
  const asked = withInvoice(agreement, { ...invoice, status: 'open' });
  return settle(asked, ending).owedCents - settle(agreement, ending).owedCents;
}
