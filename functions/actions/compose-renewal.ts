import type { Signer } from '../domain/agreement/agreement.ts';
import { addDays } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { mayRenewByItself } from '../domain/renewal/consent.ts';
import { graceOverOn } from '../domain/renewal/renewal-step.ts';
import { installments } from '../domain/term/term.ts';
import { graceMail, renewalNoticeMail, renewedMail } from '../pages/mails/renewal.ts';
import { planLink } from './compose-ending.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Word of the next term to one signer; undefined where it has been decided otherwise. */
export function composeRenewal(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'renewal' | 'renewed' | 'grace' }>,
  signer: Signer,
): ComposedNotice | undefined {
  const { agreement, book } = context;
  const { practice } = book;
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  const link = planLink(context, signer.signerId);
  if (topic.kind === 'renewed') {
    const term = agreement.terms.find(({ number }) => number === topic.term);
    if (term === undefined) return undefined;
    return { ...to, link, mail: (url) => renewedMail({ practice, firstName, ...term, link: url }) };
  }
  const { renewal, status } = agreement;
  if (renewal?.term !== topic.term || (status !== 'active' && status !== 'in_grace')) return undefined;
  const { startsOn, price, plan } = renewal;
  const endsOn = addDays(startsOn, -1);
  if (topic.kind === 'grace') {
    const props = { practice, firstName, endedOn: endsOn, keptUntil: graceOverOn(renewal), feeCents: price.feeCents };
    return { ...to, link, mail: (url) => graceMail({ ...props, link: url }) };
  }
  const [first] = installments({ ...renewal, number: renewal.term }, price.feeCents, plan.installments);
  const props = {
    practice,
    firstName,
    isAutomatic: mayRenewByItself(agreement),
    endsOn,
    startsOn,
    nextEndsOn: renewal.endsOn,
    feeCents: price.feeCents,
    oldFeeCents: agreement.price.feeCents,
    firstPaymentCents: first?.amountCents ?? price.feeCents,
    // Whoever pays for others sees to their own method alone.
    paidWith: agreement.payer === undefined ? agreement.paymentMethod?.label : undefined,
  };
  return { ...to, link, mail: (url) => renewalNoticeMail({ ...props, link: url }) };
}
