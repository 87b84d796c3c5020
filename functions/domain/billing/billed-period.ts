import type { Agreement } from '../agreement/agreement.ts';
import { addDays } from '../calendar/practice-time.ts';
import type { Invoice } from './invoice.ts';

/** The days that an installment pays for: from its due date, or a member's first day, to the day before the next, or to the term's end. */
export function periodOf(
  { terms, invoices }: Pick<Agreement, 'terms' | 'invoices'>,
  { term: number, installment, dueOn, from }: Invoice,
): { startsOn: string; endsOn: string } | undefined {
  const term = terms.find((one) => one.number === number);
  if (term === undefined) return undefined;
  const regular = invoices.filter((one) => one.term === number && one.from === undefined);
  const next =
    from === undefined
      ? regular.find((one) => one.installment === installment + 1)
      : regular.find((one) => one.dueOn > from && one.dueOn >= dueOn);
  return {
    startsOn: from ?? (installment === 1 ? term.startsOn : dueOn),
    endsOn: next === undefined ? term.endsOn : addDays(next.dueOn, -1),
  };
}
