import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { sendingInstant } from '../../../../functions/domain/calendar/practice-time.ts';
import { type SigningStep, signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import { afterEvents, anAgreement, events, monday, newYork, sentNotices } from '../../../support/builders.ts';

const opened = anAgreement({ status: 'awaiting_signature' });
const { agreementId } = opened;
const midnightAfterLastDay = '2026-04-02T04:00:00.000Z';

function stepAt(agreement: Agreement, now: string, ...sent: string[]): SigningStep {
  return signingStep(agreement, 'd1', now, { agreementId, notices: sentNotices(...sent), timeZone: newYork });
}

function mornings(date: string): string {
  return sendingInstant(date, newYork, agreementId);
}

describe('the signing of a document', () => {
  test('begins by opening it', () => {
    expect(stepAt(anAgreement({ status: 'offered' }), monday)).toEqual({ next: 'open' });
  });

  test('asks the patient at once, whatever the hour', () => {
    expect(stepAt(opened, monday)).toEqual({ next: 'mail', noticeKeys: ['request-d1-s1'] });
    expect(stepAt(opened, '2026-03-03T07:00:00.000Z')).toEqual({ next: 'mail', noticeKeys: ['request-d1-s1'] });
  });

  test.each([
    [3, '2026-03-05', []],
    [7, '2026-03-09', ['reminder-d1-s1-3']],
    [14, '2026-03-16', ['reminder-d1-s1-3', 'reminder-d1-s1-7']],
  ])('waits until the morning of day %i, then reminds', (day, date, reminded) => {
    const sent = ['request-d1-s1', ...reminded];
    const at = mornings(date);
    const before = new Date(Date.parse(at) - 1).toISOString();
    expect(stepAt(opened, before, ...sent)).toEqual({ next: 'wait', until: at });
    expect(stepAt(opened, at, ...sent)).toEqual({ next: 'mail', noticeKeys: [`reminder-d1-s1-${day}`] });
  });

  test('waits for the end of the last day when all reminders are out', () => {
    const all = ['request-d1-s1', 'reminder-d1-s1-3', 'reminder-d1-s1-7', 'reminder-d1-s1-14'];
    expect(stepAt(opened, mornings('2026-03-16'), ...all)).toEqual({ next: 'wait', until: midnightAfterLastDay });
  });

  test('expires after the last day and not a moment before', () => {
    const all = ['request-d1-s1', 'reminder-d1-s1-14'];
    expect(stepAt(opened, '2026-04-02T03:59:59.999Z', ...all)).toEqual({ next: 'wait', until: midnightAfterLastDay });
    expect(stepAt(opened, midnightAfterLastDay, ...all)).toEqual({ next: 'expire' });
  });

  test('expires without another mail where mail stood still all the time', () => {
    expect(stepAt(opened, midnightAfterLastDay)).toEqual({ next: 'expire' });
  });

  test('goes on reminding a patient who has signed and owes a payment method', () => {
    const steps = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
    const step = stepAt(afterEvents(opened, steps), mornings('2026-03-05'), 'request-d1-s1');
    expect(step).toEqual({ next: 'mail', noticeKeys: ['reminder-d1-s1-3'] });
  });

  test('mails nothing for the physician, whose queue has a mail of its own, and waits for the last day', () => {
    const askedOn = '2026-03-10T15:00:00.000Z';
    const steps = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
    const awaiting = afterEvents(opened, [...steps, events.methodSaved], askedOn);
    expect(stepAt(awaiting, askedOn, 'request-d1-s1')).toEqual({ next: 'wait', until: midnightAfterLastDay });
  });

  test('gives the physician a week where the patient was done on the last day', () => {
    const askedOn = '2026-04-01T15:00:00.000Z';
    const steps = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
    const awaiting = afterEvents(opened, [...steps, events.methodSaved], askedOn);
    const endOfWeek = '2026-04-09T04:00:00.000Z';
    expect(stepAt(awaiting, midnightAfterLastDay)).toEqual({ next: 'wait', until: endOfWeek });
    expect(stepAt(awaiting, endOfWeek)).toEqual({ next: 'expire' });
  });

  test('sends no reminder whose morning was over when the request went out', () => {
    const sentAt = '2026-03-06T15:00:00.000Z';
    const noticeKey = 'request-d1-s1';
    const notices = new Map([[noticeKey, { noticeKey, state: 'sent' as const, claimedAt: sentAt, sentAt }]]);
    const step = signingStep(opened, 'd1', sentAt, { agreementId, notices, timeZone: newYork });
    expect(step).toEqual({ next: 'wait', until: mornings('2026-03-09') });
  });

  test.each([
    ['completed', anAgreement({ status: 'awaiting_payment' })],
    ['completed', anAgreement({ status: 'closed', closedFor: 'unpaid' })],
    ['declined', anAgreement({ status: 'closed', closedFor: 'declined' })],
    ['expired', anAgreement({ status: 'closed', closedFor: 'expired' })],
  ])('ends as %s', (outcome, agreement) => {
    expect(stepAt(agreement, '2026-06-01T12:00:00.000Z')).toEqual({ next: 'end', outcome });
  });

  test('refuses a document that the agreement does not have', () => {
    const by = { agreementId, notices: sentNotices(), timeZone: newYork };
    expect(() => signingStep(opened, 'd9', monday, by)).toThrow(`Agreement ${agreementId} has no document d9`);
  });
});
