import type { Agreement, Ending, Invoice, RefundPart, Settlement } from '../agreement/agreement.ts';
import { sumCents } from '../money/money.ts';
import { refundTermsOf } from '../practice/refund-rules.ts';
import { type Refund, refundOf } from './refund.ts';

type Noticed = Pick<Ending, 'endsOn' | 'noticeReceivedOn' | 'coolingOffDays'>;

/**
 * What an ending comes to, by what is paid now: the preview before it is decided, and the settlement when care has ended.
 * Each term is worked out on its own; of one that has not begun everything goes back.
 */
export function settle(agreement: Agreement, noticed: Noticed): Settlement {
  const terms = agreement.terms.map((term) => {
    const paid = agreement.invoices.filter((one) => one.term === term.number && one.status === 'paid');
    const refund = refundOf({
      term,
      feeCents: term.feeCents,
      enrolmentFeeCents: term.enrolmentFeeCents ?? 0,
      paidCents: sumCents(paid.map(({ amountCents }) => amountCents)),
      noticeReceivedOn: noticed.noticeReceivedOn,
      endsOn: noticed.endsOn,
      basis: 'daily',
      coolingOff: { from: agreement.terms[0]?.startsOn ?? term.startsOn, days: noticed.coolingOffDays },
      law: refundTermsOf(agreement.members[0]?.address?.state ?? ''),
    });
    return { refund, parts: partsOf(paid, refund.refundedCents) };
  });
  const sum = (pick: (refund: Refund) => number) => sumCents(terms.map(({ refund }) => pick(refund)));
  const dueOn = terms.flatMap(({ refund }) => refund.dueOn ?? []).sort()[0];
  return {
    earnedCents: sum(({ earnedCents }) => earnedCents),
    refundedCents: sum(({ refundedCents }) => refundedCents),
    owedCents: sum(({ owedCents }) => owedCents),
    ...(dueOn === undefined ? {} : { dueOn }),
    parts: terms.flatMap(({ parts }) => parts),
  };
}

/** The newest payments go back first, each by the way it came and never more than it was. */
function partsOf(paid: readonly Invoice[], refundedCents: number): RefundPart[] {
  const parts: RefundPart[] = [];
  let left = refundedCents;
  for (const { invoiceId, amountCents, received } of paid.toReversed()) {
    const part = Math.min(left, amountCents);
    if (part > 0) parts.push({ invoiceId, amountCents: part, way: received === undefined ? 'charge' : 'check' });
    left -= part;
  }
  return parts;
}
