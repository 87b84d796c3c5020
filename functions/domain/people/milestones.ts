import type { Agreement } from '../agreement/agreement.ts';
import { addDays, turnsOn } from '../calendar/practice-time.ts';
import { endingOf } from '../ending/ending.ts';
import { guardiansOf } from '../signing/signers.ts';
import type { Member } from './member.ts';
import { comesOfAgeOn } from './person.ts';

/** What staff make ready for; also the code of the mark that tells them. */
export type MilestoneCode = 'turns_65' | 'comes_of_age' | 'came_of_age';

/** A day in a member's life for which an agreement in force is to be made ready. Civil dates of the practice. */
export interface Milestone {
  code: MilestoneCode;
  memberId: string;
  /** The day itself. */
  on: string;
  /** From when on staff are told. */
  noteOn: string;
}

/**
 * Medicare begins with the month of the 65th birthday, or the one before it for whoever was born on a month's first day,
 * and may be asked for from three months before that: 120 days are before all of it.
 * http://www.tuftsmedicarepreferred.org/how-medicare-works/how-do-you-apply/initial-enrollment-period
 */
const medicareAge = 65;
const daysBeforeMedicare = 120;
const daysBeforeMajority = 60;

/** What of its members' lives staff have not been told of yet, by the agreement as it is; nothing after its last day. */
export function milestonesOf(agreement: Pick<Agreement, 'members' | 'terms' | 'endings' | 'documents'>): Milestone[] {
  const [first] = agreement.terms;
  if (first === undefined) return [];
  const lastDay = endingOf(agreement)?.endsOn;
  return agreement.members
    .filter(({ died }) => died === undefined)
    .flatMap((member) => [...medicareOf(member, first.startsOn), ...majorityOf(agreement, member)])
    .filter(({ code, memberId, on }) => {
      const noted = agreement.members.find((one) => one.memberId === memberId)?.noted?.[code];
      // A day that has moved since, by a corrected date or another state's rule, is told of anew.
      return noted !== on && (lastDay === undefined || on <= lastDay);
    });
}

/** Who turned 65 shortly before the agreement began may have had Medicare still to come when the application asked for it. */
function medicareOf({ memberId, birthDate, isMedicareBeneficiary }: Member, beganOn: string): Milestone[] {
  if (isMedicareBeneficiary) return [];
  const on = turnsOn(birthDate, medicareAge);
  if (on <= addDays(beganOn, -daysBeforeMedicare)) return [];
  return [{ code: 'turns_65', memberId, on, noteOn: addDays(on, -daysBeforeMedicare) }];
}

/** Ahead of the day, so that they can sign in time; and on it, since from then on nobody else's signature speaks for them. */
function majorityOf(agreement: Pick<Agreement, 'documents' | 'members'>, member: Member): Milestone[] {
  const { memberId } = member;
  if (guardiansOf(agreement, memberId).length === 0) return [];
  const on = comesOfAgeOn(member);
  return [
    { code: 'comes_of_age', memberId, on, noteOn: addDays(on, -daysBeforeMajority) },
    { code: 'came_of_age', memberId, on, noteOn: on },
  ];
}
