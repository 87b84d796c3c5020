import type { Agreement } from './agreement.ts';
import type { Wish } from './events.ts';

/**
 * The next term is prepared anew: what it costs, or the rules by which people are told of it, are others now. Terms that
 * are being signed are not drawn up anew: such a term never begins by itself. An ending may be undone, and what people
 * were told holds no more then.
 */
export function planAgain(agreement: Agreement): { agreement: Agreement; wishes: Wish[] } {
  const { renewal, ...rest } = agreement;
  const isToCome = agreement.status === 'active' || agreement.status === 'ending';
  if (renewal === undefined || renewal.documentId !== undefined || !isToCome) return { agreement, wishes: [] };
  const { term, price, method, payerRound = 1, notices } = renewal;
  const formerPlan = {
    term,
    feeCents: price.feeCents,
    ...(method === undefined ? {} : { method }),
    payerRound,
    noticeNumbers: notices.map(({ noticeNumber }) => noticeNumber),
  };
  return { agreement: { ...rest, formerPlan }, wishes: [{ workflow: 'renewal', term }] };
}
