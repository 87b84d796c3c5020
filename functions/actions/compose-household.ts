import { documentOf, isSamePerson, payingRef, termOn } from '../domain/agreement/agreement.ts';
import { joiningBy } from '../domain/agreement/joining.ts';
import { askedOn, byDayAsked } from '../domain/billing/invoice.ts';
import { isRaisedBy } from '../domain/billing/told.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { signerOf } from '../domain/signing/signed-document.ts';
import { joinedMail, joiningOverMail, leftMail, oneFewerMail } from '../pages/mails/household.ts';
import { guardianMail } from '../pages/mails/people-changed.ts';
import { planLink } from './compose-ending.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Word to one signer of a member who was added or has left; undefined where it is not so any more. */
export function composeHousehold(
  context: NoticeContext,
  { kind, memberId, signerId }: Extract<NoticeTopic, { kind: 'joined' | 'left' }>,
): ComposedNotice | undefined {
  const { agreement, book } = context;
  const { practice } = book;
  const { members, formerMembers = [], price } = agreement;
  const signer = agreement.documents.flatMap(({ signers }) => signers).find((one) => one.signerId === signerId);
  if (signer === undefined) return undefined;
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  const link = planLink(context, signer);
  if (kind === 'joined') {
    const member = members.find((one) => one.memberId === memberId);
    const term = termOn(agreement, member?.joined?.on ?? '');
    if (member?.joined === undefined || term === undefined) return undefined;
    const restCents = term.changes?.find((change) => change.memberId === memberId)?.feeCents ?? 0;
    // Of an account, its owner alone is told what is charged to it; a payer who does not sign has a notice of their own.
    const isOwnBank = agreement.paymentMethod?.kind === 'bank' && isSamePerson(payingRef(agreement), signer);
    const raised = agreement.invoices
      .filter((one) => one.status !== 'void' && isRaisedBy(one, member))
      .sort(byDayAsked);
    const isReader = signer.memberId === memberId;
    const about = {
      memberName: member.firstName,
      isReader,
      joinedOn: member.joined.on,
      restCents,
      endsOn: term.endsOn,
      charges: isOwnBank ? raised.map((one) => ({ dueOn: askedOn(one), amountCents: one.amountCents })) : [],
    };
    return {
      ...to,
      link,
      mail: (url) => joinedMail({ practice, firstName, ...about, feeCents: price.feeCents, link: url }),
    };
  }
  const departure = formerMembers.find((one) => one.memberId === memberId)?.departure;
  if (departure?.settlement === undefined) return undefined;
  const { lastDay, settlement } = departure;
  if (signer.memberId === memberId) return { ...to, mail: () => leftMail({ practice, firstName, lastDay }) };
  const { refundedCents, dueOn, parts } = settlement;
  const about = { lastDay, feeCents: price.feeCents, refundedCents, dueOn, ways: parts.map(({ way }) => way) };
  return { ...to, link, mail: (url) => oneFewerMail({ practice, firstName, ...about, link: url }) };
}

/** Word to somebody who was to sign that nobody joins; undefined where the document is still out, or signed. */
export function composeJoiningOver(
  { agreement, book: { practice } }: NoticeContext,
  { documentId, signerId }: Extract<NoticeTopic, { kind: 'joiningover' }>,
): ComposedNotice | undefined {
  const document = documentOf(agreement, documentId);
  const signer = document && signerOf(document, signerId);
  if (signer === undefined || document?.status === 'open' || document?.status === 'completed') return undefined;
  const to = toSigner(agreement, signer);
  const isMember = joiningBy(agreement, documentId)?.memberId !== signer.memberId;
  return { ...to, mail: () => joiningOverMail({ practice, firstName: to.reader.firstName, isMember }) };
}

/** Word of who speaks for a child; undefined where another was named since. */
export function composeGuardian(
  { agreement, book: { practice } }: NoticeContext,
  { memberId, number, signerId }: Extract<NoticeTopic, { kind: 'guardian' }>,
): ComposedNotice | undefined {
  const child = agreement.members.find((one) => one.memberId === memberId);
  const signer = agreement.documents.flatMap(({ signers }) => signers).findLast((one) => one.signerId === signerId);
  if (child?.guardian?.number !== number || signer === undefined) return undefined;
  const { on, replaced } = child.guardian;
  const to = toSigner(agreement, signer);
  const about = { firstName: to.reader.firstName, childName: child.firstName, on };
  return { ...to, mail: () => guardianMail({ practice, ...about, isReplaced: replaced.includes(signerId) }) };
}
