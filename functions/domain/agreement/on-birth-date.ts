import { ageOn } from '../calendar/practice-time.ts';
import type { AskedMember } from '../people/member.ts';
import { isMinor } from '../people/person.ts';
import { priceOf } from '../practice/price.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { joiningOf } from './joining.ts';
import { costOfMember } from './member-fee.ts';
import { isDated, withNextDate } from './next-date.ts';
import { planAgain } from './plan-again.ts';
import { decided } from './with.ts';

/**
 * A mistyped date of birth is mended, so that whoever it is can say who they are. Where another age would have another price,
 * or somebody else sign, it is another contract: that begins with another application. The trail does not name the date.
 */
export function correctBirthDate(
  agreement: Agreement,
  { type, memberId, partyId, birthDate, by }: Extract<AgreementEvent, { type: 'birth_date_corrected' }>,
  today: string,
): Outcome {
  if (agreement.status === 'closed' || agreement.status === 'ended') return { refusal: 'document_closed' };
  if (partyId !== undefined) return correctPartys(agreement, { type, partyId, birthDate, by }, today);
  const joining = joiningOf(agreement);
  if (joining !== undefined && joining.asked.memberId === memberId) {
    return correctAskeds(agreement, joining.asked, { type, birthDate, by }, today);
  }
  const member = agreement.members.find((one) => one.memberId === memberId);
  if (member === undefined) return { refusal: 'not_found' };
  if (member.birthDate === birthDate) return { refusal: 'nothing_changes' };
  const corrected = { ...member, birthDate };
  const members = agreement.members.map((one) => (one === member ? corrected : one));
  const priceNow = (people: Agreement['members']) =>
    priceOf(
      agreement.plan,
      people.map((one) => ageOn(one.birthDate, today)),
    ).feeCents;
  const isOther =
    birthDate > today ||
    isMinor(member, today) !== isMinor(corrected, today) ||
    priceNow(members) !== priceNow(agreement.members);
  if (isOther) return { refusal: 'other_contract' };
  // What was told of birthdays to come was told of another day.
  const { noted: _, ...rest } = corrected;
  const changed = { ...agreement, members: members.map((one) => (one === corrected ? rest : one)) };
  if (!isDated(changed)) return decided(changed, type, { memberId, by });
  const planned = planAgain(changed);
  return decided(withNextDate(planned.agreement), type, { memberId, by }, planned.wishes);
}

/** Of whoever is asked to join: what all of them sign names what they cost. */
function correctAskeds(
  agreement: Agreement,
  asked: AskedMember,
  { type, birthDate, by }: { type: string; birthDate: string; by: string },
  today: string,
): Outcome {
  if (asked.birthDate === birthDate) return { refusal: 'nothing_changes' };
  const corrected = { ...asked, birthDate };
  const costOf = (one: AskedMember) => JSON.stringify(costOfMember(agreement, one, today));
  if (birthDate > today || isMinor(corrected, today) || costOf(corrected) !== costOf(asked)) {
    return { refusal: 'other_contract' };
  }
  const askedMembers = agreement.askedMembers?.map((one) => (one === asked ? corrected : one)) ?? [];
  return decided({ ...agreement, askedMembers }, type, { memberId: asked.memberId, by });
}

/** Of whoever signs for others: they must be of age, and nothing else follows from it. */
function correctPartys(
  agreement: Agreement,
  { type, partyId, birthDate, by }: { type: string; partyId: string; birthDate: string; by: string },
  today: string,
): Outcome {
  const party = agreement.parties.find((one) => one.partyId === partyId);
  const address = party?.address ?? agreement.members[0]?.address;
  if (party?.birthDate === undefined || address === undefined) return { refusal: 'not_found' };
  if (party.birthDate === birthDate) return { refusal: 'nothing_changes' };
  if (birthDate > today || isMinor({ birthDate, address }, today)) return { refusal: 'other_contract' };
  const parties = agreement.parties.map((one) => (one === party ? { ...one, birthDate } : one));
  return decided({ ...agreement, parties }, type, { partyId, by });
}
