import type { Application } from '../application/application.ts';
import { ageOn, practiceDate } from '../calendar/practice-time.ts';
import { prorateCents, sumCents } from '../money/money.ts';
import type { Plan } from './practice.ts';

/** Why a practice asks for less than its plan says. */
export type DiscountReason = 'hardship' | 'scholarship' | 'held-price';

/** What was taken off a year's fee, and why. */
export interface Discount {
  reason: DiscountReason;
  /** Of the fee, in whole percent: of another fee another amount. 0 where only the enrolment fee is waived. */
  percent: number;
  /** Already taken off `feeCents`. */
  offCents: number;
  /** The enrolment fee that is not asked for. */
  waivedCents?: number;
  /** The last day on which a held price holds; a renewal after it costs what the plan says then. */
  until?: string;
  grantedBy: string;
}

/** What one agreement pays for a plan, in cents. */
export interface Price {
  /** For a year, of all members, after the discount. */
  feeCents: number;
  /** Once, with the first installment. */
  enrolmentFeeCents: number;
  discount?: Discount;
}

type Priced = Pick<Plan, 'priceCents' | 'ageBands' | 'household' | 'enrolmentFeeCents'>;

/** The price at an age in whole years: that of the highest band which begins at or below it, or else the plan's own. */
export function priceAt({ priceCents, ageBands, enrolmentFeeCents }: Priced, age: number): Price {
  const band = ageBands.filter(({ fromAge }) => fromAge <= age).sort((a, b) => b.fromAge - a.fromAge)[0];
  return { feeCents: band?.priceCents ?? priceCents, enrolmentFeeCents };
}

/** What people of different ages pay, one by one. */
export function pricesOf(plan: Priced): Price[] {
  return [0, ...plan.ageBands.map(({ fromAge }) => fromAge)].map((age) => priceAt(plan, age));
}

/**
 * What several people of these ages pay together: the household's price where the plan has one and it is less, each by
 * their own age else. The enrolment fee is the agreement's, not each member's.
 */
export function priceOf(plan: Priced, ages: readonly number[]): Price {
  const each = sumCents(ages.map((age) => priceAt(plan, age).feeCents));
  const { household, enrolmentFeeCents } = plan;
  if (household === undefined || ages.length < 2) return { feeCents: each, enrolmentFeeCents };
  const together = household.priceCents + household.additionalCents * Math.max(0, ages.length - household.upTo);
  return { feeCents: Math.min(each, together), enrolmentFeeCents };
}

/** What the members of an application pay: by their ages on the day of the application, in the practice's zone. */
export function agreedPrice(plan: Priced, { members, appliedAt }: Application, timeZone: string): Price {
  const today = practiceDate(appliedAt, timeZone);
  return priceOf(
    plan,
    members.map(({ birthDate }) => ageOn(birthDate, today)),
  );
}

/** Whether nothing is paid for the year, as with a whole scholarship: then nobody is asked how they pay. */
export function isFree({ feeCents, enrolmentFeeCents }: Pick<Price, 'feeCents' | 'enrolmentFeeCents'>): boolean {
  return feeCents + enrolmentFeeCents === 0;
}

/** What a year costs that begins on a day, as far as it is known now: the whole fee, where a held price is over by then. */
export function feeCentsFrom({ feeCents, discount }: Price, day: string): number {
  return discount !== undefined && isOver(discount, day) ? feeCents + discount.offCents : feeCents;
}

/** The last day of a held price lies before this one. */
export function isOver({ until }: Discount, day: string): boolean {
  return until !== undefined && until < day;
}

/** What may be given: a part of the fee in whole percent, until when a held price holds, and the enrolment fee. */
export interface DiscountGrant {
  reason: DiscountReason;
  percent: number;
  waivesEnrolmentFee?: boolean;
  until?: string;
  by: string;
}

/**
 * The price with a discount, half a cent of it rounded up. Throws a RangeError unless it takes off 1 to 100 percent, or
 * none where it waives the enrolment fee.
 */
export function discounted(price: Price, grant: DiscountGrant): Price {
  const { reason, percent, waivesEnrolmentFee = false, until, by } = grant;
  if (!Number.isInteger(percent) || percent < (waivesEnrolmentFee ? 0 : 1) || percent > 100) {
    throw new RangeError(`A discount is 1 to 100 percent, got ${percent}`);
  }
  const offCents = prorateCents(price.feeCents, percent, 100);
  const waived = waivesEnrolmentFee ? { waivedCents: price.enrolmentFeeCents } : {};
  const discount = { reason, percent, offCents, ...waived, grantedBy: by, ...(until === undefined ? {} : { until }) };
  const enrolmentFeeCents = waivesEnrolmentFee ? 0 : price.enrolmentFeeCents;
  return { feeCents: price.feeCents - offCents, enrolmentFeeCents, discount };
}
