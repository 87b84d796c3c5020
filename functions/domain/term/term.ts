import { Temporal } from 'temporal-polyfill';
import { addDays, isCivilDate } from '../calendar/practice-time.ts';
import { splitCents } from '../money/money.ts';

/** A plan's rule for the first day of term 1. */
export type StartRule = 'payment-day' | 'first-of-next-month' | 'chosen-date';

/** One contract year; both days belong to it. */
interface Term {
  /** From 1. */
  number: number;
  startsOn: string;
  endsOn: string;
}

interface Installment {
  /** From 1. */
  number: number;
  dueOn: string;
  amountCents: number;
}

/**
 * The first day of term 1, the anchor of all later ones. The first of next month is never the payment day itself. A chosen
 * date before the payment day gives the payment day. Throws RangeError for a malformed or missing date.
 */
export function termStart(
  rule: StartRule,
  { paidOn, chosenOn }: { paidOn: string; chosenOn?: string | undefined },
): string {
  const paymentDay = civilDate(paidOn).toString();
  switch (rule) {
    case 'payment-day':
      return paymentDay;
    case 'first-of-next-month':
      return civilDate(paidOn).with({ day: 1 }).add({ months: 1 }).toString();
    case 'chosen-date': {
      if (chosenOn === undefined) throw new RangeError('The start rule "chosen-date" needs a chosen date.');
      const chosenDay = civilDate(chosenOn).toString();
      if (chosenDay < paymentDay) return paymentDay;
      return chosenDay;
    }
  }
}

/**
 * The days of term `number` of an agreement whose term 1 starts on `anchor`. A term of 29 February starts on the 28th in
 * common years. Throws RangeError for a malformed anchor or unless `number` is a whole number of 1 or more.
 */
export function termDates(anchor: string, number: number): Term {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`Terms are numbered from 1, got ${number}.`);
  return {
    number,
    startsOn: monthsAfter(anchor, 12 * (number - 1)),
    endsOn: addDays(monthsAfter(anchor, 12 * number), -1),
  };
}

/**
 * A term's price in equal calendar steps: the first is due on the day the term starts, the others on the same day of later
 * months, or on a shorter month's last. Amounts in cents add up to the price, earlier ones carrying the leftover cents.
 * Throws RangeError for a negative price, or where a shorter term would be over before its last installment is due.
 */
export function installments(term: Term, priceCents: number, count: 1 | 2 | 4 | 12): Installment[] {
  const due = splitCents(priceCents, count).map((amountCents, index) => ({
    number: index + 1,
    dueOn: monthsAfter(term.startsOn, index * (12 / count)),
    amountCents,
  }));
  if (due.some(({ dueOn }) => dueOn > term.endsOn)) {
    throw new RangeError(`Term ${term.number} is too short for ${count} installments.`);
  }
  return due;
}

/** Always counted from the first day, never from the step before: 31 January gives 28 February and then 31 March. */
function monthsAfter(first: string, months: number): string {
  return civilDate(first).add({ months }, { overflow: 'constrain' }).toString();
}

function civilDate(text: string): Temporal.PlainDate {
  if (!isCivilDate(text)) throw new RangeError('A date of a term is a day of the calendar as YYYY-MM-DD.');
  return Temporal.PlainDate.from(text);
}
