import { formatCents, splitCents } from '../domain/money/money.ts';
import type { InstallmentCount, Plan } from '../domain/practice/practice.ts';

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
};

export function startWords(rule: Plan['startRule']): string {
  return startWordsOf[rule];
}

/** "$1,200 a year, $1,800 from 65 on": what each pays, by age where that matters. */
export function priceWords({ priceCents, ageBands }: Pick<Plan, 'priceCents' | 'ageBands'>): string {
  const bands = ageBands
    .toSorted((a, b) => a.fromAge - b.fromAge)
    .map((band) => `, ${formatCents(band.priceCents)} from ${band.fromAge} on`);
  return `${formatCents(priceCents)} a year${bands.join('')}`;
}

/** Said wherever a plan is shown; whether it holds is computed by the domain. */
export const hsaNote =
  'May stop HSA contributions: if you pay into a health savings account, ask your tax adviser before you sign.';
