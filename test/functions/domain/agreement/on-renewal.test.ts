import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { opensOn } from '../../../../functions/domain/agreement/next-date.ts';
import { billingStep, payBy } from '../../../../functions/domain/billing/billing-step.ts';
import { invoiceOf } from '../../../../functions/domain/billing/invoice.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  daysLater,
  decideOn,
  events,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

// The next year begins on 2 March 2027.
const active = anAgreement({ status: 'active', plan: aPlan() });
const planned = (method: 'card' | 'check'): Agreement => {
  const paying = method === 'check' ? afterEvents(active, [events.checkChosen]) : active;
  const { renewal } = events.renewalPlanned;
  return afterEvents(paying, [{ ...events.renewalPlanned, renewal: { ...renewal, method } }], daysLater(300));
};
const march = '2027-03-02T05:00:00.000Z';
const first = (agreement: Agreement) => agreement.invoices.find(({ term }) => term === 2);
const openedOn = (agreement: Agreement) => {
  const invoice = first(agreement);
  return invoice && opensOn(agreement, invoice);
};
const stepAt = (agreement: Agreement, now: string, ...sent: string[]) =>
  billingStep(agreement, 't2-i1', now, {
    agreementId: agreement.agreementId,
    notices: sentNotices(...sent),
    timeZone: newYork,
  });

describe('a year that renews by itself', () => {
  test('asks whoever pays by check at once, for a day thirty days on, and counts from that day', () => {
    const renewed = afterEvents(planned('check'), [events.renewalDue], march);
    expect(first(renewed)).toMatchObject({ status: 'draft', dueOn: '2027-03-02', notBefore: '2027-04-01' });
    expect(openedOn(renewed)).toBe('2027-03-02');
    const opened = decideOn(renewed, events.dateCame, '2027-03-02T11:00:00.000Z').agreement;
    expect(stepAt(opened, '2027-03-02T14:00:00.000Z')).toEqual({ next: 'mail', noticeKeys: ['invoice-t2_i1-0'] });
    const sent = ['invoice-t2_i1-0'];
    expect(stepAt(opened, '2027-04-03T15:00:00.000Z', ...sent)).toMatchObject({ next: 'wait' });
    expect(stepAt(opened, '2027-04-04T15:00:00.000Z', ...sent)).toEqual({
      next: 'mail',
      noticeKeys: ['dunning-t2_i1-0-3'],
    });
    const invoice = invoiceOf(opened, 't2-i1');
    expect(invoice && payBy(opened, invoice, newYork)).toBe('2027-04-22');
  });

  test('is charged to a card that is given meanwhile on that day, too', () => {
    const renewed = afterEvents(planned('check'), [events.renewalDue, events.dateCame], march);
    const byCard = afterEvents(renewed, [events.otherMethodSaved], '2027-03-05T15:00:00.000Z');
    expect(stepAt(byCard, '2027-03-05T15:00:00.000Z')).toEqual({ next: 'wait', until: '2027-04-01T04:00:00.000Z' });
  });

  test('is charged to a card on its first day', () => {
    const renewed = afterEvents(planned('card'), [events.renewalDue], march);
    expect(first(renewed)).not.toHaveProperty('notBefore');
  });
});

describe('a year that somebody said yes to, paid by check', () => {
  test('long before is asked for thirty days ahead of its first day', () => {
    const early = afterEvents(planned('check'), [events.renewalAccepted], '2027-01-10T15:00:00.000Z');
    expect(first(early)).not.toHaveProperty('notBefore');
    expect(openedOn(early)).toBe('2027-01-31');
  });

  test('in its days of grace is asked for with thirty days to pay', () => {
    const unproven = { ...events.renewalDue, unproven: ['contract'] };
    const inGrace = afterEvents(planned('check'), [unproven], march);
    const late = afterEvents(inGrace, [events.renewalAccepted], '2027-03-27T15:00:00.000Z');
    expect(first(late)).toMatchObject({ notBefore: '2027-04-26' });
    const opened = decideOn(late, events.dateCame, '2027-03-28T11:00:00.000Z').agreement;
    expect(stepAt(opened, '2027-03-28T14:00:00.000Z')).toEqual({ next: 'mail', noticeKeys: ['invoice-t2_i1-0'] });
  });
});
