import { mailedTo } from '../adapters/table/link-store.ts';
import { personOf } from '../domain/agreement/agreement.ts';
import { addToInstant, practiceDate } from '../domain/calendar/practice-time.ts';
import { endingOf } from '../domain/ending/ending.ts';
import { settle } from '../domain/ending/settle.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { fullName } from '../domain/people/person.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import { endedMail, endingMail, resumedMail } from '../pages/mails/ending.ts';
import { endingByDeathMail, estateMail } from '../pages/mails/ending-by-death.ts';
import { firstNames } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Longer than a term, so that whoever looks for the way to cancel finds one that works. */
const planLinkDays = 400;

/** Leads to the signer's own page of the agreement. */
export function planLink({ deps, agreement }: Pick<NoticeContext, 'deps' | 'agreement'>, signer: Signer) {
  const { signerId } = signer;
  return {
    path: 'plan' as const,
    target: {
      purpose: 'plan' as const,
      agreementId: agreement.agreementId,
      signerId,
      ...mailedTo(personOf(agreement, signer)),
    },
    expiresAt: addToInstant(deps.now, { days: planLinkDays }),
  };
}

/** Word of an ending to one signer; undefined where another has taken its place, or it was undone. */
export function composeEnding(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'ending' | 'resumed' | 'ended' }>,
  signer: Signer,
): ComposedNotice | undefined {
  const { deps, agreement, book, physician } = context;
  const { practice } = book;
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  const link = planLink(context, signer);
  if (topic.kind === 'resumed') {
    const isUndone = agreement.endings.find(({ number }) => number === topic.ending)?.undoneAt !== undefined;
    return isUndone ? { ...to, link, mail: (url) => resumedMail({ practice, firstName, link: url }) } : undefined;
  }
  const ending = endingOf(agreement);
  if (ending?.number !== topic.ending) return undefined;
  const { by, cause, endsOn, settlement = settle(agreement, ending) } = ending;
  const { refundedCents, owedCents, dueOn, parts } = settlement;
  if (topic.kind === 'ending') {
    if (by === 'death') {
      const props = { practice, firstName, patients: firstNames(agreement.members), endsOn, refundedCents, dueOn };
      return { ...to, mail: () => endingByDeathMail(props) };
    }
    const leaverName = cause === undefined ? undefined : physician.name;
    const isOver = endsOn < practiceDate(deps.now, deps.timeZone);
    const props = { practice, firstName, by, leaverName, endsOn, isOver, refundedCents, owedCents, dueOn };
    return { ...to, link, mail: (url) => endingMail({ ...props, link: url }) };
  }
  const ways = parts.map(({ way }) => way);
  if (to.reader.died !== undefined) {
    // The estate is settled with by post.
    const { died: _, email: __, ...person } = to.reader;
    const reader = { ...person, firstName: 'The estate of', lastName: fullName(person) };
    const patients = firstNames(agreement.members);
    const props = { practice, patients, endsOn, refundedCents, owedCents, ways, dueOn };
    return { reader, byPost: true, mail: () => estateMail(props) };
  }
  return { ...to, mail: () => endedMail({ practice, firstName, endsOn, refundedCents, owedCents, ways, dueOn }) };
}
