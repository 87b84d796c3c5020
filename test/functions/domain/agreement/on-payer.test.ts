import { describe, expect, test } from '@jest/globals';
import { type Agreement, payingRef } from '../../../../functions/domain/agreement/agreement.ts';
import { isPayerAsked, payerCandidates } from '../../../../functions/domain/agreement/on-payer.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import type { Invoice } from '../../../../functions/domain/billing/invoice.ts';
import { nextPaymentOf } from '../../../../functions/domain/billing/next-payment.ts';
import { addresseeOf } from '../../../../functions/domain/notices/addressee.ts';
import {
  afterEvents,
  aPlan,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';
import { household, mia } from '../../../support/household.ts';

const quarterly = () => household(aPlan({ installments: 4 }));
const max2 = { type: 'payer_named', memberId: 'm2', replaces: 0, by: 'staff-1' } as const;
const { payerNamed, payerAuthorised, payerDeclined, methodSaved } = events;
const by = { agreementId: 'app0000000000001', notices: sentNotices(), timeZone: newYork };
const leaves = { ...events.memberLeaves, memberId: 'm1', noticeReceivedOn: '2026-03-10', lastDay: '2026-03-31' };

/** The second installment falls due with nobody's method there, or whoever's. */
const opened = (agreement: Agreement) => afterEvents(agreement, [events.dateCame], daysLater(100));
const openOf = ({ invoices }: Agreement) => invoices.find(({ status }) => status === 'open') as Invoice;
const stepOf = (agreement: Agreement) => billingStep(agreement, openOf(agreement).invoiceId, daysLater(100), by);

describe('another payer of an agreement in force', () => {
  test.each([
    ['a member who signs', max2, { memberId: 'm2' }],
    ['another party', payerNamed, { partyId: 'p1' }],
  ])('%s is asked by a link of their own, and the one before is told', (_, event, person) => {
    const before = quarterly();
    const { agreement, wishes } = decideOn(before, event, daysLater(10));
    expect(agreement.payer).toEqual({ ...person, askedAt: daysLater(10), links: 1 });
    expect(agreement.formerPayers).toEqual([{ memberId: 'm1', until: daysLater(10), links: 0, methods: 1 }]);
    expect(wishes).toEqual([
      { workflow: 'notice', noticeKey: 'paysnomore-1' },
      { workflow: 'notice', noticeKey: 'payerfresh-1' },
    ]);
    expect(addresseeOf(agreement, 'paysnomore-1')).toMatchObject({ firstName: mia.firstName });
    expect(isPayerAsked(agreement)).toBe(true);
    expect([agreement.ledger, agreement.terms, agreement.invoices]).toEqual([
      before.ledger,
      before.terms,
      before.invoices,
    ]);
  });

  test('the method before is charged no more; nor is anything, before the new payer has agreed', () => {
    expect(stepOf(opened(quarterly())).next).toBe('collect');
    const named = opened(afterEvents(quarterly(), [max2], daysLater(10)));
    expect(named.paymentMethod).toBeUndefined();
    expect(stepOf(named)).toEqual({
      next: 'mail',
      noticeKeys: ['unpaid-t1_i2-0'],
    });
    expect(
      transition(named, { ...methodSaved, method: { ...methodSaved.method, reference: 'pm_2' } }, monday, newYork),
    ).toEqual({
      refusal: 'step_missing',
    });
    const agreed = afterEvents(named, [payerAuthorised, methodSaved], daysLater(101));
    expect(agreed.paymentMethod?.number).toBe(2);
    expect(stepOf(agreed)).toEqual({ next: 'collect' });
  });

  test('reminders count from the day on which it is due, however long ago it came into force', () => {
    const named = afterEvents(quarterly(), [max2], daysLater(10));
    const due = afterEvents(named, [events.dateCame], daysLater(92));
    const step = billingStep(due, 't1-i2', daysLater(92), { ...by, notices: sentNotices('unpaid-t1_i2-0') });
    expect(step.next).toBe('wait');
  });

  test('whoever paid before may leave then, and the other may not', () => {
    expect(transition(quarterly(), leaves, daysLater(20), newYork)).toEqual({ refusal: 'signs_for_others' });
    const free = afterEvents(quarterly(), [max2, { ...events.guardianNamed, signerId: 's2' }], daysLater(10));
    expect(decideOn(free, leaves, daysLater(20)).agreement.members[0]?.departure?.lastDay).toBe('2026-03-31');
    expect(transition(free, { ...leaves, memberId: 'm2' }, daysLater(20), newYork)).toEqual({
      refusal: 'signs_for_others',
    });
  });

  test('named twice by one form is named once; nobody who does not sign, leaves, or pays already', () => {
    const named = afterEvents(quarterly(), [payerNamed], daysLater(10));
    expect(transition(named, payerNamed, daysLater(10), newYork)).toEqual({ refusal: 'nothing_changes' });
    const refusalOf = (memberId: string) => transition(quarterly(), { ...max2, memberId }, daysLater(10), newYork);
    expect(refusalOf('m3')).toEqual({ refusal: 'not_found' });
    expect(refusalOf('m1')).toEqual({ refusal: 'nothing_changes' });
    const leaving = afterEvents(quarterly(), [{ ...leaves, memberId: 'm2' }], daysLater(20));
    expect(payerCandidates(leaving)).toEqual([]);
    expect(transition(leaving, max2, daysLater(20), newYork)).toEqual({ refusal: 'not_found' });
  });

  test('waits while the bank has a payment', () => {
    const due = opened(quarterly());
    const { invoiceId } = openOf(due);
    const pending = { ...events.paymentPending, invoiceId, methodNumber: 1, lookUpAt: daysLater(104) };
    expect(transition(afterEvents(due, [pending], daysLater(100)), max2, daysLater(101), newYork)).toEqual({
      refusal: 'payment_on_its_way',
    });
  });

  test('a charge that was made just before is noted as paid, and is not made again', () => {
    const due = opened(quarterly());
    const { invoiceId, amountCents } = openOf(due);
    const named = afterEvents(due, [max2], daysLater(100));
    const late = { ...events.paymentSucceeded, invoiceId, amountCents, chargeId: 'ch_late', methodNumber: 1 };
    const paid = afterEvents(named, [late], daysLater(100));
    expect(paid.invoices.find((one) => one.invoiceId === invoiceId)?.status).toBe('paid');
  });

  test('who says no leaves nobody’s method: the next who signs is asked, not whoever was replaced', () => {
    const declined = afterEvents(quarterly(), [payerNamed, payerDeclined], daysLater(10));
    expect(declined.payer).toBeUndefined();
    expect(declined.paymentMethod).toBeUndefined();
    expect(payingRef(declined).memberId).toBe('m2');
    expect(declined.needsAttention.map(({ code }) => code)).toEqual(['payer_declined']);
    const again = afterEvents(declined, [{ ...payerNamed, replaces: 2 }], daysLater(11));
    expect(again.payer?.links).toBe(2);
    expect(again.needsAttention).toEqual([]);
  });

  test('who stops is charged nothing more, and the next who signs is asked; not while the bank has a payment', () => {
    const agreed = opened(afterEvents(quarterly(), [payerNamed, payerAuthorised, methodSaved], daysLater(10)));
    expect(stepOf(agreed).next).toBe('collect');
    const { agreement, wishes, facts } = decideOn(agreed, payerDeclined, daysLater(100));
    expect([agreement.payer, agreement.paymentMethod, payingRef(agreement).memberId]).toEqual([
      undefined,
      undefined,
      'm2',
    ]);
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: openOf(agreed).invoiceId }]);
    expect(facts[0]?.data).toMatchObject({ partyId: 'p1', paid: true });
    expect(stepOf(agreement).next).toBe('mail');
    const { invoiceId } = openOf(agreed);
    const pending = { ...events.paymentPending, invoiceId, methodNumber: 2, lookUpAt: daysLater(104) };
    expect(transition(afterEvents(agreed, [pending], daysLater(100)), payerDeclined, daysLater(101), newYork)).toEqual({
      refusal: 'payment_on_its_way',
    });
  });

  test('of whoever was named and has died nothing is charged; another signer is asked', () => {
    const agreed = afterEvents(quarterly(), [max2, payerAuthorised, methodSaved], daysLater(10));
    const died = opened(
      afterEvents(agreed, [{ ...events.deathRecorded, memberId: 'm2', diedOn: '2026-04-01' }], daysLater(40)),
    );
    expect(payingRef(died).memberId).toBe('m1');
    expect(stepOf(died).next).toBe('mail');
  });

  test('of two who have died, one after the other gave a card, neither is charged', () => {
    const dies = (memberId: string) => ({ ...events.deathRecorded, memberId, diedOn: '2026-04-01' });
    const second = { ...events.otherMethodSaved };
    const alone = afterEvents(quarterly(), [dies('m1'), second], daysLater(40));
    expect(alone.paymentMethod?.givenBy).toEqual({ memberId: 'm2' });
    expect(stepOf(opened(alone)).next).toBe('collect');
    expect(stepOf(opened(afterEvents(alone, [dies('m2')], daysLater(41)))).next).toBe('mail');
  });

  test('who pays one year alone is charged nothing that is open of the next, and a yes given for it is for it', () => {
    const scope = { ...payerAuthorised, scope: 'this-term' } as const;
    const ofNext = (one: Agreement) => ({
      ...one,
      invoices: one.invoices.map((it) => (it.status === 'open' ? { ...it, term: 2 } : it)),
    });
    const agreed = afterEvents(quarterly(), [payerNamed, scope, methodSaved], daysLater(10));
    expect(stepOf(opened(agreed)).next).toBe('collect');
    expect(stepOf(ofNext(opened(agreed))).next).toBe('mail');
    const named = ofNext(opened(afterEvents(quarterly(), [payerNamed], daysLater(10))));
    const forNext = afterEvents(named, [scope, methodSaved], daysLater(101));
    expect(forNext.payer?.authorised?.term).toBe(2);
    expect(stepOf(forNext).next).toBe('collect');
  });
});

test.each([
  ['what is open, at once', (one: Agreement) => opened(one), { cents: 120_000 }],
  ['the next installment on its day', (one: Agreement) => one, { cents: 120_000, on: '2026-06-02' }],
])('what a payer is asked for next: %s', (_, after, next) => {
  expect(nextPaymentOf(after(quarterly()))).toEqual(next);
});

test('where all of the year is paid, nothing before the next', () => {
  expect(nextPaymentOf(household())).toEqual({ cents: 0, on: '2027-03-02' });
});
