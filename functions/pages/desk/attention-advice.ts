import type { Agreement, Mark } from '../../domain/agreement/agreement.ts';
import { turnsOn } from '../../domain/calendar/practice-time.ts';
import { ageOfMajority } from '../../domain/people/age-of-majority.ts';
import { comesOfAgeOn, fullName } from '../../domain/people/person.ts';
import { planRefusal, stateRefusal } from '../../domain/practice/plan-refusal.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { longDate } from '../civil-date-words.ts';
import { stateName } from '../us-states.ts';
import { attentionWords } from './attention-words.ts';

/** What a mark is, and whom it is about where it names somebody. */
export function markWords({ members, askedMembers = [] }: Agreement, { code, memberId }: Mark): string {
  const member = [...members, ...askedMembers].find((one) => one.memberId === memberId);
  return member === undefined ? attentionWords(code) : `${fullName(member)}: ${attentionWords(code)}`;
}

/** What to do about a mark, in sentences for staff; undefined where its words say all. */
export function adviceWords(agreement: Agreement, mark: Mark, physician: Physician | undefined): string | undefined {
  if (mark.wishes !== undefined) {
    return 'Begin it again, and what was left undone is done, a mail as well. “I have looked at it” leaves it undone for good.';
  }
  const member = agreement.members.find(({ memberId }) => memberId === mark.memberId);
  if (member === undefined || physician === undefined) return undefined;
  switch (mark.code) {
    case 'turns_65': {
      const day = longDate(turnsOn(member.birthDate, 65));
      const before = `${member.firstName} turns 65 on ${day}. Ask whether Medicare begins with that month.`;
      if (physician.medicareStatus === 'opted-out') {
        return `${before} If so, a private contract between ${member.firstName} and ${physician.name} has to be signed before the first care under Medicare: the agreement alone is not enough.`;
      }
      const refusal = planRefusal(agreement.plan, physician, [{ ...member, isMedicareBeneficiary: true }]);
      return refusal === undefined
        ? `${before} If so, the plan fits, since it has no service that Medicare covers; the agreement needs the clause about Medicare.`
        : `${before} If so, this plan may not go on. ${refusal}. Offer a plan that fits before Medicare begins.`;
    }
    case 'plan_not_for_state': {
      const refusal = stateRefusal(agreement.plan, member);
      return refusal === undefined
        ? undefined
        : `${refusal}. Offer ${member.firstName} a plan that fits there, or settle an end. It does not renew by itself.`;
    }
    case 'comes_of_age': {
      const { firstName, address } = member;
      const day = longDate(comesOfAgeOn(member));
      return `${firstName} comes of age on ${day}, at ${ageOfMajority(address.state)} by the rule of ${stateName(address.state)}. Whoever signed for ${firstName} is told. Ask ${firstName} whether to stay: then ${firstName} has to sign an agreement, by the end of this year at the latest.`;
    }
    case 'came_of_age': {
      const { firstName } = member;
      return `Until ${firstName} has signed in person, the household does not renew by itself: somebody has to say yes each time. Ask ${firstName} to apply for an agreement, or not to be in the next year.`;
    }
    default:
      return undefined;
  }
}
