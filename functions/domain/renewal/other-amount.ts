import type { Agreement, Renewal } from '../agreement/agreement.ts';
import { byDayAsked } from '../billing/invoice.ts';
import { installments, type nextTerm } from '../term/term.ts';

/**
 * Whether the first payment of a next term is another amount than the last before it: after a first term that was cut
 * short, or one with an enrolment fee, it is, though a year costs the same.
 */
export function isOtherAmount(
  { invoices }: Pick<Agreement, 'invoices'>,
  next: ReturnType<typeof nextTerm>,
  { plan, price }: Pick<Renewal, 'plan' | 'price'>,
): boolean {
  const last = invoices
    .filter(({ status }) => status !== 'void')
    .sort(byDayAsked)
    .at(-1);
  const [first] = installments(next, price.feeCents, plan.installments);
  return first?.amountCents !== last?.amountCents;
}
