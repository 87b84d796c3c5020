import { type Agreement, termOn } from '../agreement/agreement.ts';
import { addDays } from '../calendar/practice-time.ts';
import { type Person, statesOf } from '../people/person.ts';
import { refundTermsOfAll } from '../practice/refund-rules.ts';

/**
 * Whether a day to come is too late for these people to be their last one of care: where they live, the law counts the days
 * of a refund from the notice, and what is earned is known only after the last day. Civil dates. The last day of a year
 * never is: nothing goes back then.
 */
export function isAfterRefund(
  agreement: Pick<Agreement, 'terms'>,
  people: readonly Pick<Person, 'address' | 'seasonalState'>[],
  { noticeReceivedOn, lastDay, today }: { noticeReceivedOn: string; lastDay: string; today: string },
): boolean {
  const isEarly = lastDay < (termOn(agreement, lastDay)?.endsOn ?? lastDay);
  const { dueDays, dueFrom } = refundTermsOfAll(people.flatMap(statesOf));
  return isEarly && dueFrom === 'notice' && lastDay > today && lastDay >= addDays(noticeReceivedOn, dueDays);
}
