import type { Agreement, Mark } from '../../domain/agreement/agreement.ts';
import { turnsOn } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { longDate } from '../civil-date-words.ts';
import { attentionWords } from './words.ts';

/** What a mark is, and whom it is about where it names somebody. */
export function markWords({ members }: Agreement, { code, memberId }: Mark): string {
  const member = members.find((one) => one.memberId === memberId);
  return member === undefined ? attentionWords(code) : `${fullName(member)}: ${attentionWords(code)}`;
}

/** What to do about a mark, in sentences for staff; undefined where its words say all. */
export function adviceWords(agreement: Agreement, mark: Mark, physician: Physician | undefined): string | undefined {
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
    default:
      return undefined;
  }
}
