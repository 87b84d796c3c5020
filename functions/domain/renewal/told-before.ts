import type { Agreement, Renewal } from '../agreement/agreement.ts';

/**
 * What still holds of what people were told of a term, by the plan of it before this one: the numbers of the notices to the
 * signers that named this price, and which telling of a payer who does not sign this is.
 */
export function toldBefore(
  { formerPlan }: Pick<Agreement, 'formerPlan'>,
  { term, feeCents, method }: Pick<Renewal, 'term' | 'method'> & { feeCents: number },
): { noticeNumbers: number[]; payerRound: number } {
  if (formerPlan?.term !== term) return { noticeNumbers: [], payerRound: 1 };
  const isSamePrice = formerPlan.feeCents === feeCents;
  const isToldSame = isSamePrice && formerPlan.method === method;
  return {
    noticeNumbers: isSamePrice ? formerPlan.noticeNumbers : [],
    payerRound: formerPlan.payerRound + (isToldSame ? 0 : 1),
  };
}
