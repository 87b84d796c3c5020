import { describe, expect, test } from '@jest/globals';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { settle } from '../../../../functions/domain/ending/settle.ts';
import { terminationStep } from '../../../../functions/domain/ending/termination-step.ts';
import {
  afterEvents,
  anAgreement,
  daysLater,
  decideOn,
  events,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

type Noticed = Extract<AgreementEvent, { type: 'ending_noticed' }>;

const active = anAgreement({ status: 'active' });
/** A letter of the practice, posted on June 1. */
const june = '2026-06-01T15:00:00.000Z';
const byPractice = (given: Partial<Noticed>): Noticed => ({
  type: 'ending_noticed',
  by: 'practice',
  how: 'on-date',
  endsOn: '2026-06-01',
  noticeReceivedOn: '2026-06-01',
  medium: 'letter',
  coolingOffDays: 0,
  reason: 'Threats against our staff',
  recordedBy: 'staff-1',
  ...given,
});
const refusalOf = (event: AgreementEvent) => transition(active, event, june, newYork);

describe('an ending by the practice', () => {
  test.each(['2026-06-01', '2026-06-30'])('refuses to end on %s, within the thirty days', (endsOn) => {
    expect(refusalOf(byPractice({ endsOn }))).toEqual({ refusal: 'too_soon' });
    expect(refusalOf(byPractice({ endsOn, atOnce: false }))).toEqual({ refusal: 'too_soon' });
  });

  test('ends care when the thirty days are over', () => {
    const { agreement } = decideOn(active, byPractice({ endsOn: '2026-07-01' }), june);
    expect([agreement.status, agreement.endings[0]?.endsOn, agreement.nextDate]).toEqual([
      'ending',
      '2026-07-01',
      '2026-07-02',
    ]);
  });
});

describe('a last day that the patient names, to come', () => {
  const inState = (state: string) => ({
    ...active,
    members: active.members.map((one) => ({ ...one, address: { ...one.address, state } })),
  });
  const byPatient = (endsOn: string): Noticed => ({ ...events.cancelled, endsOn, noticeReceivedOn: '2026-06-01' });

  test.each([
    // The money goes back on the day after the last one, and no later than the law says.
    ['WA', '2026-06-10', '2026-06-11'],
    ['ID', '2026-06-30', '2026-07-01'],
  ])('is as far in %s as the law lets the money wait: %s, not %s', (state, last, tooLate) => {
    const { agreement } = decideOn(inState(state), byPatient(last), june);
    expect(settle(agreement, { ...byPatient(last), endsOn: last, coolingOffDays: 0 }).dueOn).toBe(tooLate);
    expect(transition(inState(state), byPatient(tooLate), june, newYork)).toEqual({ refusal: 'too_late' });
  });

  test.each([
    ['NY', '2026-12-31', june],
    ['WA', '2027-03-01', june],
    // Recorded later than it came.
    ['WA', '2026-06-20', daysLater(19, june)],
  ])('is any other in %s: %s', (state, endsOn, now) => {
    expect(decideOn(inState(state), byPatient(endsOn), now).agreement.endings).toMatchObject([{ endsOn }]);
  });
});

describe('an ending at once, for a breach', () => {
  const { agreement, wishes, facts } = decideOn(active, byPractice({ atOnce: true }), june);

  test('ends care with the day of the notice, with the reason in the history, and tells whoever signed', () => {
    expect([agreement.status, agreement.nextDate]).toEqual(['ending', '2026-06-02']);
    expect(agreement.endings).toMatchObject([{ by: 'practice', endsOn: '2026-06-01', recordedBy: 'staff-1' }]);
    expect(facts).toMatchObject([
      { type: 'ending_noticed', data: { side: 'practice', reason: 'Threats against our staff', by: 'staff-1' } },
    ]);
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'ending-1-s1' }]);
  });

  test('is settled on the next day, with the days that are not earned', () => {
    const by = { agreementId: 'app1', notices: sentNotices(), timeZone: newYork };
    expect(terminationStep(agreement, 1, june, by).next).toBe('wait');
    const next = daysLater(1, june);
    expect(decideOn(agreement, events.dateCame, next).wishes).toEqual([{ workflow: 'termination', ending: 1 }]);
    expect(terminationStep(agreement, 1, next, by)).toEqual({ next: 'end-care' });
    const ended = afterEvents(agreement, [events.careEnded], next);
    // 92 of 365 days of $2,400 are earned: March 2 to June 1.
    expect(ended.endings[0]?.settlement).toMatchObject({ earnedCents: 60_493, refundedCents: 179_507, owedCents: 0 });
  });

  test('can be undone on that day, and not after it', () => {
    expect(afterEvents(agreement, [events.endingUndone], june).status).toBe('active');
    expect(transition(agreement, events.endingUndone, daysLater(1, june), newYork)).toEqual({
      refusal: 'document_closed',
    });
  });

  test('refuses a day before the notice, and a notice that is to come', () => {
    expect(refusalOf(byPractice({ atOnce: true, endsOn: '2026-05-31' }))).toEqual({ refusal: 'not_a_coming_date' });
    const tomorrow = { endsOn: '2026-06-02', noticeReceivedOn: '2026-06-02' };
    expect(refusalOf(byPractice({ atOnce: true, ...tomorrow }))).toEqual({ refusal: 'not_a_past_date' });
  });
});

