import type { Agreement } from '../agreement/agreement.ts';
import { addDays } from '../calendar/practice-time.ts';
import { remainingCents } from '../ledger/invoice-money.ts';
import { sumCents } from '../money/money.ts';
import { askedOn, byDayAsked } from './invoice.ts';

/** What a payer is asked for next: at once, where no day is named; nothing before that day, where there are no cents. */
export interface NextPayment {
  cents: number;
  on?: string;
}

/** Of an agreement that both sides have signed: what is open, or the next of what will be due in the years that are settled. */
export function nextPaymentOf({ invoices, terms }: Pick<Agreement, 'invoices' | 'terms'>): NextPayment {
  const openCents = sumCents(invoices.filter(({ status }) => status === 'open').map(remainingCents));
  if (openCents > 0) return { cents: openCents };
  const drafts = invoices.filter(({ status }) => status === 'draft');
  const [draft] = drafts.sort(byDayAsked);
  if (draft !== undefined) return { cents: draft.amountCents, on: askedOn(draft) };
  const endsOn = terms.at(-1)?.endsOn;
  return { cents: 0, ...(endsOn === undefined ? {} : { on: addDays(endsOn, 1) }) };
}
