import type { Plan } from './practice.ts';

/** What a direct-primary-care fee may cost a month without ending the right to pay into a health savings account. */
const mostCentsAMonth = 150_00;

/**
 * Whether having this plan may stop contributions to a health savings account. Since 2026 one kind of arrangement does not:
 * direct primary care, whose sole compensation is a fixed fee of at most USD 150 a month for one person. Any other is left
 * to the patient's tax adviser. The amount is indexed: IRS Notice 2026-5.
 */
export function mayStopHsa({ legalModel, priceCents }: Pick<Plan, 'legalModel' | 'priceCents'>): boolean {
  return legalModel !== 'dpc' || priceCents > 12 * mostCentsAMonth;
}