describe('a no to the next year that came in time, and is recorded after that has begun', () => {
  /** The year ends on 1 March 2027. */
  const came = '2027-02-20';
  const recorded = '2027-03-06T15:00:00.000Z';
  const noted = { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: came, medium: 'letter' } as const;
  const planned = afterEvents(active, [events.renewalPlanned], '2027-01-10T15:00:00.000Z');
  const paid = { ...events.paymentSucceeded, invoiceId: 't2-i1' };
  const onFirstDay = '2027-03-02T15:00:00.000Z';
  const begun = (by: AgreementEvent, at: string) =>
    afterEvents(afterEvents(planned, [by], at), [events.dateCame], onFirstDay);

  test.each([
    ['by itself', begun(events.renewalDue, onFirstDay)],
    ['early, by a yes', begun(events.renewalAccepted, '2027-02-01T15:00:00.000Z')],
    ['late, out of the days of grace', lateRenewal()],
  ])('ends with the year in which it came, and gives all of the next back, renewed %s', (_, renewed) => {
    const { agreement, wishes } = decideOn(afterEvents(renewed, [paid], recorded), noted, recorded);
    expect(agreement.endings).toMatchObject([{ how: 'at-term-end', endsOn: '2027-03-01', noticeReceivedOn: came }]);
    expect([agreement.nextDate, wishes]).toEqual(['2027-03-02', [{ workflow: 'notice', noticeKey: 'ending-1-s1' }]]);
    expect(decideOn(agreement, events.dateCame, recorded).wishes).toEqual([{ workflow: 'termination', ending: 1 }]);
    const ended = afterEvents(agreement, [events.careEnded], recorded);
    expect(ended.endings[0]?.settlement).toMatchObject({ earnedCents: 240_000, refundedCents: 250_000, owedCents: 0 });
  });

  function lateRenewal() {
    const inGrace = decideOn(planned, { ...events.renewalDue, unproven: ['r1'] }, onFirstDay).agreement;
    const yes = decideOn(inGrace, events.renewalAccepted, daysLater(2, onFirstDay)).agreement;
    return decideOn(yes, events.dateCame, daysLater(2, onFirstDay)).agreement;
  }

  test('asks for nothing of the next where that is not paid', () => {
    const open = begun(events.renewalDue, onFirstDay);
    const ended = afterEvents(open, [noted, events.careEnded], recorded);
    expect(ended.endings[0]?.settlement).toMatchObject({ earnedCents: 240_000, refundedCents: 0, owedCents: 0 });
    expect(ended.invoices.map(({ status }) => status)).toEqual(['paid', 'void']);
    expect(ended.needsAttention).toEqual([]);
  });

  test('ends with that year in the days of grace, too', () => {
    const inGrace = decideOn(planned, { ...events.renewalDue, unproven: ['r1'] }, onFirstDay).agreement;
    const ended = afterEvents(inGrace, [noted, events.careEnded], recorded);
    expect(ended.endings).toMatchObject([{ endsOn: '2027-03-01', settlement: { refundedCents: 0, owedCents: 0 } }]);
  });

  test('ends the next year where it came in that', () => {
    const later = { ...noted, noticeReceivedOn: '2027-03-03' };
    const { agreement } = decideOn(begun(events.renewalDue, onFirstDay), later, recorded);
    expect(agreement.endings[0]?.endsOn).toBe('2028-03-01');
  });
});
