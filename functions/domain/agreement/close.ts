import { claimNothing } from '../ledger/invoice-money.ts';
import { balanceCents } from '../ledger/ledger.ts';
import type { Agreement, CloseReason } from './agreement.ts';
import { withMark, withStatus } from './with.ts';

/**
 * Closes an agreement that never came into force: the seat is free, what was billed or still to be signed is void. Where a
 * part was paid already, a person gives it back.
 */
export function close(agreement: Agreement, reason: CloseReason, now: string): Agreement {
  const { nextDate: _, ...rest } = withStatus(claimNothing(agreement, now), 'closed', now);
  const invoices = rest.invoices.map((invoice) =>
    invoice.status === 'paid' ? invoice : { ...invoice, status: 'void' as const },
  );
  const documents = rest.documents.map((one) => (one.status === 'open' ? { ...one, status: 'voided' as const } : one));
  const closed: Agreement = { ...rest, closedFor: reason, documents, invoices };
  return balanceCents(closed.ledger) < 0 ? withMark(closed, 'charged_after_close', now) : closed;
}
