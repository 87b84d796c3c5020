import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { type BillingStep, billingStep, isPayTimeOver } from '../../../../functions/domain/billing/billing-step.ts';
import { sendingInstant } from '../../../../functions/domain/calendar/practice-time.ts';
import { afterEvents, anAgreement, aPlan, events, monday, newYork, sentNotices } from '../../../support/builders.ts';

const due = anAgreement({ status: 'awaiting_payment' });
const { agreementId } = due;
const declined = afterEvents(due, [events.paymentFailed]);
const failedAgainOn = '2026-03-21T15:00:00.000Z';
const declinedTwice = afterEvents(
  declined,
  [events.otherMethodSaved, { ...events.paymentFailed, methodNumber: 2 }],
  failedAgainOn,
);

function stepAt(agreement: Agreement, now: string, ...sent: string[]): BillingStep {
  return billingStep(agreement, 't1-i1', now, { agreementId, notices: sentNotices(...sent), timeZone: newYork });
}

function mornings(date: string): string {
  return sendingInstant(date, newYork, agreementId);
}

describe('the billing of an invoice', () => {
  test('collects at once with the method that was given at signing', () => {
    expect(stepAt(due, monday)).toEqual({ next: 'collect' });
  });

  test('mails a payment page at once when the method fails', () => {
    expect(stepAt(declined, monday)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i1-1'] });
  });

  test.each([
    [3, '2026-03-05', []],
    [7, '2026-03-09', ['dunning-t1_i1-1-3']],
    [14, '2026-03-16', ['dunning-t1_i1-1-3', 'dunning-t1_i1-1-7']],
  ])('waits until the morning of day %i, then reminds', (day, date, reminded) => {
    const sent = ['unpaid-t1_i1-1', ...reminded];
    const at = mornings(date);
    const before = new Date(Date.parse(at) - 1).toISOString();
    expect(stepAt(declined, before, ...sent)).toEqual({ next: 'wait', until: at });
    expect(stepAt(declined, at, ...sent)).toEqual({ next: 'mail', noticeKeys: [`dunning-t1_i1-1-${day}`] });
  });

  test('gives up on the morning of day 21 and not a moment before', () => {
    const all = ['unpaid-t1_i1-1', 'dunning-t1_i1-1-3', 'dunning-t1_i1-1-7', 'dunning-t1_i1-1-14'];
    const at = mornings('2026-03-23');
    const before = new Date(Date.parse(at) - 1).toISOString();
    expect(stepAt(declined, before, ...all)).toEqual({ next: 'wait', until: at });
    expect(stepAt(declined, at, ...all)).toEqual({ next: 'give-up' });
  });

  test('gives up on day 21 without another mail where mail stood still', () => {
    expect(stepAt(declined, mornings('2026-03-23'))).toEqual({ next: 'give-up' });
  });

  test('collects with a newer method at any time, even on day 21', () => {
    const renewed = afterEvents(declined, [events.otherMethodSaved]);
    expect(stepAt(renewed, monday)).toEqual({ next: 'collect' });
    expect(stepAt(renewed, mornings('2026-03-23'))).toEqual({ next: 'collect' });
  });

  test('mails anew after a second method has failed, with days that count from then', () => {
    const before = ['unpaid-t1_i1-1', 'dunning-t1_i1-1-3', 'dunning-t1_i1-1-7', 'dunning-t1_i1-1-14'];
    expect(stepAt(declinedTwice, failedAgainOn, ...before)).toEqual({
      next: 'mail',
      noticeKeys: ['unpaid-t1_i1-2'],
    });
  });

  test('keeps the last day of the first failure: another method wins no time', () => {
    expect(stepAt(declinedTwice, failedAgainOn, 'unpaid-t1_i1-2')).toEqual({
      next: 'wait',
      until: mornings('2026-03-23'),
    });
    expect(stepAt(declinedTwice, mornings('2026-03-23'), 'unpaid-t1_i1-2')).toEqual({ next: 'give-up' });
  });

  test('collects once more with the same card where the payer gives it again', () => {
    expect(stepAt(afterEvents(declined, [events.methodSaved]), monday)).toEqual({ next: 'collect' });
  });

  test('waits for a bank payment until the day on which it settles, then looks it up', () => {
    const pending = afterEvents(due, [events.paymentPending]);
    const { lookUpAt } = events.paymentPending;
    expect(stepAt(pending, monday)).toEqual({ next: 'wait', until: lookUpAt });
    expect(stepAt(pending, lookUpAt)).toEqual({ next: 'look-up' });
    // Money on its way is not given up, however late.
    expect(stepAt(pending, mornings('2026-05-01'))).toEqual({ next: 'look-up' });
  });

  test('charges no newer method while a bank payment is on its way', () => {
    const renewed = afterEvents(due, [events.paymentPending, events.otherMethodSaved]);
    expect(stepAt(renewed, monday)).toEqual({ next: 'wait', until: events.paymentPending.lookUpAt });
  });

  test('looks up at once a charge whose answer was lost, before a newer method is charged', () => {
    expect(stepAt(afterEvents(due, [events.paymentUnknown]), monday)).toEqual({ next: 'look-up' });
    const renewed = afterEvents(due, [events.paymentUnknown, events.otherMethodSaved]);
    expect(stepAt(renewed, monday)).toEqual({ next: 'look-up' });
  });

  test('mails a payment page when the bank has said no in the end, and reminds from then on', () => {
    const failedOn = '2026-03-06T15:00:00.000Z';
    const failed = afterEvents(afterEvents(due, [events.paymentPending]), [events.paymentFailed], failedOn);
    expect(stepAt(failed, failedOn)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i1-2'] });
    expect(stepAt(failed, failedOn, 'unpaid-t1_i1-2')).toEqual({ next: 'wait', until: mornings('2026-03-09') });
  });

  test('by check collects nothing: an invoice at once, reminders on days 3, 7 and 14, the end on day 21', () => {
    const byCheck = afterEvents(anAgreement({ status: 'awaiting_countersignature' }), [
      events.checkChosen,
      events.countersigned,
    ]);
    expect(stepAt(byCheck, monday)).toEqual({ next: 'mail', noticeKeys: ['invoice-t1_i1-0'] });
    const sent = ['invoice-t1_i1-0'];
    for (const [day, date] of [
      [3, '2026-03-05'],
      [7, '2026-03-09'],
      [14, '2026-03-16'],
    ] as const) {
      const before = new Date(Date.parse(mornings(date)) - 1).toISOString();
      expect(stepAt(byCheck, before, ...sent)).toEqual({ next: 'wait', until: mornings(date) });
      const noticeKey = `dunning-t1_i1-0-${day}`;
      expect(stepAt(byCheck, mornings(date), ...sent)).toEqual({ next: 'mail', noticeKeys: [noticeKey] });
      sent.push(noticeKey);
    }
    expect(stepAt(byCheck, mornings('2026-03-23'), ...sent)).toEqual({ next: 'give-up' });
  });

  test('by check after a card that failed sends the invoice, and keeps the last day', () => {
    const changed = afterEvents(declined, [events.checkChosen], '2026-03-05T15:00:00.000Z');
    expect(stepAt(changed, '2026-03-05T15:00:00.000Z', 'unpaid-t1_i1-1')).toEqual({
      next: 'mail',
      noticeKeys: ['invoice-t1_i1-1'],
    });
    expect(stepAt(changed, mornings('2026-03-23'), 'invoice-t1_i1-1')).toEqual({ next: 'give-up' });
  });

  test('sends no reminder whose morning was over when the payment page went out', () => {
    const sentAt = '2026-03-06T15:00:00.000Z';
    const noticeKey = 'unpaid-t1_i1-1';
    const notices = new Map([[noticeKey, { noticeKey, state: 'sent' as const, claimedAt: sentAt, sentAt }]]);
    const step = billingStep(declined, 't1-i1', sentAt, { agreementId, notices, timeZone: newYork });
    expect(step).toEqual({ next: 'wait', until: mornings('2026-03-09') });
  });

  test.each([
    ['paid', anAgreement({ status: 'active' })],
    ['void', anAgreement({ status: 'closed', closedFor: 'unpaid' })],
  ])('ends when it is %s', (outcome, agreement) => {
    expect(stepAt(agreement, monday)).toEqual({ next: 'end', outcome });
  });

  test('refuses an invoice that the agreement does not have, and one that is only drafted', () => {
    const by = { agreementId, notices: sentNotices(), timeZone: newYork };
    const active = anAgreement({ status: 'active', plan: aPlan({ installments: 2 }) });
    expect(() => billingStep(due, 't9-i9', monday, by)).toThrow(`Agreement ${agreementId} has no invoice t9-i9`);
    expect(() => billingStep(active, 't1-i2', monday, by)).toThrow(
      `Invoice t1-i2 of agreement ${agreementId} is a draft`,
    );
  });
});

describe('the time to pay', () => {
  const over = mornings('2026-03-23');
  const before = new Date(Date.parse(over) - 1).toISOString();
  const renewed = afterEvents(declined, [events.otherMethodSaved]);

  test.each<[string, Agreement, string, boolean]>([
    ['is not over a moment before the morning of day 21', declined, before, false],
    ['is over on the morning of day 21, whatever mail did', declined, over, true],
    ['counts from the first failure', declinedTwice, over, true],
    ['is not over while a newer method is untried', renewed, over, false],
    ['is not over while the first method is untried', due, over, false],
    ['means nothing for what is paid', anAgreement({ status: 'active' }), over, false],
  ])('%s', (_, agreement, now, expected) => {
    expect(isPayTimeOver(agreement, 't1-i1', now, newYork)).toBe(expected);
  });
});
