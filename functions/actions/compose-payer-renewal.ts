import { type Agreement, personOf, termFeeCents } from '../domain/agreement/agreement.ts';
import { earliestDue } from '../domain/agreement/next-date.ts';
import { askedOn, byDayAsked, type Invoice } from '../domain/billing/invoice.ts';
import { type NoticeTopic, noticeKeys } from '../domain/notices/notice.ts';
import { laterOf } from '../domain/notices/rule-window.ts';
import { payerNotice } from '../domain/renewal/payer-notice.ts';
import { installments } from '../domain/term/term.ts';
import { type Payment, payerMoreMail, payerRenewalMail } from '../pages/mails/payer-renewal.ts';
import { payerLink } from './compose-payer-notice.ts';
import { wayOf } from './compose-renewal.ts';
import { type ComposedNotice, type NoticeContext, toParty } from './composed-notice.ts';

/** Longer than a term, so that whoever looks for the way to stop finds one that works. */
const daysToStop = 400;

/** What the next term costs, to whoever pays without signing; undefined where they pay it no more, or it costs something else. */
export function composePayerRenewal(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'payerrenewal' }>,
): ComposedNotice | undefined {
  const { agreement, book } = context;
  const { payer, terms, renewal } = agreement;
  const notice = payerNotice(agreement, topic.term);
  const noticeKey = noticeKeys.payerRenewal(topic.term, topic.round, topic.payers);
  if (payer === undefined || notice?.noticeKey !== noticeKey) return undefined;
  const { number, startsOn, endsOn, feeCents } = notice.term;
  const before = terms.find((one) => one.number === number - 1);
  const plan = renewal?.term === number ? renewal.plan : agreement.plan;
  const begun = agreement.invoices.filter((one) => one.term === number);
  const earliest = earliestDue(agreement, startsOn);
  const planned = installments(notice.term, feeCents, plan.installments).map((one) => ({
    ...one,
    notBefore: laterOf(one.dueOn, earliest),
  }));
  const payments = begun.length > 0 ? begun : planned;
  const to = toParty(personOf(agreement, payer));
  const way = wayOf(agreement);
  const props = {
    practice: book.practice,
    firstName: to.reader.firstName,
    isDecided: renewal?.term !== number || way === 'automatic' || way === 'signed',
    startsOn,
    endsOn,
    feeCents,
    oldFeeCents: before && termFeeCents(before),
    ...paymentsOf(agreement, payments),
  };
  return { ...to, link: payerLink(context, payer, daysToStop), mail: (link) => payerRenewalMail({ ...props, link }) };
}

/** What is charged from now on, to whoever pays without signing, after a member was added; undefined where nothing is. */
export function composePayerMore(context: NoticeContext, memberId: string): ComposedNotice | undefined {
  const { agreement, book } = context;
  const { payer, members, invoices } = agreement;
  const joined = members.find((one) => one.memberId === memberId)?.joined;
  const payments = invoices
    .filter(({ status, from }) => status === 'draft' || (status === 'open' && from === joined?.on))
    .sort(byDayAsked);
  if (payer === undefined || joined === undefined || payments.length === 0) return undefined;
  const to = toParty(personOf(agreement, payer));
  const props = { practice: book.practice, firstName: to.reader.firstName, ...paymentsOf(agreement, payments) };
  return { ...to, link: payerLink(context, payer, daysToStop), mail: (link) => payerMoreMail({ ...props, link }) };
}

function paymentsOf({ paymentMethod }: Agreement, payments: readonly (Payment & Pick<Invoice, 'notBefore'>)[]) {
  return {
    payments: payments.map((one) => ({ dueOn: askedOn(one), amountCents: one.amountCents })),
    paidWith: paymentMethod?.kind === 'check' ? undefined : paymentMethod?.label,
  };
}
