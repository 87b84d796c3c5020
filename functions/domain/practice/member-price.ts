import { ageOn } from '../calendar/practice-time.ts';
import { prorateCents } from '../money/money.ts';
import type { Plan } from './practice.ts';
import { type Price, priceOf } from './price.ts';

type Born = { birthDate: string };

/** A member's part of a year's price, in cents. */
export interface MemberPrice {
  feeCents: number;
  /** Of a discount, which takes the same percent off everybody's part. */
  offCents: number;
}

/**
 * What somebody adds to a year's price for the others, by the plan's rules at the ages of a civil date: nothing where the
 * household's price holds without more, and never less than that.
 */
export function memberPrice(
  { plan, price }: { plan: Plan; price: Price },
  others: readonly Born[],
  member: Born,
  day: string,
): MemberPrice {
  const agesOf = (people: readonly Born[]) =>
    people.map(({ birthDate }) => (birthDate > day ? 0 : ageOn(birthDate, day)));
  const listed = priceOf(plan, agesOf([...others, member])).feeCents - priceOf(plan, agesOf(others)).feeCents;
  const addedCents = Math.max(0, listed);
  const offCents = prorateCents(addedCents, price.discount?.percent ?? 0, 100);
  return { feeCents: addedCents - offCents, offCents };
}

/** The price with one member's part more, or less where `sign` is -1; never below 0. */
export function withMemberPrice(price: Price, part: MemberPrice, sign: 1 | -1): Price {
  const { discount } = price;
  const feeCents = Math.max(0, price.feeCents + sign * part.feeCents);
  if (discount === undefined) return { ...price, feeCents };
  return {
    ...price,
    feeCents,
    discount: { ...discount, offCents: Math.max(0, discount.offCents + sign * part.offCents) },
  };
}
