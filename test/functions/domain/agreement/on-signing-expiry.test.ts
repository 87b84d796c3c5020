import { describe, expect, test } from '@jest/globals';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { instantAt } from '../../../../functions/domain/calendar/practice-time.ts';
import { afterEvents, anAgreement, decideOn, events, newYork } from '../../../support/builders.ts';

/** Opened on 2 March 2026 there: daylight saving begins in between in New York, and the last day is 1 April everywhere. */
const zones: [string, string, string][] = [
  // Zone, the opening, and the first instant of 2 April there.
  [newYork, '2026-03-02T15:00:00.000Z', '2026-04-02T04:00:00.000Z'],
  ['America/Los_Angeles', '2026-03-02T17:00:00.000Z', '2026-04-02T07:00:00.000Z'],
  ['America/Phoenix', '2026-03-02T17:00:00.000Z', '2026-04-02T07:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-03-01T20:00:00.000Z', '2026-04-01T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-03-02T20:00:00.000Z', '2026-04-02T11:00:00.000Z'],
];

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

function preparedIn(timeZone: string, openedAt: string): Agreement {
  const opened = anAgreement({ status: 'awaiting_signature', now: openedAt, timeZone });
  const steps = [events.recordsConsented, events.disclosuresAccepted, events.documentRead];
  return afterEvents(opened, steps, openedAt, timeZone);
}

describe('the last day to sign', () => {
  test.each(zones)('in %s lasts until its midnight: signing works, expiry is refused', (timeZone, openedAt, over) => {
    const agreement = preparedIn(timeZone, openedAt);
    expect(documentOf(agreement, 'd1')?.expiresOn).toBe('2026-04-01');
    expect(decideOn(agreement, events.signed, justBefore(over), timeZone).facts[0]?.type).toBe('signed');
    expect(transition(agreement, events.documentExpired, justBefore(over), timeZone)).toEqual({
      refusal: 'nothing_changes',
    });
  });

  test.each(zones)('in %s once over refuses everything but the expiry', (timeZone, openedAt, over) => {
    const agreement = preparedIn(timeZone, openedAt);
    const { signed, declined, freshLink, recordsConsented, methodSaved } = events;
    for (const event of [signed, declined, freshLink, recordsConsented, methodSaved]) {
      expect(transition(agreement, event, over, timeZone)).toEqual({ refusal: 'document_closed' });
    }
    const { agreement: expired, facts, wishes } = decideOn(agreement, events.documentExpired, over, timeZone);
    expect(expired).toMatchObject({ status: 'closed', closedFor: 'expired', statusSince: over });
    expect(documentOf(expired, 'd1')?.status).toBe('expired');
    expect(facts).toEqual([{ type: 'document_expired', data: { documentId: 'd1', status: 'closed' } }]);
    expect(wishes).toEqual([{ workflow: 'signing', documentId: 'd1' }]);
  });

  test('holds for the physician too', () => {
    const awaiting = anAgreement({ status: 'awaiting_countersignature' });
    const [last, over] = ['2026-04-02T03:59:59.999Z', '2026-04-02T04:00:00.000Z'];
    expect(decideOn(awaiting, events.countersigned, last).agreement.status).toBe('awaiting_payment');
    expect(transition(awaiting, events.countersigned, over, newYork)).toEqual({ refusal: 'document_closed' });
    expect(decideOn(awaiting, events.documentExpired, over).agreement.status).toBe('closed');
  });

  test.each(zones)('in %s lets a payment method be given until its midnight', (timeZone, openedAt, over) => {
    const signed = afterEvents(preparedIn(timeZone, openedAt), [events.signed], openedAt, timeZone);
    const { agreement } = decideOn(signed, events.methodSaved, justBefore(over), timeZone);
    expect(agreement.status).toBe('awaiting_countersignature');
    expect(transition(signed, events.methodSaved, over, timeZone)).toEqual({ refusal: 'document_closed' });
  });

  test('holds for another payment method while the physician is asked', () => {
    const awaiting = anAgreement({ status: 'awaiting_countersignature' });
    const [last, over] = ['2026-04-02T03:59:59.999Z', '2026-04-02T04:00:00.000Z'];
    expect(decideOn(awaiting, events.otherMethodSaved, last).agreement.paymentMethod?.number).toBe(2);
    expect(transition(awaiting, events.otherMethodSaved, over, newYork)).toEqual({ refusal: 'document_closed' });
  });

  test('does not keep anybody from giving a payment method for what was completed', () => {
    const completed = anAgreement({ status: 'awaiting_payment' });
    const { agreement } = decideOn(completed, events.otherMethodSaved, '2026-09-01T12:00:00.000Z');
    expect(agreement.paymentMethod?.number).toBe(2);
  });

  test('does not end what was completed', () => {
    const completed = anAgreement({ status: 'awaiting_payment' });
    const muchLater = '2026-09-01T12:00:00.000Z';
    expect(transition(completed, events.documentExpired, muchLater, newYork)).toEqual({ refusal: 'document_closed' });
    expect(decideOn(completed, events.paymentSucceeded, muchLater).agreement.status).toBe('active');
  });

  test('never comes for a document that nobody was asked to sign', () => {
    const offered = anAgreement({ status: 'offered' });
    expect(transition(offered, events.documentExpired, '2028-01-01T12:00:00.000Z', newYork)).toEqual({
      refusal: 'nothing_changes',
    });
  });
});

describe('the week of the physician', () => {
  test.each(zones)('in %s is whole where the patient signs in the last moment', (timeZone, openedAt, over) => {
    const paying = afterEvents(preparedIn(timeZone, openedAt), [events.methodSaved], openedAt, timeZone);
    const { agreement } = decideOn(paying, events.signed, justBefore(over), timeZone);
    expect(documentOf(agreement, 'd1')?.expiresOn).toBe('2026-04-08');
    expect(transition(agreement, events.documentExpired, over, timeZone)).toEqual({ refusal: 'nothing_changes' });
    // No clocks change in that week, so its end is seven times 24 hours on.
    const end = new Date(Date.parse(over) + 7 * 86_400_000).toISOString();
    expect(decideOn(agreement, events.countersigned, justBefore(end), timeZone).agreement.status).toBe(
      'awaiting_payment',
    );
    expect(transition(agreement, events.countersigned, end, timeZone)).toEqual({ refusal: 'document_closed' });
    expect(decideOn(agreement, events.documentExpired, end, timeZone).agreement.closedFor).toBe('expired');
  });

  test.each([
    ['2026-03-02', '2026-04-01'],
    ['2026-03-24', '2026-04-01'],
    ['2026-03-25', '2026-04-01'],
    ['2026-03-26', '2026-04-02'],
    ['2026-04-01', '2026-04-08'],
  ])('asked for on %s ends on %s: never before the last day that was told', (date, expiresOn) => {
    const signed = afterEvents(preparedIn(newYork, '2026-03-02T15:00:00.000Z'), [events.signed]);
    const { agreement } = decideOn(signed, events.methodSaved, instantAt(date, '12:00', newYork));
    expect(documentOf(agreement, 'd1')?.expiresOn).toBe(expiresOn);
  });

  test('is not prolonged by another payment method', () => {
    const signed = afterEvents(preparedIn(newYork, '2026-03-02T15:00:00.000Z'), [events.signed]);
    const asked = decideOn(signed, events.methodSaved, instantAt('2026-04-01', '12:00', newYork)).agreement;
    const { agreement } = decideOn(asked, events.otherMethodSaved, instantAt('2026-04-05', '12:00', newYork));
    expect(agreement.documents).toEqual(asked.documents);
  });
});
