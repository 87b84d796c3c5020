import { type Agreement, planOf, type Term } from '../agreement/agreement.ts';
import { creditCents, remainingCents } from '../ledger/invoice-money.ts';
import { keptCents } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import { statesOf } from '../people/person.ts';
import { refundDueOn, refundTermsOfAll } from '../practice/refund-rules.ts';
import type { Ending, RefundPart, Settlement } from './ending.ts';
import { refundOf, type UsedService } from './refund.ts';
import { promisedParts } from './settlements.ts';

type Noticed = Pick<Ending, 'by' | 'endsOn' | 'noticeReceivedOn' | 'coolingOffDays'>;

/**
 * What an ending comes to, by what is paid now: the preview before it is decided, and the settlement when care has ended.
 * Each term is worked out on its own; of one that has not begun everything goes back, and so does what was paid ahead.
 * What the practice asked less for lowers the fee; what it wrote off is owed no more, and still earned. Services that were
 * used are taken off where the patient ends it, and for nobody else's reason.
 */
export function settle(agreement: Agreement, noticed: Noticed): Settlement {
  const law = refundTermsOfAll(agreement.members.flatMap(statesOf));
  const terms = agreement.terms.map((term) => {
    const invoices = agreement.invoices.filter((one) => one.term === term.number);
    const writtenOff = invoices.filter(({ status }) => status === 'uncollectible').map(remainingCents);
    const creditedCents = sumCents(invoices.map((one) => one.creditedCents ?? 0));
    const refund = refundOf({
      term,
      ...lessCredits(term, creditedCents),
      paidCents: paidOf(agreement, term.number),
      noticeReceivedOn: noticed.noticeReceivedOn,
      endsOn: noticed.endsOn,
      basis: 'daily',
      ...(noticed.by === 'patient'
        ? {
            coolingOff: { from: agreement.terms[0]?.startsOn ?? term.startsOn, days: noticed.coolingOffDays },
            usedServices: usedServicesOf(agreement, term),
          }
        : {}),
      law,
    });
    return { refund, owedCents: Math.max(0, refund.owedCents - sumCents(writtenOff)) };
  });
  const refundedCents = sumCents([...terms.map(({ refund }) => refund.refundedCents), creditCents(agreement)]);
  const usedServicesCents = sumCents(terms.map(({ refund }) => refund.earned.usedServicesCents));
  return {
    earnedCents: sumCents(terms.map(({ refund }) => refund.earnedCents)),
    refundedCents,
    owedCents: sumCents(terms.map(({ owedCents }) => owedCents)),
    ...(usedServicesCents === 0 ? {} : { usedServicesCents }),
    // What was paid ahead goes back by the same day.
    ...(refundedCents === 0 ? {} : { dueOn: refundDueOn(law, { ...noticed, lastDay: noticed.endsOn }) }),
    parts: partsOf(agreement, refundedCents),
  };
}

/** What a term costs after the practice asked less for it: of the fee first, then of what members who came add to it. */
function lessCredits({ feeCents, enrolmentFeeCents = 0, changes }: Term, creditedCents: number) {
  let left = creditedCents;
  const less = (cents: number) => {
    const taken = Math.min(left, Math.max(0, cents));
    left -= taken;
    return cents - taken;
  };
  return {
    feeCents: less(feeCents),
    ...(changes === undefined ? {} : { changes: changes.map((one) => ({ ...one, feeCents: less(one.feeCents) })) }),
    enrolmentFeeCents: less(enrolmentFeeCents),
  };
}

/** What everybody had of the services that have a price, in a term. */
function usedServicesOf(agreement: Agreement, term: Term): UsedService[] {
  const { startsOn, endsOn } = term;
  return planOf(agreement, term).services.flatMap(({ name, priceCents }) => {
    const count = agreement.uses.filter(({ service, on }) => service === name && startsOn <= on && on <= endsOn).length;
    return priceCents === undefined || count === 0 ? [] : [{ name, count, priceCents }];
  });
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
