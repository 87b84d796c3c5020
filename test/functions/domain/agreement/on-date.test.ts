import { describe, expect, test } from '@jest/globals';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

// Begun on 2 March 2026, in four payments: 2 March, 2 June, 2 September, 2 December.
const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
const june = '2026-06-02T10:00:00.000Z';
const due = decideOn(quarterly, events.dateCame, june).agreement;
const stepAt = (agreement: typeof due, now: string, ...sent: string[]) =>
  billingStep(agreement, 't1-i2', now, {
    agreementId: agreement.agreementId,
    notices: sentNotices(...sent),
    timeZone: newYork,
  });
const failed = (code: string, retry = 0) =>
  ({ type: 'payment_failed', invoiceId: 't1-i2', code, methodNumber: 1, retry }) as const;

describe('an installment', () => {
  test('is opened on its day with a workflow of its own, and the next date is the one after it', () => {
    const { agreement, wishes } = decideOn(quarterly, events.dateCame, june);
    expect(agreement.invoices.map(({ status }) => status)).toEqual(['paid', 'open', 'draft', 'draft']);
    expect([wishes, quarterly.nextDate, agreement.nextDate]).toEqual([
      [{ workflow: 'billing', invoiceId: 't1-i2' }],
      '2026-06-02',
      '2026-09-02',
    ]);
  });

  test('is not opened the evening before, whatever the day is in UTC', () => {
    const eveningBefore = '2026-06-02T03:59:00.000Z';
    expect(transition(quarterly, events.dateCame, eveningBefore, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('that was missed is opened later, with all that fell due meanwhile', () => {
    const { agreement } = decideOn(quarterly, events.dateCame, '2026-10-01T10:00:00.000Z');
    expect(agreement.invoices.map(({ status }) => status)).toEqual(['paid', 'open', 'open', 'draft']);
  });

  test('by check is opened thirty days ahead, and reminded of from its due date on', () => {
    const byCheck = afterEvents(quarterly, [events.checkChosen]);
    expect(byCheck.nextDate).toBe('2026-05-03');
    const opened = decideOn(byCheck, events.dateCame, '2026-05-03T10:00:00.000Z').agreement;
    expect(stepAt(opened, '2026-05-03T13:00:00.000Z')).toEqual({ next: 'mail', noticeKeys: ['invoice-t1_i2-0'] });
    const sent = ['invoice-t1_i2-0'];
    expect(stepAt(opened, '2026-06-02T14:00:00.000Z', ...sent)).toMatchObject({
      next: 'wait',
      until: expect.stringContaining('2026-06-05T13'),
    });
    expect(stepAt(opened, '2026-06-05T14:00:00.000Z', ...sent)).toEqual({
      next: 'mail',
      noticeKeys: ['dunning-t1_i2-0-3'],
    });
  });

  test('that is paid has its receipt before collecting ends', () => {
    const paid = afterEvents(due, [{ ...events.paymentSucceeded, invoiceId: 't1-i2' }], june);
    expect(stepAt(paid, june)).toEqual({ next: 'mail', noticeKeys: ['receipt-t1_i2-1'] });
    expect(stepAt(paid, june, 'receipt-t1_i2-1')).toEqual({ next: 'end', outcome: 'paid' });
  });
});

describe('a card that is declined', () => {
  const poor = afterEvents(due, [failed('insufficient_funds')], june);
  const days = (count: number) => daysLater(count, june);

  test('is tried again on days 3 and 7 by the standard preset, each time once', () => {
    const told = ['unpaid-t1_i2-1', 'dunning-t1_i2-1-3', 'dunning-t1_i2-1-7', 'dunning-t1_i2-1-14'];
    expect(stepAt(poor, days(2), ...told)).toMatchObject({ next: 'wait' });
    expect(stepAt(poor, days(3), ...told)).toEqual({ next: 'collect' });
    const again = afterEvents(poor, [failed('insufficient_funds', 1)], days(3));
    expect(stepAt(again, days(3), ...told)).toMatchObject({ next: 'wait' });
    expect(stepAt(again, days(7), ...told)).toEqual({ next: 'collect' });
    const third = afterEvents(again, [failed('insufficient_funds', 2)], days(7));
    expect(stepAt(third, days(20), ...told)).toMatchObject({ next: 'wait' });
    expect(stepAt(third, days(21), ...told)).toEqual({ next: 'escalate' });
  });

  test('begins one round of mails, however often it is tried', () => {
    const again = afterEvents(poor, [failed('insufficient_funds', 1)], days(3));
    expect(stepAt(again, days(3), 'unpaid-t1_i2-1')).toEqual({ next: 'mail', noticeKeys: ['dunning-t1_i2-1-3'] });
  });

  test.each(['expired_card', 'lost_card', 'stolen_card', 'authentication_required', 'some_new_code'])(
    'for good (%s) is never tried again',
    (code) => {
      const declined = afterEvents(due, [failed(code)], june);
      for (const day of [1, 3, 5, 7, 14, 20]) {
        expect(stepAt(declined, days(day)).next).not.toBe('collect');
      }
    },
  );

  describe('in June', () => {
    const september = '2026-09-02T10:00:00.000Z';
    const inSeptember = (code: string, ...those: AgreementEvent[]) => {
      const declined = afterEvents(due, [failed(code)], june);
      const byCheck = { ...events.paymentRecorded, invoiceId: 't1-i2', amountCents: 60_000 };
      return afterEvents(afterEvents(declined, [...those, byCheck], days(1)), [events.dateCame], september);
    };
    const stepOf = (agreement: typeof due, ...sent: string[]) =>
      billingStep(agreement, 't1-i3', september, {
        agreementId: agreement.agreementId,
        notices: sentNotices(...sent),
        timeZone: newYork,
      });

    test('for good, and paid by check then, is not charged in September: another way to pay is asked for, once', () => {
      for (const code of ['lost_card', 'expired_card']) {
        const asked = inSeptember(code);
        expect(stepOf(asked)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i3-0'] });
        expect(stepOf(asked, 'unpaid-t1_i3-0')).toMatchObject({ next: 'wait' });
      }
    });

    test('for now is charged in September, and so is another card that was given since', () => {
      expect(stepOf(inSeptember('insufficient_funds'))).toEqual({ next: 'collect' });
      expect(stepOf(inSeptember('lost_card', events.otherMethodSaved))).toEqual({ next: 'collect' });
    });

    test('for good, and worked since, is charged in September', () => {
      const declined = afterEvents(due, [failed('authentication_required')], june);
      const paid = { ...events.paymentSucceeded, invoiceId: 't1-i2' };
      const worked = afterEvents(afterEvents(declined, [paid], days(1)), [events.dateCame], september);
      expect(stepOf(worked)).toEqual({ next: 'collect' });
    });
  });

  test('a bank account is told, and not tried again', () => {
    const method = { reference: 'pm_us', label: 'Bank', kind: 'bank' } as const;
    const byBank = afterEvents(due, [{ ...events.methodSaved, method }], june);
    const tried = { ...failed('insufficient_funds'), methodNumber: 2 };
    const declined = afterEvents(byBank, [tried], june);
    for (const day of [0, 3, 7]) expect(stepAt(declined, days(day)).next).toBe('mail');
  });

  test.each([
    ['gentle', 29, 30],
    ['standard', 20, 21],
    ['brisk', 14, 15],
  ] as const)(
    'is the physician’s to decide by the %s preset not on day %s, but on day %s',
    (collection, before, day) => {
      const opened = decideOn(quarterly, { type: 'date_came', collection }, june).agreement;
      const declined = afterEvents(opened, [failed('expired_card')], june);
      expect(stepAt(declined, days(before)).next).not.toBe('escalate');
      expect(stepAt(declined, days(day))).toEqual({ next: 'escalate' });
    },
  );
});

describe('what stays open after the last reminder', () => {
  const declined = afterEvents(due, [failed('expired_card')], june);
  const later = daysLater(21, june);
  const escalated = afterEvents(declined, [events.invoiceEscalated], later);
  const billing = [{ workflow: 'billing', invoiceId: 't1-i2' }];

  test('is told to a person once, ends nobody’s care, and ends its collecting', () => {
    expect(escalated.needsAttention.map(({ code }) => code)).toEqual(['unpaid']);
    expect([escalated.status, stepAt(escalated, later)]).toEqual(['active', { next: 'end', outcome: 'undecided' }]);
    expect(transition(escalated, events.invoiceEscalated, later, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(declined, events.invoiceEscalated, june, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('given more time, is asked for no more until that day, then decided again', () => {
    const { agreement, wishes } = decideOn(escalated, { ...events.invoiceExtended, until: '2026-07-20' }, later);
    expect([agreement.needsAttention, agreement.invoices[1]?.round, wishes]).toEqual([[], 2, billing]);
    const told = ['unpaid-t1_i2-1', 'dunning-t1_i2-1-3', 'dunning-t1_i2-1-7', 'dunning-t1_i2-1-14'];
    expect(stepAt(agreement, later, ...told)).toMatchObject({
      next: 'wait',
      until: expect.stringMatching(/^2026-07-20/),
    });
    expect(stepAt(agreement, '2026-07-20T14:00:00.000Z', ...told)).toEqual({ next: 'escalate' });
  });

  test.each(['2026-06-23', '2026-06-01', '2027-06-01', 'soon'])('can’t be given time until %s', (until) => {
    const extended = { ...events.invoiceExtended, until };
    expect(transition(escalated, extended, later, newYork)).toEqual({ refusal: 'not_a_coming_date' });
  });

  test('written off, is never asked for again, and the agreement goes on', () => {
    const { agreement, wishes } = decideOn(escalated, events.invoiceWrittenOff, later);
    expect([agreement.status, agreement.invoices[1]?.status, agreement.needsAttention, wishes]).toEqual([
      'active',
      'uncollectible',
      [],
      billing,
    ]);
    expect(stepAt(agreement, later)).toEqual({ next: 'end', outcome: 'uncollectible' });
  });

  test('is collected in another round, under another name, when the payer gives another card', () => {
    const { agreement, wishes } = decideOn(escalated, events.otherMethodSaved, later);
    expect([agreement.invoices[1]?.round, wishes, stepAt(agreement, later)]).toEqual([2, billing, { next: 'collect' }]);
    const paid = afterEvents(agreement, [{ ...events.paymentSucceeded, invoiceId: 't1-i2', methodNumber: 2 }], later);
    expect(paid.needsAttention).toEqual([]);
  });

  test('of a first payment is not the physician’s to decide', () => {
    const first = anAgreement({ status: 'awaiting_payment' });
    for (const event of [events.invoiceExtended, events.invoiceWrittenOff, events.invoiceEscalated]) {
      const about = { ...event, invoiceId: 't1-i1' };
      expect(transition(first, about, monday, newYork)).toEqual({ refusal: 'not_your_turn' });
    }
  });
});

describe('what was begun and is on its way still', () => {
  const yearly = anAgreement({ status: 'active' });
  const prepared = yearly.nextDate ?? '';
  const morning = `${prepared}T11:00:00.000Z`;
  const begun = decideOn(yearly, events.dateCame, morning).agreement;

  test('is not noted once more on that day, and is begun again on the next', () => {
    const noon = `${prepared}T17:00:00.000Z`;
    expect(transition(begun, events.dateCame, noon, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(decideOn(begun, events.dateCame, daysLater(1, morning)).wishes).toEqual([{ workflow: 'renewal', term: 2 }]);
  });

  test('is begun again on that day where it was cancelled, and that undone', () => {
    const noon = `${prepared}T17:00:00.000Z`;
    const cancelled = { ...events.cancelled, how: 'at-term-end' as const, noticeReceivedOn: prepared };
    const undone = afterEvents(begun, [cancelled, events.endingUndone], noon);
    expect(decideOn(undone, events.dateCame, noon).wishes).toEqual([{ workflow: 'renewal', term: 2 }]);
  });

  test('where a year is decided so late that the next is to be prepared, that is begun on the same day', () => {
    const late = `${decideOn(begun, events.renewalPlanned, morning).agreement.renewal?.endsOn}T17:00:00.000Z`;
    const planned = afterEvents(begun, [events.renewalPlanned, events.dateCame], late);
    const renewed = afterEvents(planned, [events.renewalAccepted], late);
    expect(decideOn(renewed, events.dateCame, late).wishes).toContainEqual({ workflow: 'renewal', term: 3 });
  });

  test('a year that nobody decided about is pointed out once', () => {
    const waits = anAgreement({ status: 'in_grace' });
    const over = daysLater(400);
    const told = decideOn(waits, events.graceOver, over).agreement;
    expect(transition(told, events.graceOver, over, newYork)).toEqual({ refusal: 'nothing_changes' });
  });
});

test('the settlement of an ending is begun once a day, until it is settled', () => {
  const ending = afterEvents(anAgreement({ status: 'active' }), [
    { ...events.cancelled, how: 'on-date', endsOn: '2026-03-20', noticeReceivedOn: '2026-03-02' },
  ]);
  const [morning, noon, tomorrow] = [
    '2026-03-21T10:00:00.000Z',
    '2026-03-21T17:00:00.000Z',
    '2026-03-22T17:00:00.000Z',
  ];
  const begun = decideOn(ending, events.dateCame, morning);
  expect(begun.wishes).toEqual([{ workflow: 'termination', ending: 1 }]);
  expect(transition(begun.agreement, events.dateCame, noon, newYork)).toEqual({ refusal: 'nothing_changes' });
  // A workflow that is lost is started again.
  expect(decideOn(begun.agreement, events.dateCame, tomorrow).wishes).toEqual(begun.wishes);
  expect(decideOn(begun.agreement, { type: 'care_ended' }, noon).agreement.cameOn).toBeUndefined();
});

test('the first day of a year that is prepared is the workflow’s: the sweep wakes it, and notes nothing', () => {
  const stated = afterEvents(anAgreement({ status: 'active' }), [events.dateCame], '2027-01-15T17:00:00.000Z');
  const planned = afterEvents(stated, [events.renewalPlanned]);
  const first = `${planned.renewal?.startsOn}T11:00:00.000Z`;
  const { agreement, facts, wishes } = decideOn(planned, events.dateCame, first);
  expect([facts, wishes]).toEqual([[], [{ workflow: 'renewal', term: 2 }]]);
  // It is as if the sweep had not been there.
  const [before, after] = [planned, agreement].map(
    (one) => decideOn(one, { ...events.renewalDue, unproven: ['contract'] }, first).agreement,
  );
  expect(after).toEqual(before);
});
