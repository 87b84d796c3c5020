import { formatCents } from '../../domain/money/money.ts';
import type { Discount, DiscountReason } from '../../domain/practice/price.ts';
import { longDate } from '../civil-date-words.ts';

export const discountReasons: Record<DiscountReason, string> = {
  hardship: 'Hardship',
  scholarship: 'Scholarship',
  'held-price': 'A price that was promised',
};

/** "$600 (25 %) and the enrolment fee of $100: hardship". */
export function takenOffWords({ reason, percent, offCents, waivedCents, until }: Discount): string {
  const parts = [
    ...(offCents === 0 ? [] : [`${formatCents(offCents)} (${percent} %)`]),
    ...(waivedCents === undefined ? [] : [`the enrolment fee of ${formatCents(waivedCents)}`]),
  ];
  return `${parts.join(' and ')}: ${discountReasons[reason].toLowerCase()}${until === undefined ? '' : `, until ${longDate(until)}`}`;
}
