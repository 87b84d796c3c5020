import { addDays, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { type Ending, endingOf } from '../ending/ending.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Member } from '../people/member.ts';
import { renewalPrice } from '../renewal/renewal-price.ts';
import { patientSigners } from '../signing/signers.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { askAnew } from './ask-signers.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { isDated, withNextDate } from './next-date.ts';
import { inAnotherRound } from './on-overdue.ts';
import { openDocument, wakeDocument, withDocumentStatus } from './open-document.ts';
import { planAgain } from './plan-again.ts';
import { decided, wakeBilling, withMark, withoutMark, withStatus } from './with.ts';
import { withoutChange } from './with-change.ts';

type DeathEvent = Extract<AgreementEvent, { type: 'death_recorded' | 'death_undone' }>;

/** Before the money is settled, so that what was recorded by mistake can be undone. */
const daysToUndo = 3;

/**
 * A member has died. From now on nothing is sent to them or charged to a method of theirs. An agreement in force that has no
 * other member ends with that day; of a household, staff see to what goes on. All of it can be undone until it is settled.
 */
export function onDeath(agreement: Agreement, event: DeathEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed') return { refusal: 'document_closed' };
  const member = agreement.members.find(({ memberId }) => memberId === event.memberId);
  if (member === undefined) return { refusal: 'not_found' };
  return event.type === 'death_recorded'
    ? record(agreement, event, now, timeZone)
    : undo(agreement, event, now, timeZone);
}

function record(
  agreement: Agreement,
  event: Extract<DeathEvent, { type: 'death_recorded' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { type, memberId, diedOn, medium, by } = event;
  const today = practiceDate(now, timeZone);
  if (!isCivilDate(diedOn) || diedOn > today) return { refusal: 'not_a_past_date' };
  if (agreement.members.some((one) => one.memberId === memberId && one.died !== undefined)) {
    return { refusal: 'nothing_changes' };
  }
  // What was agreed for the first counts them still.
  const pricedTo = agreement.terms.at(-1)?.number ?? 1;
  const members = agreement.members.map((one) =>
    one.memberId === memberId ? { ...one, died: { on: diedOn, at: now, by, pricedTo } } : one,
  );
  const changed = { ...agreement, members };
  const data = { memberId, diedOn, by };
  const isInForce = ['active', 'in_grace', 'ending'].includes(agreement.status);
  if (!isInForce || members.some(({ died }) => died === undefined)) {
    if (agreement.status === 'ended') return decided(changed, type, data);
    const marked = askAnew(withMark(changed, 'member_died', now), now, timeZone);
    const wishes = [...wakeRenewal(agreement), ...wakeDocument(openDocument(agreement))];
    // Days to come of whoever has died are none any more.
    return decided(isInForce ? withNextDate(planForTheLiving(marked)) : marked, type, data, wishes);
  }
  const ending: Ending = {
    number: agreement.endings.length + 1,
    by: 'death',
    how: 'on-date',
    endsOn: diedOn,
    settlesOn: addDays(today, daysToUndo),
    noticeReceivedOn: today,
    medium,
    recordedBy: by,
    coolingOffDays: 0,
    decidedAt: now,
    ...openDocument(agreement),
  };
  const closed = withDocumentStatus(withoutChange(changed), ending, 'voided');
  const ends = withoutMark({ ...closed, endings: [...agreement.endings, ending] }, 'member_died');
  const inEnding = agreement.status === 'ending' ? ends : withStatus(ends, 'ending', now);
  return decided(withNextDate(inEnding), type, { ...data, ending: ending.number }, [
    // Whoever signed for them, or with them.
    ...tellAll(ends, (signerId) => noticeKeys.ending(ending.number, signerId)),
    ...wakeRenewal(agreement),
    ...wakeDocument(ending),
  ]);
}

function undo(
  agreement: Agreement,
  event: Extract<DeathEvent, { type: 'death_undone' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { type, memberId, by } = event;
  const isDead = agreement.members.some((one) => one.memberId === memberId && one.died !== undefined);
  if (!isDead) return { refusal: 'nothing_changes' };
  if (agreement.status === 'ended') return { refusal: 'document_closed' };
  const members = agreement.members.map((one): Member => {
    const { died, ...living } = one;
    return one.memberId === memberId ? living : one;
  });
  const isLast = members.every(({ died }) => died === undefined);
  // What was asked for by mail in the meantime may be charged again.
  const invoices = agreement.invoices.map((one) => (one.status === 'open' ? inAnotherRound(one) : one));
  const living = { ...agreement, members, invoices };
  const changed = isLast ? withoutMark(living, 'member_died') : living;
  const ending = endingOf(agreement);
  const data = { memberId, by };
  if (agreement.status !== 'ending' || ending?.by !== 'death') {
    const wishes = [...wakeRenewal(agreement), ...wakeBilling(agreement), ...wakeDocument(openDocument(agreement))];
    const asked = askAnew(changed, now, timeZone);
    return decided(isDated(asked) ? withNextDate(planWith(asked, memberId)) : asked, type, data, wishes);
  }
  const endings = agreement.endings.map((one) => (one === ending ? { ...one, undoneAt: now } : one));
  const undone = withDocumentStatus({ ...changed, endings }, ending, 'open');
  // What had been settled before goes on.
  const isEnding = endingOf(undone) !== undefined;
  const resumed = askAnew(isEnding ? undone : withStatus(undone, 'active', now), now, timeZone);
  return decided(withNextDate(planWith(resumed, memberId)), type, data, [
    ...tellAll(undone, (signerId) => noticeKeys.resumed(ending.number, signerId)),
    ...wakeRenewal(agreement),
    ...wakeBilling(agreement),
    ...wakeDocument(ending),
  ]);
}

/** The next term is for those who live: planned again, or, in the days of grace and of terms to be signed, at their price. */
function planForTheLiving(agreement: Agreement): Agreement {
  const { agreement: planned } = planAgain(agreement);
  const { renewal, members } = planned;
  if (renewal === undefined) return planned;
  return { ...planned, renewal: { ...renewal, price: renewalPrice({ ...renewal, members }, renewal.startsOn) } };
}

/** For whoever lives after all, too. Terms that were drawn up without them cost nobody more than they say. */
function planWith(agreement: Agreement, memberId: string): Agreement {
  const document = documentOf(agreement, agreement.renewal?.documentId ?? '');
  const isNamed = document?.signers.some(({ memberId: id, wards = [] }) =>
    [id, ...wards.map((ward) => ward.memberId)].includes(memberId),
  );
  return isNamed === false ? agreement : planForTheLiving(agreement);
}

/** Word of an ending, to everyone who signed and lives. */
export function tellAll(agreement: Agreement, keyOf: (signerId: string) => string): Wish[] {
  return patientSigners(agreement).map(({ signerId }) => ({ workflow: 'notice', noticeKey: keyOf(signerId) }));
}

/** Its workflow ends with a no, and begins again when that is undone. */
export function wakeRenewal({ renewal }: Agreement): Wish[] {
  return renewal === undefined ? [] : [{ workflow: 'renewal', term: renewal.term }];
}
