import { addDays } from '../calendar/practice-time.ts';
import type { Settlement } from '../ending/ending.ts';
import { paidOf, partsOf } from '../ending/settle.ts';
import { ledgerEntry, withEntry } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import type { Departure, Member } from '../people/member.ts';
import { statesOf } from '../people/person.ts';
import { refundDueOn, refundTermsOfAll } from '../practice/refund-rules.ts';
import type { Agreement } from './agreement.ts';
import type { Outcome } from './events.ts';
import { withMemberFee } from './member-fee.ts';
import { decided, withMark } from './with.ts';

/** Those whose last day is over and who are still among the members. */
export function departing(
  { members }: Pick<Agreement, 'members'>,
  today: string,
): (Member & { departure: Departure })[] {
  return members.flatMap((member) => {
    const { departure } = member;
    return departure !== undefined && departure.lastDay < today ? [{ ...member, departure }] : [];
  });
}

/**
 * The member has left: the seat is free, and the rest of each term that was priced with them costs less. What goes back is
 * settled by the workflow of an ending, once nothing is open any more.
 */
export function depart(agreement: Agreement, member: Member & { departure: Departure }): Agreement {
  const { departure, memberId } = member;
  const others = agreement.members.filter((one) => one.memberId !== memberId);
  const later = agreement.terms.filter(({ number }) => number > departure.pricedTo);
  const priced = { ...agreement, terms: agreement.terms.filter(({ number }) => number <= departure.pricedTo) };
  const from = unearnedFrom(agreement, member);
  const { agreement: billed, asked } = withMemberFee(priced, { member, others, from, sign: -1 });
  const former = { ...member, departure: { ...departure, credits: asked } };
  return {
    ...billed,
    // Of a year that was settled without them, the price is right already.
    price: later.length === 0 ? billed.price : agreement.price,
    terms: [...billed.terms, ...later],
    members: others,
    formerMembers: [...(agreement.formerMembers ?? []), former],
    needsAttention: agreement.needsAttention.filter(
      (mark) => mark.memberId !== memberId && !(mark.code === 'member_died' && !others.some(({ died }) => died)),
    ),
  };
}

/** By the refund rules of the states in which the member lives. */
function unearnedFrom(
  { terms }: Pick<Agreement, 'terms'>,
  { departure: { lastDay, noticeReceivedOn }, ...member }: Member & { departure: Departure },
): string {
  const isEarly = terms.every(({ endsOn }) => endsOn !== lastDay) && noticeReceivedOn < lastDay;
  const isByNotice = isEarly && refundTermsOfAll(statesOf(member)).earnedTo === 'notice';
  return addDays(isByNotice ? noticeReceivedOn : lastDay, 1);
}

/** What goes back for the days after a member left: what was paid too much of what was asked for. */
export function settleDeparture(agreement: Agreement, memberId: string, now: string): Outcome {
  const member = agreement.formerMembers?.find((one) => one.memberId === memberId);
  const { departure } = member ?? {};
  if (member === undefined || departure?.credits === undefined || departure.settlement !== undefined) {
    return { refusal: 'nothing_changes' };
  }
  const terms = [...new Set(departure.credits.map(({ term }) => term))];
  // Whatever comes of what is open changes what goes back.
  if (isUnsettled(agreement, terms)) return { refusal: 'payment_on_its_way' };
  const returned = terms.map((term) => ({ term, cents: returnedOf(agreement, term) }));
  const refundedCents = sumCents(returned.map(({ cents }) => cents));
  const dueOn = refundDueOn(refundTermsOfAll(statesOf(member)), departure);
  const settlement: Settlement = {
    earnedCents: sumCents(terms.map((term) => paidOf(agreement, term))) - refundedCents,
    refundedCents,
    owedCents: 0,
    ...(refundedCents > 0 ? { dueOn } : {}),
    parts: partsOf(agreement, refundedCents),
  };
  const formerMembers = agreement.formerMembers?.map((one) =>
    one.memberId === memberId ? { ...one, departure: { ...departure, returned, settlement } } : one,
  );
  const settled: Agreement = {
    ...agreement,
    ...(formerMembers === undefined ? {} : { formerMembers }),
    ledger:
      refundedCents === 0
        ? agreement.ledger
        : withEntry(
            agreement.ledger,
            ledgerEntry({ entryId: `left-${memberId}`, at: now, kind: 'credit', cents: refundedCents }),
          ),
  };
  const hasCheck = settlement.parts.some(({ way }) => way === 'check');
  const { parts: _, ...data } = settlement;
  return decided(hasCheck ? withMark(settled, 'refund_by_check', now) : settled, 'departure_settled', {
    memberId,
    ...data,
  });
}

/** Something of these terms was asked for and is not decided. Of an agreement that has ended, everything is. */
export function isUnsettled({ status, invoices }: Agreement, terms: readonly number[]): boolean {
  return status !== 'ended' && invoices.some((one) => one.status === 'open' && terms.includes(one.term));
}

/** What was paid for a term beyond what it asks for without the days of those who left. */
function returnedOf(agreement: Agreement, term: number): number {
  // An ending has settled all of it.
  if (agreement.status === 'ended') return 0;
  const asked = agreement.invoices.filter(
    (one) => one.term === term && (one.status === 'paid' || one.status === 'uncollectible'),
  );
  const credits = (agreement.formerMembers ?? []).flatMap(({ departure }) => departure?.credits ?? []);
  const owedCents = sumCents([
    ...asked.map(({ amountCents, creditedCents = 0 }) => amountCents - creditedCents),
    ...credits.filter((one) => one.term === term).map(({ cents }) => -cents),
  ]);
  return Math.max(0, paidOf(agreement, term) - Math.max(0, owedCents));
}
