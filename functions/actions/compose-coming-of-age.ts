import { practiceDate } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { ageOfMajority } from '../domain/people/age-of-majority.ts';
import { isMinor } from '../domain/people/person.ts';
import { guardiansOf } from '../domain/signing/signers.ts';
import { comingOfAgeMail } from '../pages/mails/coming-of-age.ts';
import { stateName } from '../pages/us-states.ts';
import { planLink } from './compose-ending.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Word to a guardian; undefined where the day has come, or another state's rule holds since. */
export function composeComingOfAge(
  context: NoticeContext,
  { memberId, age, signerId }: Extract<NoticeTopic, { kind: 'comingofage' }>,
): ComposedNotice | undefined {
  const { deps, agreement, book } = context;
  const member = agreement.members.find((one) => one.memberId === memberId);
  const signer = guardiansOf(agreement, memberId).find((one) => one.signerId === signerId);
  if (member === undefined || signer === undefined) return undefined;
  const { address, firstName: memberName } = member;
  const isToCome = isMinor(member, practiceDate(deps.now, deps.timeZone)) && ageOfMajority(address.state) === age;
  if (!isToCome) return undefined;
  const to = toSigner(agreement, signer);
  const props = { practice: book.practice, firstName: to.reader.firstName, memberName, age };
  return {
    ...to,
    link: planLink(context, signer),
    mail: (link) => comingOfAgeMail({ ...props, stateName: stateName(address.state), link }),
  };
}
