import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, isCivilDate } from '../calendar/practice-time.ts';
import { prorateCents, splitCents } from '../money/money.ts';
import type { RenewalRule } from '../practice/practice.ts';

/** A plan's rule for the first day of term 1. */
export type StartRule = 'payment-day' | 'first-of-next-month' | 'chosen-date';

/** One contract year; both days belong to it. */
interface Term {
  /** From 1. */
  number: number;
  startsOn: string;
  endsOn: string;
}

export interface Installment {
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
 * The first term: a year, or, where all renew on a common date, up to the day before the next one. Throws RangeError for a
 * malformed date.
 */
export function firstTerm(anchor: string, renewal: RenewalRule): Term {
  if (renewal.on === 'anniversary') return termDates(anchor, 1);
  return { number: 1, startsOn: anchor, endsOn: addDays(nextCommonDate(anchor, renewal.monthDay), -1) };
}

/**
 * The term after the last one: from the day after it up to the day before the next anniversary of the anchor, or before the
 * next common date. Of no terms, the first. The rule may be another than that of the terms before: the term is then
 * shorter than a year, and there is no gap. Throws RangeError for a malformed date.
 */
export function nextTerm(terms: readonly Term[], anchor: string, renewal: RenewalRule): Term {
  const last = terms.at(-1);
  if (last === undefined) return firstTerm(anchor, renewal);
  const startsOn = addDays(last.endsOn, 1);
  const next =
    renewal.on === 'anniversary' ? nextAnniversary(startsOn, anchor) : nextCommonDate(startsOn, renewal.monthDay);
  return { number: last.number + 1, startsOn, endsOn: addDays(next, -1) };
}

/** The first anniversary of the anchor after a day. */
function nextAnniversary(day: string, anchor: string): string {
  const years = civilDate(day).year - civilDate(anchor).year;
  const ofThisYear = monthsAfter(anchor, 12 * years);
  return ofThisYear > day ? ofThisYear : monthsAfter(anchor, 12 * (years + 1));
}

/**
 * What a first term costs of a year's fee, in cents: all of it for a whole year; for a shorter one its part, by its days of
 * the year that ends with it, or by its months, a begun one counted whole.
 */
export function firstTermFee(feeCents: number, { startsOn, endsOn }: Term, renewal: RenewalRule): number {
  if (renewal.on === 'anniversary') return feeCents;
  const next = addDays(endsOn, 1);
  const yearBefore = commonDate(Number(next.slice(0, 4)) - 1, renewal.monthDay);
  // From the 28th to 29 February it is a year and a day by the calendar.
  if (startsOn === yearBefore) return feeCents;
  if (renewal.proration === 'day') {
    return prorateCents(feeCents, daysBetween(startsOn, next), daysBetween(yearBefore, next));
  }
  const { years, months, days } = civilDate(startsOn).until(civilDate(next), { largestUnit: 'years' });
  return prorateCents(feeCents, 12 * years + months + (days > 0 ? 1 : 0), 12);
}

/**
 * What of a year's price falls on a term from a day on, by the day: of the term's days, since the price is the whole
 * term's; of the year that ends with it, where a first term is cut short by a common date.
 */
export function restOfTermFee(feeCents: number, term: Term, from: string, renewal: RenewalRule): number {
  const next = addDays(term.endsOn, 1);
  const isCutShort = term.number === 1 && renewal.on === 'common-date';
  const yearStart = isCutShort ? commonDate(Number(next.slice(0, 4)) - 1, renewal.monthDay) : term.startsOn;
  return prorateCents(feeCents, daysBetween(from, next), daysBetween(yearStart, next));
}

/** The first common date after a day. */
function nextCommonDate(day: string, monthDay: string): string {
  const year = Number(civilDate(day).toString().slice(0, 4));
  const ofThisYear = commonDate(year, monthDay);
  return ofThisYear > day ? ofThisYear : commonDate(year + 1, monthDay);
}

/** 29 February is the 28th in common years. */
function commonDate(year: number, monthDay: string): string {
  const [month = 0, day = 0] = monthDay.split('-').map(Number);
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString();
}

/**
 * A term's price in equal calendar steps: the first is due on the day the term starts, the others on the same day of later
 * months, or on a shorter month's last. Of a term shorter than a year only those that fall into it are due. Amounts in
 * cents add up to the price, earlier ones carrying the leftover cents. Throws RangeError for a negative price.
 */
export function installments(term: Term, priceCents: number, count: 1 | 2 | 4 | 12): Installment[] {
  const days = Array.from({ length: count }, (_, index) => monthsAfter(term.startsOn, index * (12 / count))).filter(
    (dueOn, index) => index === 0 || dueOn <= term.endsOn,
  );
  return splitCents(priceCents, days.length).map((amountCents, index) => ({
    number: index + 1,
    dueOn: days[index] ?? term.startsOn,
    amountCents,
  }));
}

/** Always counted from the first day, never from the step before: 31 January gives 28 February and then 31 March. */
function monthsAfter(first: string, months: number): string {
  return civilDate(first).add({ months }, { overflow: 'constrain' }).toString();
}

function civilDate(text: string): Temporal.PlainDate {
  if (!isCivilDate(text)) throw new RangeError('A date of a term is a day of the calendar as YYYY-MM-DD.');
  return Temporal.PlainDate.from(text);
}
