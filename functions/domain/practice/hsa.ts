import type { Plan } from './practice.ts';
import { type Price, pricesOf } from './price.ts';

/** What a direct-primary-care fee may cost a month without ending the right to pay into a health savings account. */
const mostCentsAMonth = 150_00;

/**
 * Whether a plan at this price may stop contributions to a health savings account. Since 2026 one kind of arrangement does
 * not: direct primary care, whose sole compensation is a fixed fee of at most USD 150 a month for one person. Any other is
 * left to the patient's tax adviser. The amount is indexed: IRS Notice 2026-5.
 */
export function mayStopHsa({ legalModel }: Pick<Plan, 'legalModel'>, price: Price): boolean {
  return legalModel !== 'dpc' || price.enrolmentFeeCents > 0 || price.feeCents > 12 * mostCentsAMonth;
}

/** Whether it may for somebody, at whatever age. */
export function mayStopHsaOfSome(plan: Parameters<typeof pricesOf>[0] & Pick<Plan, 'legalModel'>): boolean {
  return pricesOf(plan).some((price) => mayStopHsa(plan, price));
}
