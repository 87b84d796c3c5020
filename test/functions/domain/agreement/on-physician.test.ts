import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { addDays } from '../../../../functions/domain/calendar/practice-time.ts';
import { lastChange } from '../../../../functions/domain/physician/physician-change.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  daysLater,
  decideOn,
  events,
  newYork,
  signedByAll,
} from '../../../support/builders.ts';

const active = anAgreement({ status: 'active' });
const today = '2026-03-02';
const { dateCame, doctorAccepted, doctorDeclined, doctorProposed, doctorRefused, doctorSigned, leaverReplaced } =
  events;

/** After so many days, what an event comes to. */
const on = (days: number, agreement: Agreement, event: AgreementEvent) => decideOn(agreement, event, daysLater(days));
const refusalOn = (days: number, agreement: Agreement, event: AgreementEvent) =>
  transition(agreement, event, daysLater(days), newYork);
const factsOf = ({ facts }: ReturnType<typeof on>) => facts.map(({ type }) => type);
const noticesOf = ({ wishes }: ReturnType<typeof on>) =>
  wishes.flatMap((wish) => (wish.workflow === 'notice' ? [wish.noticeKey] : []));

describe('a change of physician by the patient’s wish', () => {
  const asked = afterEvents(active, [doctorProposed]);
  const accepted = afterEvents(asked, [doctorAccepted]);

  test('is asked of everyone who signed, with thirty days to answer', () => {
    const decision = on(0, active, doctorProposed);
    expect(noticesOf(decision)).toEqual(['newdoctor-1-s1']);
    expect(lastChange(decision.agreement)).toMatchObject({
      state: 'proposed',
      from: 'dr-sample',
      to: 'dr-other',
      answerBy: '2026-04-01',
    });
    expect(decision.agreement.nextDate).toBe('2026-03-22');
    expect(decision.agreement.physicianId).toBe('dr-sample');
  });

  test('is asked once more ten days before the last, of whoever has not answered, and once', () => {
    expect(refusalOn(19, asked, dateCame)).toEqual({ refusal: 'nothing_changes' });
    const reminded = on(20, asked, dateCame);
    expect([noticesOf(reminded), reminded.agreement.nextDate]).toEqual([['newdoctoragain-1-s1'], '2026-04-02']);
    expect(refusalOn(25, reminded.agreement, dateCame)).toEqual({ refusal: 'nothing_changes' });
    expect(refusalOn(25, accepted, dateCame)).toEqual({ refusal: 'nothing_changes' });
  });

  test('keeps the yes with its time, address and browser, in the audit trail, too', () => {
    const { agreement, facts } = on(3, asked, doctorAccepted);
    const evidence = { at: daysLater(3), ip: '192.0.2.7', userAgent: 'Test Browser 1.0', medium: 'page' };
    expect(lastChange(agreement)?.yeses).toEqual([{ signerId: 's1', ...evidence }]);
    expect(facts).toMatchObject([{ type: 'physician_change_accepted', data: { signerId: 's1', ...evidence } }]);
  });

  test('is the new physician’s from its day on, once both have agreed', () => {
    const signed = on(5, accepted, doctorSigned);
    expect(noticesOf(signed)).toEqual(['doctorsettled-1-s1']);
    expect([signed.agreement.physicianId, signed.agreement.nextDate]).toEqual(['dr-sample', '2026-03-16']);
    expect(refusalOn(13, signed.agreement, dateCame)).toEqual({ refusal: 'nothing_changes' });
    const done = on(14, signed.agreement, dateCame);
    expect([factsOf(done), done.agreement.physicianId]).toEqual([['physician_changed'], 'dr-other']);
    expect(done.agreement.status).toBe('active');
    expect(lastChange(done.agreement)?.signature).toMatchObject({ name: 'Dr. Olga Other', at: daysLater(5) });
  });

  test('takes effect with the last signature, where its day has gone by', () => {
    const done = on(20, accepted, doctorSigned);
    expect(factsOf(done)).toEqual(['physician_change_signed', 'physician_changed']);
    expect([done.agreement.physicianId, lastChange(done.agreement)?.effectiveOn]).toEqual(['dr-other', '2026-03-22']);
  });

  test('goes on without whoever has died before an answer', () => {
    const members = [aPerson(), aPerson({ firstName: 'Peter', email: 'peter.example@example.com' })];
    const household = signedByAll(anAgreement({ status: 'offered', application: anApplication({ members }) }));
    const one = afterEvents(household, [doctorProposed, doctorAccepted]);
    expect(lastChange(one)?.state).toBe('proposed');
    const widowed = on(2, one, { ...events.deathRecorded, memberId: 'm2', diedOn: '2026-03-03' }).agreement;
    const { agreement, facts } = on(20, widowed, dateCame);
    expect([lastChange(agreement)?.state, facts.map(({ type }) => type)]).toEqual([
      'accepted',
      ['physician_change_accepted'],
    ]);
  });

  test.each([
    ['a no', () => on(3, asked, doctorDeclined), 'declined'],
    ['a no after a yes', () => on(3, accepted, doctorDeclined), 'declined'],
    ['silence', () => on(31, asked, dateCame), 'lapsed'],
    ['no signature of the new physician', () => on(38, accepted, dateCame), 'lapsed'],
    ['a no of the new physician', () => on(3, accepted, doctorRefused), 'refused'],
  ])('%s changes nothing but that it is over, and says so', (_, decide, state) => {
    const decision = decide();
    expect(factsOf(decision)).toEqual([`physician_change_${state}`]);
    expect(noticesOf(decision)).toEqual(['doctorsettled-1-s1']);
    const { physicianChanges: _changes, ...rest } = decision.agreement;
    const { physicianChanges: _before, ...before } = active;
    expect(rest).toEqual(before);
  });

  test('can be answered and signed until the end of the last day, and not after it', () => {
    expect(lastChange(on(30, asked, doctorAccepted).agreement)?.state).toBe('accepted');
    expect(refusalOn(31, asked, doctorAccepted)).toEqual({ refusal: 'document_closed' });
    expect(factsOf(on(37, accepted, doctorSigned))).toContain('physician_changed');
    expect(refusalOn(38, accepted, doctorSigned)).toEqual({ refusal: 'document_closed' });
    expect(refusalOn(37, accepted, dateCame)).toEqual({ refusal: 'nothing_changes' });
  });

  test.each<[string, Agreement, AgreementEvent, string]>([
    ['a yes twice', accepted, doctorAccepted, 'nothing_changes'],
    ['a yes to a change of another number', asked, { ...doctorAccepted, number: 2 }, 'document_closed'],
    ['a yes of nobody who signed', asked, { ...doctorAccepted, signerId: 's9' }, 'not_found'],
    ['a yes of the physician', asked, { ...doctorAccepted, signerId: 's2' }, 'not_found'],
    ['a signature before the yes', asked, doctorSigned, 'nothing_changes'],
    ['another physician’s signature', accepted, { ...doctorSigned, physicianId: 'dr-third' }, 'nothing_changes'],
    ['a signature of another text', accepted, { ...doctorSigned, textHash: 'c'.repeat(64) }, 'text_changed'],
    ['a second change beside it', asked, { ...doctorProposed, to: 'dr-third' }, 'change_under_way'],
    ['the same change twice', asked, doctorProposed, 'nothing_changes'],
    ['the physician whom they have', active, { ...doctorProposed, to: 'dr-sample' }, 'nothing_changes'],
    ['a day that has gone by', active, { ...doctorProposed, effectiveOn: '2026-03-01' }, 'not_a_coming_date'],
    ['a day too far ahead', active, { ...doctorProposed, effectiveOn: addDays(today, 182) }, 'not_a_coming_date'],
    ['no day', active, { ...doctorProposed, effectiveOn: '2026-02-30' }, 'not_a_coming_date'],
  ])('refuses %s', (_, agreement, event, refusal) => {
    expect(refusalOn(1, agreement, event)).toEqual({ refusal });
  });

  test('is dropped by a cancellation for a day before it, and kept by one for a later day', () => {
    const cancelled = (endsOn: string) => ({ ...events.cancelled, endsOn });
    expect(lastChange(on(0, accepted, cancelled('2026-03-15')).agreement)?.state).toBe('dropped');
    expect(lastChange(on(0, accepted, cancelled('2026-03-16')).agreement)?.state).toBe('accepted');
  });
});

