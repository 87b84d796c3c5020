import type { Agreement } from '../agreement/agreement.ts';
import { creditCents, remainingCents } from '../ledger/invoice-money.ts';
import { keptCents } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import { refundTermsOf } from '../practice/refund-rules.ts';
import type { Ending, RefundPart, Settlement } from './ending.ts';
import { refundOf } from './refund.ts';
import { promisedParts } from './settlements.ts';

type Noticed = Pick<Ending, 'endsOn' | 'noticeReceivedOn' | 'coolingOffDays'>;

/**
 * What an ending comes to, by what is paid now: the preview before it is decided, and the settlement when care has ended.
 * Each term is worked out on its own; of one that has not begun everything goes back, and so does what was paid ahead.
 * What the practice asked less for lowers the fee; what it wrote off is owed no more, and still earned.
 */
export function settle(agreement: Agreement, noticed: Noticed): Settlement {
  const terms = agreement.terms.map((term) => {
    const invoices = agreement.invoices.filter((one) => one.term === term.number);
    const writtenOff = invoices.filter(({ status }) => status === 'uncollectible').map(remainingCents);
    const creditedCents = sumCents(invoices.map((one) => one.creditedCents ?? 0));
    const { enrolmentFeeCents = 0 } = term;
    const refund = refundOf({
      term,
      feeCents: Math.max(0, term.feeCents - creditedCents),
      enrolmentFeeCents: Math.min(enrolmentFeeCents, term.feeCents + enrolmentFeeCents - creditedCents),
      ...(term.changes === undefined ? {} : { changes: term.changes }),
      paidCents: paidOf(agreement, term.number),
      noticeReceivedOn: noticed.noticeReceivedOn,
      endsOn: noticed.endsOn,
      basis: 'daily',
      coolingOff: { from: agreement.terms[0]?.startsOn ?? term.startsOn, days: noticed.coolingOffDays },
      law: refundTermsOf(agreement.members[0]?.address?.state ?? ''),
    });
    return { refund, owedCents: Math.max(0, refund.owedCents - sumCents(writtenOff)) };
  });
  const refundedCents = sumCents([...terms.map(({ refund }) => refund.refundedCents), creditCents(agreement)]);
  const dueOn = terms.flatMap(({ refund }) => refund.dueOn ?? []).sort()[0];
  return {
    earnedCents: sumCents(terms.map(({ refund }) => refund.earnedCents)),
    refundedCents,
    owedCents: sumCents(terms.map(({ owedCents }) => owedCents)),
    ...(dueOn === undefined ? {} : { dueOn }),
    parts: partsOf(agreement, refundedCents),
  };
}

/** What was paid for a term and has not gone back for a member who left. */
export function paidOf(
  { invoices, formerMembers = [] }: Pick<Agreement, 'invoices' | 'formerMembers'>,
  term: number,
): number {
  const returned = formerMembers.flatMap(({ departure }) => departure?.returned ?? []);
  return sumCents([
    ...invoices.filter((one) => one.term === term).map(({ paidCents = 0 }) => paidCents),
    ...returned.filter((one) => one.term === term).map(({ cents }) => -cents),
  ]);
}

/** The newest payments go back first, each by the way it came and never more than is left of it. */
export function partsOf(agreement: Agreement, refundedCents: number): RefundPart[] {
  const { ledger } = agreement;
  const promised = promisedParts(agreement);
  const parts: RefundPart[] = [];
  let left = refundedCents;
  for (const payment of ledger.filter(({ kind }) => kind === 'payment').toReversed()) {
    const elsewhere = promised.filter(({ paymentId }) => paymentId === payment.entryId);
    const keptHere = keptCents(ledger, payment) - sumCents(elsewhere.map((part) => part.amountCents));
    const amountCents = Math.max(0, Math.min(left, keptHere));
    const way = payment.chargeId === undefined ? 'check' : 'charge';
    if (amountCents > 0) parts.push({ paymentId: payment.entryId, amountCents, way });
    left -= amountCents;
  }
  return parts;
}
