import type { Invoice } from '../billing/invoice.ts';
import { addDays, daysBetween } from '../calendar/practice-time.ts';
import { prorateCents, sumCents } from '../money/money.ts';
import { laterOf } from '../notices/rule-window.ts';
import type { Member } from '../people/member.ts';
import { type MemberPrice, memberPrice, withMemberPrice } from '../practice/member-price.ts';
import type { Price } from '../practice/price.ts';
import { daysToTellPayer } from '../renewal/payer-notice.ts';
import { renewalPrice } from '../renewal/renewal-price.ts';
import { restOfTermFee } from '../term/term.ts';
import { type Agreement, type Term, termFeeCents } from './agreement.ts';
import { earliestDue } from './next-date.ts';

interface Change {
  member: Member;
  /** Those with whom the price is compared. */
  others: readonly Member[];
  /** The first day that costs more or less. */
  from: string;
  /** 1 where the member comes, -1 where the member goes. */
  sign: 1 | -1;
}

/** What of a change lies in payments that were asked for before it, by term. */
interface Asked {
  term: number;
  cents: number;
}

/**
 * Price, terms and invoices after a member's part of the price has come or gone, to the cent: the rest of each term that is
 * not over is counted by the day, at what that term was sold at; drafts are changed by their own days. What falls on days that were asked for already is
 * given back as `asked`: for whoever comes it is billed at once, as a draft that is due on that day; to a bank account,
 * which has to be told of another amount days ahead, after those days, with what they would have changed. By check it has
 * its days from then on.
 */
export function withMemberFee(agreement: Agreement, change: Change): { agreement: Agreement; asked: Asked[] } {
  const asked: Asked[] = [];
  let changed = agreement;
  let part: MemberPrice | undefined;
  for (const term of agreement.terms.filter(({ endsOn }) => endsOn >= change.from)) {
    const sold = term.soldAt ?? agreement;
    part = memberPrice(sold, pricedWith(term, change.others), change.member, term.startsOn);
    const start = laterOf(change.from, term.startsOn);
    const totalCents = restOfTermFee(part.feeCents, term, start, sold.plan.renewal);
    const firstDue = change.sign === 1 ? firstDueDay(agreement, start) : start;
    const days = { from: start, dueOn: firstDue, notBefore: earliestDue(agreement, start) };
    const shares = sharesOf(changed, term, { start, firstDue }, totalCents);
    const invoices = withShares(changed, shares, change);
    const leftover = shares.askedCents + invoices.tooMuchCents;
    if (leftover > 0) asked.push({ term: term.number, cents: leftover });
    const extra =
      change.sign === 1 && leftover > 0 ? [raised(extraDraft(invoices.all, term, days, leftover), change)] : [];
    const entry = {
      memberId: change.member.memberId,
      from: start,
      feeCents: change.sign === 1 ? totalCents : 0 - totalCents,
    };
    changed = {
      ...changed,
      terms: changed.terms.map((one) =>
        one.number === term.number ? { ...one, changes: [...(one.changes ?? []), entry] } : one,
      ),
      invoices: inOrder([...invoices.all, ...extra]),
    };
  }
  const price = part === undefined ? changed.price : withMemberPrice(changed.price, part, change.sign);
  return { agreement: { ...changed, price }, asked };
}

/** Whoever leaves or has died may be among the members still when a later term was priced without them. */
function pricedWith({ number }: Term, members: readonly Member[]): Member[] {
  return members.filter(({ departure, died }) => ((departure ?? died)?.pricedTo ?? number) >= number);
}

/**
 * What a member more costs: for the days from a day on until the year that runs ends, and for a year, with the price for all;
 * and what the next year costs for all, as far as it is known.
 */
