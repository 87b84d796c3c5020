import { isPayTimeOver } from '../billing/billing-step.ts';
import { type Invoice, isOnItsWay } from '../billing/invoice.ts';
import { addDays, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { remainingCents, writeOff } from '../ledger/invoice-money.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { decided, withInvoice, withMark, withoutMark } from './with.ts';

/** How far ahead the physician may give more time. */
const longestExtension = 180;

type OverdueEvent = Extract<AgreementEvent, { type: 'invoice_escalated' | 'invoice_extended' | 'invoice_written_off' }>;

/** What stays open of a term after the last reminder is a person's to decide: more time, or written off; or an ending. */
export function onOverdue(
  agreement: Agreement,
  invoice: Invoice,
  event: OverdueEvent,
  now: string,
  timeZone: string,
): Outcome {
  const { invoiceId } = invoice;
  const about = { invoiceId, amountCents: remainingCents(invoice) };
  const wishes: Wish[] = [{ workflow: 'billing', invoiceId }];
  const today = practiceDate(now, timeZone);
  if (invoice.collection === undefined) return { refusal: 'not_your_turn' };
  switch (event.type) {
    case 'invoice_escalated': {
      if (invoice.escalatedAt !== undefined || !isPayTimeOver(agreement, invoiceId, now, timeZone)) {
        return { refusal: 'nothing_changes' };
      }
      const escalated = withInvoice(agreement, { ...invoice, escalatedAt: now });
      return decided(withMark(escalated, 'unpaid', now), event.type, about);
    }
    case 'invoice_extended': {
      const { until, by } = event;
      if (!isCivilDate(until) || until <= today || until > addDays(today, longestExtension)) {
        return { refusal: 'not_a_coming_date' };
      }
      const extended = withInvoice(agreement, { ...inAnotherRound(invoice), extendedTo: until });
      return decided(withoutMark(extended, 'unpaid'), event.type, { ...about, until, by }, wishes);
    }
    case 'invoice_written_off': {
      const { reason, by } = event;
      if (isOnItsWay(invoice)) return { refusal: 'payment_on_its_way' };
      const writtenOff = withInvoice(writeOff(agreement, invoice, now), {
        ...inAnotherRound(invoice),
        status: 'uncollectible',
        writtenOff: { at: now, by, reason },
      });
      return decided(withoutMark(writtenOff, 'unpaid'), event.type, { ...about, reason, by }, wishes);
    }
  }
}

/** Collecting that ended undecided begins once more, under another name: executions' names are not used twice. */
export function inAnotherRound(invoice: Invoice): Invoice {
  const { escalatedAt, ...rest } = invoice;
  return escalatedAt === undefined ? invoice : { ...rest, round: (invoice.round ?? 1) + 1 };
}
