import type { Term } from '../agreement/agreement.ts';
import { addDays, daysBetween } from '../calendar/practice-time.ts';
import { prorateSum, requireNotNegative, sumCents } from '../money/money.ts';
import { type RefundBasis, type RefundTerms, refundDueOn } from '../practice/refund-rules.ts';

/** An included service that was used in the term. */
export interface UsedService {
  name: string;
  count: number;
  /** For each, as the signed agreement says. Without a price there, nothing is deducted for it. */
  priceCents?: number;
}

/** What ends, and what was paid for it. Dates are civil ones of the practice, amounts are cents. */
export interface EndedTerm {
  term: Pick<Term, 'startsOn' | 'endsOn'>;
  /** The whole term's, after discounts. */
  feeCents: number;
  /** Of members who came or went during it. */
  changes?: Term['changes'];
  /** Billed with this term: a first one's, and 0 for the later ones. */
  enrolmentFeeCents: number;
  /** For this term, the enrolment fee included. */
  paidCents: number;
  noticeReceivedOn: string;
  /** The last day of care. */
  endsOn: string;
  /** As the plan says. */
  basis: RefundBasis;
  /** Where the patient ends it: everything goes back if care ends before `from`, or in so many days after it; 0 for none. */
  coolingOff?: { from: string; days: number };
  usedServices?: UsedService[];
  /** Of the patient's home state: `refundTermsOf`. */
  law: RefundTerms;
}

/** What an ending does to the money of a term. `earned + refunded - owed` is what was paid, to the cent. */
export interface Refund {
  /** By which rule it was worked out. */
  by: 'cooling-off' | RefundBasis;
  days: { earned: number; of: number };
  /** What the practice keeps or may still ask for, and of what it is made. */
  earnedCents: number;
  earned: { feeCents: number; enrolmentFeeCents: number; usedServicesCents: number };
  refundedCents: number;
  /** What was earned and is not paid yet; never the rest of the year. */
  owedCents: number;
  /** The last day on which a refund may go out; absent where there is none. */
  dueOn?: string;
}

/**
 * What is earned, given back and owed when an agreement ends during a term, or before or after it. The fee is earned by
 * the days of care, half a cent rounded up; the enrolment fee with the first of them. Used services are deducted from what
 * would be given back, so they never make anybody owe. Throws RangeError for amounts, counts or days that are negative or
 * not whole, malformed dates, or a term that ends before it starts.
 */
export function refundOf(ended: EndedTerm): Refund {
  const { feeCents, enrolmentFeeCents, paidCents, noticeReceivedOn, law } = ended;
  requireNotNegative(feeCents, "A term's fee");
  requireNotNegative(enrolmentFeeCents, 'An enrolment fee');
  requireNotNegative(paidCents, 'What was paid');
  const dueOn = refundDueOn(law, { noticeReceivedOn, lastDay: ended.endsOn });
  const days = daysOf(ended);
  const deductibleCents = deductible(ended);
  const by = isInCoolingOff(ended) ? 'cooling-off' : basisOf(ended);
  const earned = { feeCents: 0, enrolmentFeeCents: 0, usedServicesCents: 0 };
  let unusedCents = paidCents;
  if (by !== 'cooling-off' && days.earned > 0) {
    const byDays = earnedFee(ended);
    // What was paid may be kept by "none", but an installment that is not paid yet is never asked for by it.
    const kept = by === 'daily' ? 0 : Math.min(wholeFee(ended), paidCents - enrolmentFeeCents);
    earned.feeCents = Math.max(byDays, kept);
    earned.enrolmentFeeCents = enrolmentFeeCents;
    unusedCents = paidCents - sumCents([earned.feeCents, enrolmentFeeCents]);
    earned.usedServicesCents = Math.min(Math.max(0, unusedCents), deductibleCents);
  }
  const refundedCents = Math.max(0, unusedCents - earned.usedServicesCents);
  return {
    by,
    days,
    earnedCents: sumCents(Object.values(earned)),
    earned,
    refundedCents,
    owedCents: Math.max(0, -unusedCents),
    ...(refundedCents > 0 ? { dueOn } : {}),
  };
}

/** Days that are earned, of those of the term; both its first and its last day count. */
function daysOf({ term, endsOn, noticeReceivedOn, law }: EndedTerm): Refund['days'] {
  const of = daysBetween(term.startsOn, term.endsOn) + 1;
  if (of < 1) throw new RangeError(`A term has a day or more, got ${of}.`);
  // Whoever stays to the end of the term ends nothing before its time: the term is earned, however early they said so.
  const isBefore = endsOn < term.endsOn;
  const last = isBefore && law.earnedTo === 'notice' && noticeReceivedOn < endsOn ? noticeReceivedOn : endsOn;
  return { earned: Math.min(of, Math.max(0, daysBetween(term.startsOn, last) + 1)), of };
}

/** The fee of the days that are earned, each at the price that held on it. */
function earnedFee({ term, feeCents, changes = [], ...ended }: EndedTerm): number {
  const parts = [{ from: term.startsOn, feeCents }, ...changes].map(({ from, feeCents: cents }) => {
    const days = daysOf({ ...ended, feeCents, term: { startsOn: from, endsOn: term.endsOn } });
    return { cents, days: days.earned, ofDays: days.of };
  });
  return prorateSum(parts);
}

function wholeFee({ feeCents, changes = [] }: EndedTerm): number {
  return Math.max(0, sumCents([feeCents, ...changes.map((change) => change.feeCents)]));
}

/** Whoever takes the contract back has no care after those days: a no in them to the next year, or a later end, is none. */
function isInCoolingOff({ coolingOff, endsOn }: EndedTerm): boolean {
  if (coolingOff === undefined) return false;
  requireNotNegative(coolingOff.days, 'The days of a cooling-off period');
  return coolingOff.days > 0 && endsOn <= addDays(coolingOff.from, coolingOff.days);
}

function basisOf({ basis, law }: EndedTerm): RefundBasis {
  return law.noneCite === undefined ? 'daily' : basis;
}

function deductible({ usedServices = [], law }: EndedTerm): number {
  const prices = usedServices.map(({ count, priceCents = 0 }) => {
    requireNotNegative(count, 'How often a service was used');
    requireNotNegative(priceCents, 'The price of a service');
    return count * priceCents;
  });
  return law.mayDeductUse ? sumCents(prices) : 0;
}
