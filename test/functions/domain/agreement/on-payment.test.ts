import { describe, expect, test } from '@jest/globals';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { balanceCents } from '../../../../functions/domain/ledger/ledger.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  decideOn,
  events,
  evidence,
  monday,
  newYork,
} from '../../../support/builders.ts';

const opened = anAgreement({ status: 'awaiting_signature' });
const signed = afterEvents(opened, [
  events.recordsConsented,
  events.disclosuresAccepted,
  events.documentRead,
  events.signed,
]);
const awaitingPayment = anAgreement({ status: 'awaiting_payment' });
const tuesday = '2026-03-03T14:30:00.000Z';

describe('a payment method', () => {
  test('given before the signature is kept, and the patient goes on to sign', () => {
    const { agreement, facts } = decideOn(opened, events.methodSaved, tuesday);
    const kept = {
      reference: 'pm_card_visa',
      label: 'Visa ending in 4242',
      kind: 'card',
      number: 1,
      savedAt: tuesday,
      givenBy: { memberId: 'm1' },
    };
    expect(agreement).toMatchObject({ status: 'awaiting_signature', paymentMethod: kept });
    expect(facts).toEqual([
      { type: 'payment_method_saved', data: { ...kept, ...evidence, status: 'awaiting_signature' } },
    ]);
  });

  test('given after the signature makes it the turn of the physician', () => {
    const { agreement, wishes } = decideOn(signed, events.methodSaved, tuesday);
    expect(agreement).toMatchObject({ status: 'awaiting_countersignature', statusSince: tuesday });
    expect(wishes).toEqual([{ workflow: 'signing', documentId: 'd1' }]);
  });

  test('takes the place of the one before under the next number', () => {
    const { agreement } = decideOn(afterEvents(opened, [events.methodSaved]), events.otherMethodSaved, tuesday);
    expect(agreement.paymentMethod).toEqual({
      ...events.otherMethodSaved.method,
      number: 2,
      savedAt: tuesday,
      givenBy: { memberId: 'm1' },
    });
  });

  test('given anew while the physician is asked changes neither status nor the time of asking', () => {
    const asked = anAgreement({ status: 'awaiting_countersignature' });
    const { agreement } = decideOn(asked, events.otherMethodSaved, tuesday);
    expect(agreement.statusSince).toBe(asked.statusSince);
    expect(agreement.documents).toEqual(asked.documents);
  });

  test('given anew after a decline wakes billing', () => {
    const declined = afterEvents(awaitingPayment, [events.paymentFailed]);
    expect(decideOn(declined, events.otherMethodSaved, tuesday).wishes).toEqual([
      { workflow: 'billing', invoiceId: 't1-i1' },
    ]);
  });

  test.each([
    ['before the signature', afterEvents(opened, [events.methodSaved])],
    ['while the physician is asked', anAgreement({ status: 'awaiting_countersignature' })],
    ['before it is charged', awaitingPayment],
    [
      'after another one had failed',
      afterEvents(awaitingPayment, [
        events.otherMethodSaved,
        { ...events.paymentFailed, methodNumber: 2 },
        events.methodSaved,
      ]),
    ],
  ])('refuses the form that is sent twice %s: nobody has tried that method yet', (_, agreement) => {
    const again = { ...events.methodSaved, method: { ...events.methodSaved.method, label: 'The same card' } };
    expect(transition(agreement, again, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('that failed may be given once more, under a new number, and is tried again', () => {
    const failed = afterEvents(awaitingPayment, [events.paymentFailed]);
    const { agreement, wishes } = decideOn(failed, events.methodSaved, tuesday);
    expect(agreement.paymentMethod).toEqual({
      ...events.methodSaved.method,
      number: 2,
      savedAt: tuesday,
      givenBy: { memberId: 'm1' },
    });
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i1' }]);
    expect(transition(agreement, events.methodSaved, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('that was left for another may come back, for then it is not the one that is saved', () => {
    const { agreement } = decideOn(
      afterEvents(opened, [events.methodSaved, events.otherMethodSaved]),
      events.methodSaved,
    );
    expect(agreement.paymentMethod).toMatchObject({ reference: 'pm_card_visa', number: 3 });
  });
});

describe('the first invoice', () => {
  test.each([
    [1, 240_000],
    [2, 120_000],
    [4, 60_000],
    [12, 20_000],
  ] as const)('of a plan of $2,400 in %i installments is for %i cents', (installments, amountCents) => {
    const { invoices } = anAgreement({ status: 'awaiting_payment', plan: aPlan({ installments }) });
    expect(invoices).toEqual([
      {
        invoiceId: 't1-i1',
        term: 1,
        installment: 1,
        status: 'open',
        amountCents,
        dueOn: '2026-03-02',
        attempts: [],
      },
    ]);
  });

  test('carries the leftover cents', () => {
    const plan = aPlan({ priceCents: 100_003, installments: 4 });
    expect(anAgreement({ status: 'awaiting_payment', plan }).invoices[0]?.amountCents).toBe(25_001);
  });

  test('is due on the day in the zone of the practice', () => {
    const kiritimati = { status: 'awaiting_payment', timeZone: 'Pacific/Kiritimati' } as const;
    expect(anAgreement(kiritimati).invoices[0]?.dueOn).toBe('2026-03-03');
  });
});

describe('a payment', () => {
  test('that succeeds pays the invoice and brings the agreement into force', () => {
    const { agreement, facts, wishes } = decideOn(awaitingPayment, events.paymentSucceeded, tuesday);
    expect(agreement).toMatchObject({ status: 'active', statusSince: tuesday });
    expect(agreement.invoices[0]).toMatchObject({
      status: 'paid',
      chargeId: 'ch_1',
      paidAt: tuesday,
      attempts: [{ at: tuesday, methodNumber: 1, outcome: 'succeeded' }],
    });
    expect(facts).toEqual([
      { type: 'invoice_paid', data: { invoiceId: 't1-i1', amountCents: 240_000, chargeId: 'ch_1' } },
      {
        type: 'activated',
        data: {
          term: { number: 1, startsOn: '2026-03-03', endsOn: '2027-03-02', feeCents: 240_000 },
          status: 'active',
          nextDate: agreement.nextDate,
        },
      },
    ]);
    expect(wishes).toEqual([]);
  });

  test('that fails is noted with its code, and the agreement waits on', () => {
    const { agreement, facts } = decideOn(awaitingPayment, events.paymentFailed, tuesday);
    expect(agreement).toMatchObject({ status: 'awaiting_payment', statusSince: monday });
    expect(agreement.invoices[0]).toMatchObject({
      status: 'open',
      attempts: [{ at: tuesday, methodNumber: 1, outcome: 'failed', code: 'card_declined' }],
    });
    expect(facts[0]).toMatchObject({ type: 'payment_failed', data: { code: 'card_declined', invoiceId: 't1-i1' } });
  });

  test('may succeed with a second method after the first failed', () => {
    const { invoices, status } = afterEvents(awaitingPayment, [
      events.paymentFailed,
      events.otherMethodSaved,
      { ...events.paymentSucceeded, methodNumber: 2 },
    ]);
    expect(status).toBe('active');
    expect(invoices[0]?.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
  });

  test('refuses the same success again, and points out another: that money has to go back', () => {
    const paid = afterEvents(awaitingPayment, [events.paymentSucceeded]);
    expect(transition(paid, events.paymentSucceeded, tuesday, newYork)).toEqual({ refusal: 'nothing_due' });
    const { agreement } = decideOn(paid, { ...events.paymentSucceeded, chargeId: 'ch_2' }, tuesday);
    expect(agreement.invoices).toEqual(paid.invoices);
    expect(agreement.needsAttention).toEqual([{ code: 'charged_after_close', at: tuesday }]);
    expect(balanceCents(agreement.ledger)).toBe(-240_000);
  });

  test('refuses a failure that is told again or late: a method fails once', () => {
    const failed = afterEvents(awaitingPayment, [events.paymentFailed]);
    expect(transition(failed, events.paymentFailed, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
    const twice = afterEvents(failed, [events.otherMethodSaved, { ...events.paymentFailed, methodNumber: 2 }]);
    expect(transition(twice, events.paymentFailed, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test.each([events.paymentSucceeded, events.paymentFailed, events.invoiceGivenUp])(
    'refuses $type for an unknown invoice',
    (event) => {
      const outcome = transition(awaitingPayment, { ...event, invoiceId: 't9-i9' }, tuesday, newYork);
      expect(outcome).toEqual({ refusal: 'not_found' });
    },
  );

  test('refuses to pay an installment that is only drafted', () => {
    const active = anAgreement({ status: 'active', plan: aPlan({ installments: 2 }) });
    const early = { ...events.paymentSucceeded, invoiceId: 't1-i2' };
    expect(transition(active, early, tuesday, newYork)).toEqual({ refusal: 'nothing_due' });
  });
});

describe('a bank payment', () => {
  const pending = afterEvents(awaitingPayment, [events.paymentPending], tuesday);

  test('is noted with the time to look again, and brings nothing into force', () => {
    expect(pending.status).toBe('awaiting_payment');
    expect(pending.invoices[0]).toMatchObject({
      status: 'open',
      attempts: [{ at: tuesday, methodNumber: 1, outcome: 'pending', lookUpAt: events.paymentPending.lookUpAt }],
    });
    expect(transition(pending, events.paymentPending, tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('that is not settled on its day is looked at again a day later', () => {
    const late = '2026-03-06T16:00:00.000Z';
    const { agreement } = decideOn(pending, events.paymentPending, late);
    expect(agreement.invoices[0]?.attempts.at(-1)?.lookUpAt).toBe('2026-03-07T16:00:00.000Z');
  });

  test.each([
    ['pays when the bank has paid', events.paymentSucceeded, 'active'],
    ['fails when the bank says no, and the agreement waits on', events.paymentFailed, 'awaiting_payment'],
  ] as const)('%s', (_, event, status) => {
    const { agreement } = decideOn(pending, event, '2026-03-06T15:00:00.000Z');
    expect(agreement.status).toBe(status);
    expect(agreement.invoices[0]?.attempts).toHaveLength(2);
    expect(transition(agreement, event, tuesday, newYork)).toHaveProperty('refusal');
  });

  test.each(['paymentPending', 'paymentUnknown'] as const)('"%s" of an older method changes nothing', (what) => {
    const declinedTwice = afterEvents(awaitingPayment, [
      events.paymentFailed,
      events.otherMethodSaved,
      { ...events.paymentFailed, methodNumber: 2 },
    ]);
    expect(transition(declinedTwice, events[what], tuesday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });
});

describe('a payment that staff record', () => {
  test('pays the invoice, says what came and who wrote it down, and wakes billing', () => {
    const { agreement, facts, wishes } = decideOn(awaitingPayment, events.paymentRecorded, tuesday);
    expect(agreement.status).toBe('active');
    expect(agreement.invoices[0]).toMatchObject({
      status: 'paid',
      paidAt: tuesday,
      attempts: [],
      received: { medium: 'check', receivedOn: '2026-03-02', reference: '1041', recordedBy: 'staff-1' },
    });
    expect(facts.map(({ type }) => type)).toEqual(['payment_recorded', 'activated']);
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i1' }]);
  });

  test.each([
    ['nothing at all', { amountCents: 0 }, 'nothing_due'],
    ['less than nothing', { amountCents: -1 }, 'nothing_due'],
    ['tomorrow', { receivedOn: '2026-03-04' }, 'not_a_past_date'],
    ['a day that never was', { receivedOn: '2026-02-30' }, 'not_a_past_date'],
    ['an unknown invoice', { invoiceId: 't9-i9' }, 'not_found'],
  ] as const)('is refused of %s', (_, change, refusal) => {
    const event = { ...events.paymentRecorded, ...change };
    expect(transition(awaitingPayment, event, tuesday, newYork)).toEqual({ refusal });
  });

  test('is refused a second time, and while money is on its way', () => {
    const recorded = afterEvents(awaitingPayment, [events.paymentRecorded], tuesday);
    expect(transition(recorded, events.paymentRecorded, tuesday, newYork)).toEqual({ refusal: 'nothing_due' });
    for (const event of [events.paymentPending, events.paymentUnknown]) {
      const moving = afterEvents(awaitingPayment, [event], tuesday);
      const outcome = transition(moving, events.paymentRecorded, tuesday, newYork);
      expect(outcome).toEqual({ refusal: 'payment_on_its_way' });
    }
  });

  test('is the practice’s own day: late in the evening it is tomorrow elsewhere already', () => {
    const evening = '2026-03-03T02:00:00.000Z';
    const event = { ...events.paymentRecorded, receivedOn: '2026-03-03' };
    expect(transition(awaitingPayment, event, evening, newYork)).toEqual({ refusal: 'not_a_past_date' });
    expect(transition(awaitingPayment, event, evening, 'Pacific/Kiritimati')).not.toHaveProperty('refusal');
  });
});
