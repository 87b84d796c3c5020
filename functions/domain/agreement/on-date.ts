import { practiceDate } from '../calendar/practice-time.ts';
import type { Agreement, Invoice } from './agreement.ts';
import type { AgreementEvent, Fact, Outcome, Wish } from './events.ts';
import { opensOn, withNextDate } from './next-date.ts';

/** What falls due on a day of a term: its installments are opened, each with a workflow that collects it. */
export function onDate(
  agreement: Agreement,
  { collection }: Extract<AgreementEvent, { type: 'date_came' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (agreement.status !== 'active') return { refusal: 'nothing_changes' };
  const today = practiceDate(now, timeZone);
  const isDue = (invoice: Invoice) => invoice.status === 'draft' && opensOn(agreement, invoice) <= today;
  const due = agreement.invoices.filter(isDue).map(({ invoiceId }) => invoiceId);
  if (due.length === 0) return { refusal: 'nothing_changes' };
  const invoices = agreement.invoices.map((invoice) =>
    isDue(invoice) ? { ...invoice, status: 'open' as const, collection } : invoice,
  );
  const opened = withNextDate({ ...agreement, invoices });
  const facts: Fact[] = [{ type: 'invoices_opened', data: { invoiceIds: due, nextDate: opened.nextDate } }];
  const wishes: Wish[] = due.map((invoiceId) => ({ workflow: 'billing', invoiceId }));
  return { agreement: opened, facts, wishes };
}
