import { describe, expect, test } from '@jest/globals';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
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