export function costOfMember(agreement: Agreement, member: Member, from: string) {
  const { agreement: after } = withMemberFee(agreement, { member, others: agreement.members, from, sign: 1 });
  const feeOf = ({ terms }: Agreement) => sumCents(terms.map(termFeeCents));
  const price: Price = after.price;
  const endsOn = after.terms.at(-1)?.endsOn ?? from;
  return {
    restCents: feeOf(after) - feeOf(agreement),
    endsOn,
    yearCents: price.feeCents - agreement.price.feeCents,
    price,
    nextFeeCents: nextFeeCents({ ...agreement, price }, [...agreement.members, member], endsOn),
  };
}

/** What a year costs for these members that begins after `endsOn`: as it is planned, or by the plan and price of now. */
export function nextFeeCents(
  { plan, price, renewal }: Pick<Agreement, 'plan' | 'price' | 'renewal'>,
  members: Member[],
  endsOn: string,
): number {
  return renewalPrice({ ...(renewal ?? { plan, price }), members }, addDays(endsOn, 1)).feeCents;
}

/** The first day on which what a member costs may be charged. */
function firstDueDay({ paymentMethod }: Agreement, from: string): string {
  return paymentMethod?.kind === 'bank' ? addDays(from, daysToTellPayer) : from;
}

interface Shares {
  /** By invoice. */
  ofDrafts: ReadonlyMap<string, number>;
  /** Of the days before the first draft. */
  askedCents: number;
}

/**
 * The total shared by days among the drafts of a term and the days before them, adding up to it. A draft for a member who
 * came is for the days from then on, though it is due later.
 */
function sharesOf(
  { invoices }: Agreement,
  { number, endsOn }: Term,
  { start, firstDue }: { start: string; firstDue: string },
  totalCents: number,
): Shares {
  const drafts = invoices
    .filter((one) => one.term === number && one.status === 'draft' && one.dueOn >= firstDue && one.dueOn <= endsOn)
    .map(({ invoiceId, dueOn, from = dueOn }) => ({ invoiceId, from: laterOf(from, start) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const days = daysBetween(start, endsOn) + 1;
  const upTo = (day: string) => prorateCents(totalCents, daysBetween(start, day), days);
  const ends = [...drafts.map(({ from }) => from), addDays(endsOn, 1)];
  const ofDrafts = drafts.map(
    ({ invoiceId, from }, index) => [invoiceId, upTo(ends[index + 1] ?? from) - upTo(from)] as const,
  );
  return { ofDrafts: new Map(ofDrafts), askedCents: upTo(ends[0] ?? start) };
}

/** A draft of which nothing is left is void. What a draft can't give is too much for it. */
function withShares({ invoices }: Agreement, { ofDrafts }: Shares, change: Change) {
  let tooMuchCents = 0;
  const all = invoices.map((invoice): Invoice => {
    const share = ofDrafts.get(invoice.invoiceId) ?? 0;
    if (share === 0) return invoice;
    const amountCents = invoice.amountCents + change.sign * share;
    if (amountCents > 0) return raised({ ...invoice, amountCents }, change);
    tooMuchCents -= amountCents;
    return { ...invoice, amountCents: 0, status: 'void' };
  });
  return { all, tooMuchCents };
}

/** Whoever's account it is charged to has to be told of the member first. */
function raised(invoice: Invoice, { member, sign }: Change): Invoice {
  return sign === 1 ? { ...invoice, raisedBy: [...(invoice.raisedBy ?? []), member.memberId] } : invoice;
}

function extraDraft(
  invoices: readonly Invoice[],
  { number: term }: Term,
  { from, dueOn, notBefore }: { from: string; dueOn: string; notBefore: string },
  amountCents: number,
): Invoice {
  const numbers = invoices.filter((one) => one.term === term).map(({ installment }) => installment);
  const installment = Math.max(0, ...numbers) + 1;
  const invoiceId = `t${term}-i${installment}`;
  const draft: Invoice = { invoiceId, term, installment, status: 'draft', amountCents, dueOn, from, attempts: [] };
  return notBefore > dueOn ? { ...draft, notBefore } : draft;
}

/** As the table gives them. */
function inOrder(invoices: Invoice[]): Invoice[] {
  return invoices.sort((a, b) => a.term - b.term || a.installment - b.installment);
}