describe('a physician who leaves', () => {
  const leavesOn = leaverReplaced.leave.on;
  const asked = afterEvents(active, [leaverReplaced]);
  const accepted = afterEvents(asked, [doctorAccepted]);

  test('is replaced from the day after on, with thirty days to answer at least, and time for a notice of thirty after them', () => {
    expect(lastChange(asked)).toMatchObject({
      effectiveOn: '2026-06-01',
      answerBy: '2026-04-23',
      leave: { on: leavesOn },
    });
    const late = on(40, active, leaverReplaced).agreement;
    expect(lastChange(late)?.answerBy).toBe(addDays(today, 70));
  });

  test('is begun once, however often the sweep comes', () => {
    expect(refusalOn(1, asked, leaverReplaced)).toEqual({ refusal: 'nothing_changes' });
    expect(refusalOn(1, accepted, leaverReplaced)).toEqual({ refusal: 'nothing_changes' });
    const ended = on(1, asked, doctorDeclined).agreement;
    expect(refusalOn(2, ended, leaverReplaced)).toEqual({ refusal: 'nothing_changes' });
  });

  test.each([
    ['nobody is offered', () => on(0, active, events.physicianLeaves)],
    ['they say no', () => on(10, asked, doctorDeclined)],
    ['they do not answer', () => on(53, asked, dateCame)],
    ['the new physician does not sign', () => on(60, accepted, dateCame)],
    ['the new physician does not want to', () => on(50, accepted, doctorRefused)],
  ])('ends the agreement on the day, by the practice and with thirty days, where %s', (_, decide) => {
    const { agreement, wishes } = decide();
    expect(agreement.status).toBe('ending');
    const [ending] = agreement.endings;
    expect(ending).toMatchObject({ by: 'practice', cause: 'physician-leaves', endsOn: leavesOn, medium: 'email' });
    expect(addDays(ending?.noticeReceivedOn ?? '', 30) <= leavesOn).toBe(true);
    expect(wishes).toContainEqual({ workflow: 'notice', noticeKey: 'ending-1-s1' });
    expect(noticesOf({ agreement, wishes, facts: [] })).not.toContain('doctorsettled-1-s1');
    expect(agreement.nextDate).toBe('2026-06-01');
  });

  test('says that they are told by letter where nobody who signed takes mail', () => {
    const { agreement } = on(0, afterEvents(active, [events.emailRefused]), events.physicianLeaves);
    expect(agreement.endings[0]).toMatchObject({ cause: 'physician-leaves', medium: 'letter' });
  });

  test('gives the thirty days even where everything is late', () => {
    const { agreement } = on(75, asked, dateCame);
    expect(agreement.endings[0]?.endsOn).toBe(addDays(today, 105));
  });

  test('changes nothing for whoever has agreed with the other by then', () => {
    const signed = on(20, accepted, doctorSigned).agreement;
    expect(refusalOn(21, signed, leaverReplaced)).toEqual({ refusal: 'nothing_changes' });
    const done = on(91, signed, dateCame).agreement;
    expect([done.status, done.physicianId, done.endings]).toEqual(['active', 'dr-other', []]);
  });

  test('asks anew whoever had been asked by their own wish, since a no means an end now', () => {
    const wished = afterEvents(active, [doctorProposed]);
    const { agreement, wishes } = on(5, wished, { ...leaverReplaced, to: 'dr-third' });
    expect(agreement.physicianChanges.map(({ state, to }) => [state, to])).toEqual([
      ['dropped', 'dr-other'],
      ['proposed', 'dr-other'],
    ]);
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'newdoctor-2-s1' }]);
  });

  test('brings a settled change forward that would have come too late, and a person is told', () => {
    const late = { ...doctorProposed, effectiveOn: '2026-07-01' };
    const signed = afterEvents(active, [late, doctorAccepted, doctorSigned]);
    const { agreement } = on(1, signed, leaverReplaced);
    expect([lastChange(agreement)?.effectiveOn, agreement.nextDate]).toEqual(['2026-06-01', '2026-06-01']);
    expect(agreement.needsAttention.map(({ code }) => code)).toEqual(['doctor_changes_sooner']);
    expect(refusalOn(2, agreement, leaverReplaced)).toEqual({ refusal: 'nothing_changes' });
  });

  test('leaves a cancellation for a sooner day alone, and takes the place of one for a later day', () => {
    const cancelled = (endsOn: string) => on(0, active, { ...events.cancelled, endsOn }).agreement;
    expect(refusalOn(1, cancelled(leavesOn), events.physicianLeaves)).toEqual({ refusal: 'nothing_changes' });
    const { agreement } = on(1, cancelled('2027-03-01'), events.physicianLeaves);
    expect(agreement.endings.map(({ by, endsOn, undoneAt }) => [by, endsOn, undoneAt])).toEqual([
      ['patient', '2027-03-01', daysLater(1)],
      ['practice', leavesOn, undefined],
    ]);
  });

  test('asks again whoever undoes a cancellation that had dropped the question', () => {
    const cancelled = on(5, asked, { ...events.cancelled, noticeReceivedOn: '2026-03-07', endsOn: '2026-03-20' });
    expect(lastChange(cancelled.agreement)?.state).toBe('dropped');
    const undone = on(6, cancelled.agreement, events.endingUndone).agreement;
    expect(lastChange(on(6, undone, leaverReplaced).agreement)).toMatchObject({ number: 2, state: 'proposed' });
  });

  test('asks again whoever calls too late, once staff undo the end', () => {
    const ended = on(53, asked, dateCame).agreement;
    const undone = on(54, ended, { ...events.endingUndone, by: 'staff-1' } as AgreementEvent).agreement;
    const again = on(54, undone, leaverReplaced).agreement;
    expect(lastChange(again)).toMatchObject({ number: 2, state: 'proposed', answerBy: addDays(today, 84) });
    expect(on(55, again, { ...doctorDeclined, number: 2 }).agreement.endings[1]?.endsOn).toBe(leavesOn);
  });

  test('ends with its year what would have a few weeks left after it, and waits where the year is over too soon', () => {
    // The year ends on 2027-03-01, day 364.
    const leave = { on: '2027-03-20' };
    const { agreement } = on(320, active, { ...events.physicianLeaves, leave });
    expect(agreement.endings[0]?.endsOn).toBe('2027-03-01');
    expect(refusalOn(340, active, { ...events.physicianLeaves, leave })).toEqual({ refusal: 'nothing_changes' });
  });

  test('waits for money that is on its way before what is not in force is closed', () => {
    const pending = afterEvents(anAgreement({ status: 'awaiting_payment' }), [events.paymentPending]);
    expect(refusalOn(0, pending, events.physicianLeaves)).toEqual({ refusal: 'payment_on_its_way' });
  });
});
