import type { Agreement } from '../agreement/agreement.ts';
import { ageOn } from '../calendar/practice-time.ts';
import { prorateCents } from '../money/money.ts';
import { isOver, type Price, priceOf } from '../practice/price.ts';
import { stayingOn } from './consent.ts';

/**
 * What the next term costs: the price of the plan that it is renewed at by the members' ages on its first day, without the
 * enrolment fee. A discount of so many percent goes on, but for a held price whose last day is over by then.
 */
export function renewalPrice(agreement: Pick<Agreement, 'plan' | 'price' | 'members'>, startsOn: string): Price {
  const { plan, price } = agreement;
  const ages = stayingOn(agreement, startsOn).map(({ birthDate }) => ageOn(birthDate, startsOn));
  const { feeCents } = priceOf(plan, ages);
  const { discount } = price;
  if (discount === undefined || discount.percent === 0 || isOver(discount, startsOn)) {
    return { feeCents, enrolmentFeeCents: 0 };
  }
  const { waivedCents: _, ...goesOn } = discount;
  const offCents = prorateCents(feeCents, discount.percent, 100);
  return { feeCents: feeCents - offCents, enrolmentFeeCents: 0, discount: { ...goesOn, offCents } };
}
