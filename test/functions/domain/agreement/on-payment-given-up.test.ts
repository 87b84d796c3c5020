import { describe, expect, test } from '@jest/globals';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import { addDays, practiceDate, sendingInstant } from '../../../../functions/domain/calendar/practice-time.ts';
import { balanceCents } from '../../../../functions/domain/ledger/ledger.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
} from '../../../support/builders.ts';

const awaitingPayment = anAgreement({ status: 'awaiting_payment' });
const failed = afterEvents(awaitingPayment, [events.paymentFailed]);
const { agreementId } = failed;

/** The moment on day 21 after the first failure, in the morning of the practice. */
function dayToGiveUp(failedAt: string, timeZone: string): string {
  return sendingInstant(addDays(practiceDate(failedAt, timeZone), 21), timeZone, agreementId);
}

const over = dayToGiveUp(monday, newYork);

describe('giving up the first invoice', () => {
  const { agreement, facts, wishes } = decideOn(failed, events.invoiceGivenUp, over);

  test('closes the agreement as unpaid and voids what was billed', () => {
    expect(agreement).toMatchObject({ status: 'closed', closedFor: 'unpaid', statusSince: over });
    expect(agreement.invoices.map(({ status }) => status)).toEqual(['void']);
    expect(facts).toEqual([
      { type: 'invoice_given_up', data: { invoiceId: 't1-i1', amountCents: 240_000, status: 'closed' } },
    ]);
    expect(wishes).toEqual([]);
  });

  test('keeps the signed document and the attempts as they were', () => {
    expect(agreement.documents).toEqual(awaitingPayment.documents);
    expect(agreement.invoices[0]?.attempts).toHaveLength(1);
  });

  test('enters a payment that comes after it, for a person to give back', () => {
    const late = decideOn(agreement, events.paymentSucceeded, over).agreement;
    expect([late.status, late.needsAttention.map(({ code }) => code)]).toEqual(['closed', ['charged_after_close']]);
    expect([balanceCents(agreement.ledger), balanceCents(late.ledger)]).toEqual([0, -240_000]);
  });

  test.each([
    [newYork, '2026-03-02T15:00:00.000Z'],
    ['America/Los_Angeles', '2026-10-20T06:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-02T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2026-03-02T11:00:00.000Z'],
  ])('in %s after a failure at %s is refused until the morning of its day', (timeZone, failedAt) => {
    const due = anAgreement({ status: 'awaiting_payment', now: failedAt, timeZone });
    const unpaid = afterEvents(due, [events.paymentFailed], failedAt, timeZone);
    const at = dayToGiveUp(failedAt, timeZone);
    const before = new Date(Date.parse(at) - 1).toISOString();
    for (const now of [failedAt, before]) {
      expect(transition(unpaid, events.invoiceGivenUp, now, timeZone)).toEqual({ refusal: 'nothing_changes' });
    }
    expect(decideOn(unpaid, events.invoiceGivenUp, at, timeZone).agreement.closedFor).toBe('unpaid');
  });

  test('is refused while a newer method is untried, however late it is', () => {
    const renewed = decideOn(failed, events.otherMethodSaved, daysLater(20)).agreement;
    for (const now of [over, daysLater(90)]) {
      expect(transition(renewed, events.invoiceGivenUp, now, newYork)).toEqual({ refusal: 'nothing_changes' });
    }
    const failedAgain = afterEvents(renewed, [{ ...events.paymentFailed, methodNumber: 2 }], over);
    expect(decideOn(failedAgain, events.invoiceGivenUp, over).agreement.closedFor).toBe('unpaid');
  });

  test('is refused before the method that was given at signing has been tried', () => {
    expect(transition(awaitingPayment, events.invoiceGivenUp, daysLater(90), newYork)).toEqual({
      refusal: 'nothing_changes',
    });
  });
});

test('word of a charge that comes after its collecting was over is looked up in another round', () => {
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const check = { reference: 'check', label: 'Check', kind: 'check' } as const;
  const byCheck = afterEvents(quarterly, [{ ...events.methodSaved, method: check }]);
  const open = afterEvents(byCheck, [events.dateCame], '2026-06-02T11:00:00.000Z');
  const escalated = afterEvents(open, [events.invoiceEscalated], '2026-08-01T15:00:00.000Z');
  const later = '2026-08-01T15:01:00.000Z';
  const { agreement, wishes } = decideOn(escalated, { ...events.paymentUnknown, invoiceId: 't1-i2' }, later);
  expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i2' }]);
  const by = { agreementId: agreement.agreementId, notices: new Map(), timeZone: newYork };
  expect(billingStep(agreement, 't1-i2', later, by)).toEqual({ next: 'look-up' });
  expect(agreement.invoices.find(({ invoiceId }) => invoiceId === 't1-i2')?.round).toBe(2);
});
