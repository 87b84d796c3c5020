import { addDays } from '../domain/calendar/practice-time.ts';
import { formatCents, splitCents } from '../domain/money/money.ts';
import type { HouseholdPrice, InstallmentCount, Plan, RenewalRule } from '../domain/practice/practice.ts';
import type { Price } from '../domain/practice/price.ts';
import { longDate, monthAndDay } from './civil-date-words.ts';

/** Says how a year's price is charged: "in 4 parts of $600, one every three months". */
export function billingWords(priceCents: number, installments: InstallmentCount): string {
  const [first = priceCents] = splitCents(priceCents, installments);
  const each = priceCents % installments === 0 ? formatCents(first) : `about ${formatCents(first)}`;
  switch (installments) {
    case 1:
      return 'in one payment';
    case 2:
      return `in 2 payments of ${each}, six months apart`;
    case 4:
      return `in 4 payments of ${each}, one every three months`;
    case 12:
      return `in 12 payments of ${each}, one a month`;
  }
}

const startWordsOf: Record<Plan['startRule'], string> = {
  'payment-day': 'on the day of your first payment',
  'first-of-next-month': 'on the first day of the month after your first payment',
  'chosen-date': 'on the day that you choose, and not before your first payment',
};

export function startWords(rule: Plan['startRule']): string {
  return startWordsOf[rule];
}

/** "Each year ends for all on December 31. …": how long the first term is, where it is no whole year; '' where it is one. */
export function firstTermWords(renewal: RenewalRule): string {
  if (renewal.on === 'anniversary') return '';
  const until = monthAndDay(addDays(`2001-${renewal.monthDay === '02-29' ? '03-01' : renewal.monthDay}`, -1));
  const unit = renewal.proration === 'day' ? 'days' : 'months';
  return `The first term ends on the next ${until} and costs only the part of the fee for its ${unit}. After that, terms are whole years.`;
}

/** "$1,200 a year, $1,800 from 65 on": what each pays, by age where that matters. */
export function priceWords({
  priceCents,
  ageBands,
  household,
}: Pick<Plan, 'priceCents' | 'ageBands' | 'household'>): string {
  const bands = ageBands
    .toSorted((a, b) => a.fromAge - b.fromAge)
    .map((band) => `, ${formatCents(band.priceCents)} from ${band.fromAge} on`);
  const together = household === undefined ? '' : `, ${householdWords(household)}`;
  return `${formatCents(priceCents)} a year${bands.join('')}${together}`;
}

/** "or $4,000 for a household of up to 4, $500 for each further person". */
export function householdWords({ priceCents, upTo, additionalCents }: HouseholdPrice): string {
  return `or ${formatCents(priceCents)} for a household of up to ${upTo}, ${formatCents(additionalCents)} for each further person`;
}

/** Said wherever a plan is shown; whether it holds is computed by the domain. */
export const hsaNote =
  'May stop HSA contributions: if you pay into a health savings account, ask your tax adviser before you sign.';

/** The last day of a price that is held, in words. */
export function heldUntilWords({ discount }: Pick<Price, 'discount'>): string | undefined {
  return discount?.until === undefined ? undefined : longDate(discount.until);
}

/** With a capital, as a sentence or a cell of its own begins. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
