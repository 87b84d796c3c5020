import { isOnItsWay } from '../billing/invoice.ts';
import { addDays, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { endingOf } from '../ending/ending.ts';
import { noticeKeys } from '../notices/notice.ts';
import {
  answerByBefore,
  changeDate,
  daysToAnswer,
  lastChange,
  mostDaysAhead,
  openChange,
  type PhysicianChange,
  type PhysicianLeave,
  signBy,
} from '../physician/physician-change.ts';
import type { Signer } from '../signing/signed-document.ts';
import { patientSigners } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import { close } from './close.ts';
import { endForLeave } from './end-for-leave.ts';
import type { AgreementEvent, Decision, Outcome } from './events.ts';
import { joiningOf } from './joining.ts';
import { withNextDate } from './next-date.ts';
import { tellAll } from './on-death.ts';
import { both, decided, withMark } from './with.ts';
import { withChange } from './with-change.ts';

type PhysicianEvent = Extract<AgreementEvent, { type: `physician_${string}` }>;
type EventOf<Type extends PhysicianEvent['type']> = Extract<PhysicianEvent, { type: Type }>;

/** Another physician takes an agreement over: proposed, said yes to by the patient side, countersigned; or its physician leaves. */
export function onPhysician(agreement: Agreement, event: PhysicianEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed' || agreement.status === 'ended') return { refusal: 'document_closed' };
  const today = practiceDate(now, timeZone);
  switch (event.type) {
    case 'physician_leaves':
      return leave(agreement, event, now, today);
    case 'physician_change_proposed':
      return proposeByWish(agreement, event, now, today);
    case 'physician_change_answered':
      return answer(agreement, event, now, today);
    case 'physician_change_signed':
      return sign(agreement, event, now, today);
    case 'physician_change_refused': {
      const change = toBeSigned(agreement, event);
      if (change === undefined) return { refusal: 'nothing_changes' };
      const { reason, evidence, physicianId } = event;
      return fail(agreement, change, 'refused', now, today, { reason, physicianId, ...evidence });
    }
  }
}

/** On the day that a change waits for, it takes effect, is reminded of, or has lapsed; undefined before it. */
export function changeOnDate(agreement: Agreement, now: string, today: string): Decision | undefined {
  const change = openChange(agreement);
  if (change === undefined || today < changeDate(change)) return undefined;
  if (change.state === 'signed') return takeEffect(agreement, change);
  if (change.state === 'proposed') {
    const missing = missingYeses(agreement, change.yeses);
    // Whoever had not answered has died since.
    if (missing.length === 0 && change.yeses.length > 0) return accept(agreement, change, {});
    if (today <= change.answerBy) return remind(agreement, change, missing, now);
  }
  return fail(agreement, change, 'lapsed', now, today, {});
}

function remind(agreement: Agreement, change: PhysicianChange, missing: readonly Signer[], now: string): Decision {
  const { number } = change;
  return decided(
    withNextDate(withChange(agreement, { ...change, remindedAt: now })),
    'physician_change_reminded',
    { number },
    missing.map(({ signerId }) => ({ workflow: 'notice', noticeKey: noticeKeys.newDoctorAgain(number, signerId) })),
  );
}

/** Those who have still to say yes. */
function missingYeses(agreement: Agreement, yeses: PhysicianChange['yeses']): Signer[] {
  return patientSigners(agreement).filter((one) => !yeses.some(({ signerId }) => signerId === one.signerId));
}

/** With a yes more, or one to wait for less; with the last it is the new physician's turn. */
function accept(agreement: Agreement, change: PhysicianChange, data: Record<string, unknown>): Decision {
  const isWhole = missingYeses(agreement, change.yeses).length === 0;
  const accepted = withChange(agreement, { ...change, state: isWhole ? 'accepted' : 'proposed' });
  return decided(withNextDate(accepted), 'physician_change_accepted', {
    number: change.number,
    to: change.to,
    ...data,
  });
}

function proposeByWish(
  agreement: Agreement,
  { to, effectiveOn, by }: EventOf<'physician_change_proposed'>,
  now: string,
  today: string,
): Outcome {
  if (agreement.status !== 'active' && agreement.status !== 'in_grace') return { refusal: 'document_closed' };
  const open = openChange(agreement);
  if (to === agreement.physicianId || open?.to === to) return { refusal: 'nothing_changes' };
  if (open !== undefined) return { refusal: 'change_under_way' };
  if (joiningOf(agreement) !== undefined) return { refusal: 'joining_under_way' };
  if (!isCivilDate(effectiveOn) || effectiveOn < today || effectiveOn > addDays(today, mostDaysAhead)) {
    return { refusal: 'not_a_coming_date' };
  }
  return propose(agreement, { to, effectiveOn, answerBy: addDays(today, daysToAnswer), by }, now);
}

/** Each agreement of a physician who leaves; the sweep asks again and again, and what has been begun goes on. */
function leave(agreement: Agreement, event: EventOf<'physician_leaves'>, now: string, today: string): Outcome {
  const { leave, to, by } = event;
  if (agreement.status !== 'active' && agreement.status !== 'in_grace' && agreement.status !== 'ending') {
    return closeBefore(agreement, event, now);
  }
  const ending = endingOf(agreement);
  if (agreement.status === 'ending' && ending !== undefined && ending.endsOn <= leave.on) {
    return { refusal: 'nothing_changes' };
  }
  const open = openChange(agreement);
  if (open?.state === 'signed') return bringForward(agreement, open, event, now);
  if (open?.leave?.on === leave.on) return { refusal: 'nothing_changes' };
  const last = lastChange(agreement);
  const end = agreement.endings.at(-1);
  // Staff who undo the end ask them again, as whoever calls too late would wish.
  const isUndone = end?.cause === 'physician-leaves' && end.undoneAt !== undefined;
  const wasAsked = last?.leave?.on === leave.on && last.state !== 'dropped' && !isUndone;
  // A change that they wish for is under way: it goes on, and now without it the agreement ends.
  const successor = open?.to ?? (wasAsked ? undefined : to);
  if (successor === undefined) return endForLeave(agreement, leave, now, today) ?? { refusal: 'nothing_changes' };
  const first = open === undefined ? agreement : withChange(agreement, { ...open, state: 'dropped' });
  const proposal = { to: successor, effectiveOn: addDays(leave.on, 1), answerBy: answerByBefore(leave.on, today), by };
  return propose(first, { ...proposal, leave }, now);
}

/** Settled already, but for a day on which the physician has long left: nobody is without one until then. */
function bringForward(
  agreement: Agreement,
  change: PhysicianChange,
  { leave, by }: EventOf<'physician_leaves'>,
  now: string,
): Outcome {
  const effectiveOn = addDays(leave.on, 1);
  if (change.effectiveOn <= effectiveOn) return { refusal: 'nothing_changes' };
  const moved = withMark(withChange(agreement, { ...change, effectiveOn }), 'doctor_changes_sooner', now);
  return decided(withNextDate(moved), 'physician_leaves', { leavesOn: leave.on, effectiveOn, by });
}

/** What is not in force yet can't begin with a physician who leaves. Money on its way can't be called back: asked again later. */
function closeBefore(agreement: Agreement, { leave, by }: EventOf<'physician_leaves'>, now: string): Outcome {
  if (agreement.invoices.some(isOnItsWay)) return { refusal: 'payment_on_its_way' };
  return decided(close(agreement, 'physician_left', now), 'physician_leaves', { leavesOn: leave.on, by }, [
    { workflow: 'onboarding' },
    ...agreement.documents.map(({ documentId }) => ({ workflow: 'signing' as const, documentId })),
    ...agreement.invoices.map(({ invoiceId }) => ({ workflow: 'billing' as const, invoiceId })),
  ]);
}

interface Proposal extends Pick<PhysicianChange, 'to' | 'effectiveOn' | 'answerBy'> {
  by: string;
  leave?: PhysicianLeave;
}

function propose(agreement: Agreement, { by, ...proposal }: Proposal, now: string): Decision {
  const number = agreement.physicianChanges.length + 1;
  const from = agreement.physicianId;
  const about = { number, from, ...proposal, proposedAt: now, proposedBy: by };
  const { to, effectiveOn, answerBy, leave } = proposal;
  const data = { number, from, to, effectiveOn, answerBy, ...(leave ? { leavesOn: leave.on } : {}), by };
  return decided(
    withNextDate(withChange(agreement, { ...about, state: 'proposed', yeses: [] })),
    'physician_change_proposed',
    data,
    tellAll(agreement, (signerId) => noticeKeys.newDoctor(number, signerId)),
  );
}

/** Whoever has said yes may say no until the new physician has signed: only then is it settled. */
function answer(
  agreement: Agreement,
  event: EventOf<'physician_change_answered'>,
  now: string,
  today: string,
): Outcome {
  const change = openChange(agreement);
  if (change?.number !== event.number || change.state === 'signed') return { refusal: 'document_closed' };
  if (!patientSigners(agreement).some(({ signerId }) => signerId === event.signerId)) return { refusal: 'not_found' };
  if (today > change.answerBy) return { refusal: 'document_closed' };
  const { signerId, medium, by, evidence } = event;
  const who = by === undefined ? {} : { by };
  const how = { signerId, medium, ...who, ...evidence };
  if (event.answer === 'no') return fail(agreement, change, 'declined', now, today, how);
  if (change.yeses.some((one) => one.signerId === signerId)) return { refusal: 'nothing_changes' };
  const yeses = [...change.yeses, { at: now, ...how }];
  return accept(agreement, { ...change, yeses }, { answer: 'yes', at: now, ...how });
}

function sign(agreement: Agreement, event: EventOf<'physician_change_signed'>, now: string, today: string): Outcome {
  const change = toBeSigned(agreement, event);
  if (change === undefined) return { refusal: 'nothing_changes' };
  if (today > signBy(change)) return { refusal: 'document_closed' };
  const { number, physicianId, name, textHash, evidence } = event;
  const text = agreement.documents.findLast(({ status }) => status === 'completed')?.textHash;
  if (textHash !== text) return { refusal: 'text_changed' };
  const signature = { ...evidence, at: now, name, textHash };
  const [, effectiveOn = today] = [change.effectiveOn, today].sort();
  const signed: PhysicianChange = { ...change, state: 'signed', signature, effectiveOn };
  const settled = decided(
    withNextDate(withChange(agreement, signed)),
    'physician_change_signed',
    { number, physicianId, effectiveOn, ...signature },
    tellAll(agreement, (signerId) => noticeKeys.doctorSettled(number, signerId)),
  );
  return effectiveOn > today ? settled : both(settled, takeEffect(settled.agreement, signed));
}

/** The change that waits for this physician's signature. */
function toBeSigned(
  agreement: Agreement,
  event: EventOf<'physician_change_signed' | 'physician_change_refused'>,
): PhysicianChange | undefined {
  const change = openChange(agreement);
  const isTheirs = change?.number === event.number && change.to === event.physicianId;
  return isTheirs && change.state === 'accepted' ? change : undefined;
}

function takeEffect(agreement: Agreement, change: PhysicianChange): Decision {
  const { number, from, to } = change;
  const changed = withChange({ ...agreement, physicianId: to }, { ...change, state: 'done' });
  return decided(withNextDate(changed), 'physician_changed', { number, from, to });
}

/** It comes to nothing: where the physician leaves, the agreement ends; else they stay, and everyone is told. */
function fail(
  agreement: Agreement,
  change: PhysicianChange,
  state: 'declined' | 'refused' | 'lapsed',
  now: string,
  today: string,
  data: Record<string, unknown>,
): Decision {
  const { number, to, leave } = change;
  const failed = withNextDate(withChange(agreement, { ...change, state }));
  const wishes =
    leave === undefined ? tellAll(agreement, (signerId) => noticeKeys.doctorSettled(number, signerId)) : [];
  const decision = decided(failed, `physician_change_${state}`, { number, to, ...data }, wishes);
  const end = leave === undefined ? undefined : endForLeave(failed, leave, now, today);
  return end === undefined ? decision : both(decision, end);
}
