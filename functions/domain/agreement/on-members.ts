import { addDays, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { isAfterRefund } from '../ending/too-late.ts';
import { laterOf } from '../notices/rule-window.ts';
import type { Departure, Member } from '../people/member.ts';
import { isMinor } from '../people/person.ts';
import { openChange } from '../physician/physician-change.ts';
import { childSigners, guardiansOf } from '../signing/signers.ts';
import { type Agreement, payingRef, personOf } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { joiningOf } from './joining.ts';
import { memberIds, nextMemberId } from './member-ids.ts';
import { withNextDate } from './next-date.ts';
import { nameGuardian } from './on-guardian.ts';
import { askAdult, stopJoining } from './on-joining.ts';
import { planAgain } from './plan-again.ts';
import { takeIn } from './take-in.ts';
import { decided, withMark } from './with.ts';

type MembersEvent = Extract<
  AgreementEvent,
  { type: 'member_added' | 'adult_asked' | 'joining_stopped' | 'member_leaves' | 'member_stays' | 'guardian_named' }
>;

/** How long ago the day may lie on which staff received the word. */
const longestBack = 60;

/** Who is covered changes while a term runs: somebody comes, leaves, or stays after all; or who speaks for a child. */
export function onMembers(agreement: Agreement, event: MembersEvent, now: string, timeZone: string): Outcome {
  if (event.type === 'joining_stopped') return stopJoining(agreement, event);
  if (agreement.status !== 'active') return { refusal: 'document_closed' };
  // What is being signed for the next term names who is covered, and the price for them.
  if (agreement.renewal?.documentId !== undefined) return { refusal: 'step_missing' };
  const today = practiceDate(now, timeZone);
  if (event.type === 'adult_asked') return askAdult(agreement, event, now, today);
  if (joiningOf(agreement) !== undefined) return { refusal: 'joining_under_way' };
  switch (event.type) {
    case 'member_added':
      return add(agreement, event, now, today);
    case 'member_leaves':
      return leave(agreement, event, today);
    case 'member_stays':
      return stay(agreement, event);
    case 'guardian_named':
      return nameGuardian(agreement, event, today);
  }
}

/** A child, from today on, with a seat; the household's dates stay. */
function add(
  agreement: Agreement,
  event: Extract<MembersEvent, { type: 'member_added' }>,
  now: string,
  today: string,
): Outcome {
  const { type, memberId, guardian, person, by } = event;
  // Seats are held on two panels until then.
  if (openChange(agreement) !== undefined) return { refusal: 'change_under_way' };
  if (memberIds(agreement).includes(memberId)) return { refusal: 'nothing_changes' };
  if (memberId !== nextMemberId(agreement)) return { refusal: 'not_found' };
  const signer = childSigners(agreement).find(({ signerId }) => signerId === guardian.signerId);
  const address = signer && (personOf(agreement, signer).address ?? agreement.members[0]?.address);
  if (signer === undefined || address === undefined) return { refusal: 'not_found' };
  const joined = { on: today, recordedBy: by, guardian };
  const member: Member = { memberId, ...person, address, joined };
  if (!isMinor(member, today)) return { refusal: 'signs_alone' };
  const taken = takeIn(agreement, member, today);
  const { feeCents } = taken.agreement.price;
  const marked = event.needsPrivateContract
    ? withMark(taken.agreement, 'private_contract', now, memberId)
    : taken.agreement;
  return decided(marked, type, { memberId, ...guardian, feeCents, by }, taken.wishes);
}

/** Recorded, and done once the last day is over. Whoever the others need must be replaced first. */
function leave(agreement: Agreement, event: Extract<MembersEvent, { type: 'member_leaves' }>, today: string): Outcome {
  const { type, memberId, lastDay, noticeReceivedOn, medium, by } = event;
  const member = agreement.members.find((one) => one.memberId === memberId);
  if (member === undefined) return { refusal: 'not_found' };
  if (member.departure?.lastDay === lastDay) return { refusal: 'nothing_changes' };
  if (member.departure !== undefined && isSettledWithout(agreement, member.departure)) {
    return { refusal: 'document_closed' };
  }
  const staying = agreement.members.filter((one) => one !== member && !one.departure && !one.died);
  if (staying.length === 0) return { refusal: 'last_member' };
  if (!isCivilDate(noticeReceivedOn) || noticeReceivedOn > today || noticeReceivedOn < addDays(today, -longestBack)) {
    return { refusal: 'not_a_past_date' };
  }
  const latest = agreement.terms.at(-1)?.endsOn ?? today;
  // Of a death one hears after it; and nobody leaves before they came.
  const heardOf = [noticeReceivedOn, member.died?.on ?? noticeReceivedOn].sort()[0] ?? noticeReceivedOn;
  const earliest = laterOf(heardOf, member.joined?.on ?? heardOf);
  if (!isCivilDate(lastDay) || lastDay < earliest || lastDay > latest) return { refusal: 'not_a_coming_date' };
  if (isAfterRefund(agreement, [member], { noticeReceivedOn, lastDay, today })) return { refusal: 'too_late' };
  const isNeeded = (one: Member) => guardiansOf(agreement, one.memberId).some((signer) => signer.memberId === memberId);
  if (staying.some(isNeeded)) return { refusal: 'signs_for_others' };
  if (payingRef(agreement).memberId === memberId) return { refusal: 'pays_for_others' };
  const about = { lastDay, noticeReceivedOn, medium };
  const pricedTo = member.died?.pricedTo ?? agreement.terms.at(-1)?.number ?? 0;
  const leaving = withMember(agreement, { ...member, departure: { ...about, recordedBy: by, pricedTo } });
  return withOtherPrice(leaving, type, { memberId, ...about, by });
}

/** Until the last day is over, and unless a later year was settled without them. */
function stay(agreement: Agreement, { type, memberId, by }: Extract<MembersEvent, { type: 'member_stays' }>): Outcome {
  const member = agreement.members.find((one) => one.memberId === memberId);
  if (member?.departure === undefined) return { refusal: 'nothing_changes' };
  const { departure, ...stays } = member;
  if (isSettledWithout(agreement, departure)) return { refusal: 'document_closed' };
  return withOtherPrice(withMember(agreement, stays), type, { memberId, by });
}

function isSettledWithout({ terms }: Agreement, { pricedTo }: Departure): boolean {
  return (terms.at(-1)?.number ?? 0) > pricedTo;
}

function withMember(agreement: Agreement, member: Member): Agreement {
  const members = agreement.members.map((one) => (one.memberId === member.memberId ? member : one));
  return { ...agreement, members };
}

/** A next term that is planned has another price now: it is planned again. */
function withOtherPrice(agreement: Agreement, type: string, data: Record<string, unknown>): Outcome {
  const planned = planAgain(agreement);
  return decided(withNextDate(planned.agreement), type, data, planned.wishes);
}
