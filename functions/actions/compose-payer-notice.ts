import { payingRef, personOf } from '../domain/agreement/agreement.ts';
import { firstChargeCents } from '../domain/agreement/first-term.ts';
import { isDated } from '../domain/agreement/next-date.ts';
import { isPayerAsked } from '../domain/agreement/on-payer.ts';
import { nextPaymentOf } from '../domain/billing/next-payment.ts';
import { addToInstant, practiceDate } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import type { Payer } from '../domain/people/member.ts';
import { signsOnPaper } from '../domain/signing/signers.ts';
import { closedPayerMail } from '../pages/mails/closed.ts';
import { payerRequestMail } from '../pages/mails/payer-request.ts';
import { paysNoMoreMail } from '../pages/mails/people-changed.ts';
import { firstNames } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toParty } from './composed-notice.ts';

const daysToAnswer = 30;

/** Asks whoever is to pay, or tells them that it came to nothing or is over; undefined when it has become pointless. */
export function composePayerNotice(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'payer' | 'payerreminder' | 'payerfresh' | 'closedpayer' | 'paysnomore' }>,
): ComposedNotice | undefined {
  const { deps, book, agreement } = context;
  const { payer, formerPayers, members } = agreement;
  const { practice } = book;
  const patients = firstNames(members);
  if (topic.kind === 'paysnomore') {
    const former = formerPayers?.[topic.number - 1];
    if (former === undefined) return undefined;
    const to = toParty(personOf(agreement, former), signsOnPaper(agreement, former));
    const about = { firstName: to.reader.firstName, patients, until: practiceDate(former.until, deps.timeZone) };
    return { ...to, mail: () => paysNoMoreMail({ practice, ...about }) };
  }
  if (payer === undefined) return undefined;
  if (topic.kind !== 'closedpayer') return composePayerRequest(context, topic.kind === 'payerreminder');
  const to = toParty(personOf(agreement, payer));
  return { ...to, mail: () => closedPayerMail({ practice, firstName: to.reader.firstName, patients }) };
}

/** Leads to the page on which whoever is named says that they pay, or stops. */
export function payerLink({ deps, agreement }: NoticeContext, { partyId, links = 0 }: Payer, days: number) {
  const { agreementId } = agreement;
  return {
    path: 'payer' as const,
    target: {
      purpose: 'payer' as const,
      agreementId,
      ...(partyId === undefined ? {} : { partyId }),
      generation: links,
    },
    expiresAt: addToInstant(deps.now, { days }),
  };
}

/** The question whether they pay, by a link of their own; undefined where nobody is asked. */
export function composePayerRequest(context: NoticeContext, isReminder: boolean): ComposedNotice | undefined {
  const { deps, book, agreement, physician } = context;
  const { payer, members } = agreement;
  if (payer === undefined || !isPayerAsked(agreement)) return undefined;
  const paying = payingRef(agreement);
  const to = toParty(personOf(agreement, paying), paying.onPaper);
  // Once both sides have signed, it is charged as soon as they say yes.
  const isDue = isDated(agreement) || agreement.status === 'awaiting_payment';
  const props = {
    practice: book.practice,
    firstName: to.reader.firstName,
    patients: firstNames(members),
    physicianName: physician.name,
    ...(isDue
      ? { next: nextPaymentOf(agreement) }
      : { firstCents: firstChargeCents(agreement, practiceDate(deps.now, deps.timeZone)) }),
    isReminder,
  };
  return {
    ...to,
    link: payerLink(context, payer, daysToAnswer),
    mail: (url) => payerRequestMail({ ...props, link: url }),
  };
}
