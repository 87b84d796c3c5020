import { type Agreement, documentOf } from '../domain/agreement/agreement.ts';
import { earliestDue } from '../domain/agreement/next-date.ts';
import { addDays } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { signingOf } from '../domain/renewal/changed-terms.ts';
import { mayRenewByItself } from '../domain/renewal/consent.ts';
import { graceOverOn } from '../domain/renewal/renewal-step.ts';
import { type Signer, signerOf } from '../domain/signing/signed-document.ts';
import { installments } from '../domain/term/term.ts';
import { graceMail, type RenewalWay, renewalNoticeMail, renewedMail } from '../pages/mails/renewal.ts';
import { planLink } from './compose-ending.ts';
import { signLink } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Word of the next term to one signer; undefined where it has been decided otherwise. */
export function composeRenewal(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'renewal' | 'renewed' | 'grace' }>,
  signer: Signer,
): ComposedNotice | undefined {
  const { agreement, book, physician } = context;
  const { practice } = book;
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  const link = planLink(context, signer);
  if (topic.kind === 'renewed') {
    const term = agreement.terms.find(({ number }) => number === topic.term);
    if (term === undefined) return undefined;
    return { ...to, link, mail: (url) => renewedMail({ practice, firstName, ...term, link: url }) };
  }
  const { renewal, status } = agreement;
  if (renewal?.term !== topic.term || (status !== 'active' && status !== 'in_grace')) return undefined;
  const { startsOn, price, plan } = renewal;
  const endsOn = addDays(startsOn, -1);
  const way = wayOf(agreement);
  const there = way === 'to-sign' ? (linkToSign(context, signer.signerId) ?? link) : link;
  if (topic.kind === 'grace') {
    const isToSign = way === 'to-sign';
    const props = { practice, firstName, endedOn: endsOn, keptUntil: graceOverOn(renewal), feeCents: price.feeCents };
    return { ...to, link: there, mail: (url) => graceMail({ ...props, isToSign, link: url }) };
  }
  const [first] = installments({ ...renewal, number: renewal.term }, price.feeCents, plan.installments);
  const props = {
    practice,
    firstName,
    way,
    endsOn,
    startsOn,
    nextEndsOn: renewal.endsOn,
    physicianName: physician.name,
    installments: plan.installments,
    feeCents: price.feeCents,
    oldFeeCents: agreement.price.feeCents,
    firstPaymentCents: first?.amountCents ?? price.feeCents,
    firstPaymentOn: earliestDue(agreement, startsOn),
    // Whoever pays for others sees to their own method alone.
    paidWith: agreement.payer === undefined ? agreement.paymentMethod?.label : undefined,
  };
  return { ...to, link: there, mail: (url) => renewalNoticeMail({ ...props, link: url }) };
}

/** How the next term would come, as it stands now. */
export function wayOf(agreement: Agreement): RenewalWay {
  switch (signingOf(agreement)) {
    case 'none':
      return mayRenewByItself(agreement) ? 'automatic' : 'asked';
    case 'open':
      return 'to-sign';
    case 'done':
      return 'signed';
  }
}

/** To the terms that are to be signed, while they can be. */
function linkToSign({ deps, agreement }: NoticeContext, signerId: string) {
  const { documentId = '' } = agreement.renewal ?? {};
  const document = documentOf(agreement, documentId);
  const signer = document === undefined ? undefined : signerOf(document, signerId);
  if (document?.status !== 'open' || document.expiresOn === undefined || signer === undefined) return undefined;
  return signLink(deps, agreement.agreementId, documentId, signer, document.expiresOn);
}
