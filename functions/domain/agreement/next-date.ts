import { askedOn, type Invoice } from '../billing/invoice.ts';
import { addDays } from '../calendar/practice-time.ts';
import { endingOf, settlesOn } from '../ending/ending.ts';
import { nextStatement } from '../ledger/year-statement.ts';
import { milestonesOf } from '../people/milestones.ts';
import { changeDate, openChange } from '../physician/physician-change.ts';
import type { Agreement, Term } from './agreement.ts';

/** Renewal is prepared some ten weeks before a term ends, so that every state's notice still fits. */
export const daysToPrepareRenewal = 70;
/** Whoever pays by check gets the invoice that many days ahead. */
const checkDaysAhead = 30;

/** The civil date on which a draft is to be opened: when it is due, or earlier where it goes by post and comes back by post. */
export function opensOn({ paymentMethod }: Pick<Agreement, 'paymentMethod'>, invoice: Invoice): string {
  return paymentMethod?.kind === 'check' ? addDays(askedOn(invoice), -checkDaysAhead) : askedOn(invoice);
}

/** The first day on which a payment can be due that was settled on a day: a check has its thirty days from then. */
export function earliestDue({ paymentMethod }: Pick<Agreement, 'paymentMethod'>, settledOn: string): string {
  return paymentMethod?.kind === 'check' ? addDays(settledOn, checkDaysAhead) : settledOn;
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

/** Whether days bring anything but a statement for an agreement: it is in force. */
export function isDated({ status }: Pick<Agreement, 'status'>): boolean {
  return status === 'active' || status === 'in_grace' || status === 'ending';
}

function datesOf(agreement: Agreement): string[] {
  const statement = nextStatement(agreement);
  if (statement === undefined || !isStated(agreement)) return termDatesOf(agreement);
  return [...termDatesOf(agreement), statement.on];
}

/** Whose payers get a statement of the year: also of the one in which it ended. */
export function isStated(agreement: Agreement): boolean {
  return isDated(agreement) || agreement.status === 'ended';
}

function termDatesOf(agreement: Agreement): string[] {
  const term = agreement.terms.at(-1);
  const change = openChange(agreement);
  if (term === undefined || !isDated(agreement)) return change === undefined ? [] : [changeDate(change)];
  const drafts = agreement.invoices.filter(({ status }) => status === 'draft');
  const dates = [
    ...(change === undefined ? [] : [changeDate(change)]),
    ...drafts.map((invoice) => opensOn(agreement, invoice)),
    ...milestonesOf(agreement).map(({ noteOn }) => noteOn),
    ...agreement.members.flatMap(({ departure }) => (departure === undefined ? [] : [addDays(departure.lastDay, 1)])),
  ];
  const ending = endingOf(agreement);
  if (ending !== undefined) return [...dates, settlesOn(ending)];
  // In the days of grace the renewal's own workflow waits for what comes of it.
  return agreement.status === 'active' ? [...dates, renewalDate(agreement, term)] : dates;
}
