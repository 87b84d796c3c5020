import { addDays } from '../calendar/practice-time.ts';
import { nextStatement } from '../ledger/year-statement.ts';
import { changeDate, openChange } from '../physician/physician-change.ts';
import { type Agreement, endingOf, type Invoice, settlesOn, type Term } from './agreement.ts';

/** Renewal is prepared some ten weeks before a term ends, so that every state's notice still fits. */
export const daysToPrepareRenewal = 70;
/** Whoever pays by check gets the invoice that many days ahead. */
const checkDaysAhead = 30;

/** The civil date on which a draft is to be opened: when it is due, or earlier where it goes by post and comes back by post. */
export function opensOn({ paymentMethod }: Pick<Agreement, 'paymentMethod'>, { dueOn }: Invoice): string {
  return paymentMethod?.kind === 'check' ? addDays(dueOn, -checkDaysAhead) : dueOn;
}

/** From when on the next term is to be prepared; once it is, decided. */
export function renewalDate({ renewal }: Pick<Agreement, 'renewal'>, last: Pick<Term, 'endsOn'>): string {
  return renewal?.startsOn ?? addDays(last.endsOn, 1 - daysToPrepareRenewal);
}

/** The agreement with the next civil date on which something is to be started for it; none where nothing is. */
export function withNextDate(agreement: Agreement): Agreement {
  const { nextDate: _, ...rest } = agreement;
  const [next] = datesOf(agreement).sort();
  return next === undefined ? rest : { ...rest, nextDate: next };
}

function datesOf(agreement: Agreement): string[] {
  const statement = nextStatement(agreement);
  if (statement === undefined || !isStated(agreement)) return termDatesOf(agreement);
  return [...termDatesOf(agreement), statement.on];
}

/** Whose payers get a statement of the year: also of the one in which it ended. */
export function isStated({ status }: Agreement): boolean {
  return status === 'active' || status === 'ending' || status === 'ended';
}

function termDatesOf(agreement: Agreement): string[] {
  const term = agreement.terms.at(-1);
  const change = openChange(agreement);
  const dates = change === undefined ? [] : [changeDate(change)];
  if (term === undefined || agreement.status === 'in_grace') return dates;
  if (agreement.status !== 'active' && agreement.status !== 'ending') return [];
  const drafts = agreement.invoices.filter(({ status }) => status === 'draft');
  dates.push(...drafts.map((invoice) => opensOn(agreement, invoice)));
  const ending = endingOf(agreement);
  if (ending !== undefined) return [...dates, settlesOn(ending)];
  return [...dates, renewalDate(agreement, term)];
}
