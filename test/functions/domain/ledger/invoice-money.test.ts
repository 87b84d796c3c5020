import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import { settle } from '../../../../functions/domain/ending/settle.ts';
import { creditCents, remainingCents } from '../../../../functions/domain/ledger/invoice-money.ts';
import { balanceCents } from '../../../../functions/domain/ledger/ledger.ts';
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

// Quarterly by check, $600 each: paid on 2 March 2026, the second installment is due on 2 June.
const plan = aPlan({ installments: 4 });
const active = anAgreement({ status: 'active', plan });
const june = '2026-06-02T13:30:00.000Z';
const opened = afterEvents(active, [events.checkChosen, { ...events.dateCame, collection: 'standard' }], june);
const check = (amountCents: number, paymentId: string, invoiceId = 't1-i2') =>
  ({ ...events.paymentRecorded, invoiceId, paymentId, amountCents, receivedOn: '2026-06-02' }) as const;
const standing = ({ invoices }: Agreement) => invoices.map((one) => [one.status, remainingCents(one)]);
const bounced = (paymentId: string) => ({ ...events.checkBounced, paymentId: `received-${paymentId}` });

describe('a part of a payment', () => {
  const partly = afterEvents(opened, [check(25_000, 'p1')], june);

  test('leaves the rest open, which is what is asked for and charged from then on', () => {
    expect(standing(partly)[1]).toEqual(['open', 35_000]);
    expect(balanceCents(partly.ledger)).toBe(35_000);
    expect(decideOn(opened, check(25_000, 'p1'), june).wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i2' }]);
  });

  test('and the rest of it pay the invoice', () => {
    const paid = afterEvents(partly, [check(35_000, 'p2')], june);
    expect(standing(paid)[1]).toEqual(['paid', 0]);
    expect(balanceCents(paid.ledger)).toBe(0);
  });

  test('that comes twice by the same form counts once, and another under its id is refused', () => {
    expect(transition(partly, check(25_000, 'p1'), june, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(partly, check(20_000, 'p1'), june, newYork)).toEqual({ refusal: 'changed_meanwhile' });
  });

  test('of a first payment brings nothing into force until the rest is here', () => {
    const first = anAgreement({ status: 'awaiting_payment', plan });
    const partly = afterEvents(first, [{ ...check(25_000, 'p1', 't1-i1'), receivedOn: '2026-03-02' }]);
    expect([partly.status, standing(partly)]).toEqual(['awaiting_payment', [['open', 35_000]]]);
    const whole = afterEvents(partly, [{ ...check(35_000, 'p2', 't1-i1'), receivedOn: '2026-03-02' }]);
    expect(whole.status).toBe('active');
  });

  test('of a first payment that is given up has to go back: a person does that', () => {
    const first = afterEvents(anAgreement({ status: 'awaiting_payment', plan }), [events.paymentFailed]);
    const partly = afterEvents(first, [{ ...check(25_000, 'p1', 't1-i1'), receivedOn: '2026-03-02' }]);
    const closed = afterEvents(partly, [events.invoiceGivenUp], daysLater(22));
    expect(closed.needsAttention.map(({ code }) => code)).toEqual(['charged_after_close']);
    expect(balanceCents(closed.ledger)).toBe(-25_000);
  });
});

describe('more than was asked for', () => {
  const ahead = afterEvents(opened, [check(80_000, 'p1')], june);

  test('is kept, and used for the next payment when that is due', () => {
    expect(standing(ahead)[1]).toEqual(['paid', 0]);
    expect([creditCents(ahead), balanceCents(ahead.ledger)]).toEqual([20_000, -20_000]);
    const september = afterEvents(ahead, [{ ...events.dateCame, collection: 'standard' }], '2026-09-02T13:30:00.000Z');
    expect(standing(september)[2]).toEqual(['open', 40_000]);
    expect(balanceCents(september.ledger)).toBe(40_000);
  });

  test('and enough for the next payment pays it without anybody being asked', () => {
    const rich = afterEvents(opened, [check(120_000, 'p1')], june);
    const september = decideOn(rich, { ...events.dateCame, collection: 'standard' }, '2026-09-02T13:30:00.000Z');
    expect(standing(september.agreement)[2]).toEqual(['paid', 0]);
    expect(september.wishes).toContainEqual({ workflow: 'billing', invoiceId: 't1-i3' });
  });

  test('goes back with the rest when the agreement ends', () => {
    const noticed = { by: 'patient', noticeReceivedOn: '2026-06-02', endsOn: '2027-03-01', coolingOffDays: 0 } as const;
    // A whole year is earned; only what was paid ahead is more than what was asked for, and less than what is earned.
    expect(settle(ahead, noticed)).toMatchObject({ earnedCents: 240_000, refundedCents: 20_000, owedCents: 120_000 });
  });
});

describe('a check that the bank takes back', () => {
  const paid = afterEvents(opened, [check(60_000, 'p1')], june);
  const july = daysLater(30, june);
  const { agreement, wishes } = decideOn(paid, bounced('p1'), july);
  const stepAt = (now: string, ...sent: string[]) =>
    billingStep(agreement, 't1-i2', now, { agreementId: 'app1', notices: sentNotices(...sent), timeZone: newYork });

  test('opens its invoice again in a round of its own, and the agreement goes on', () => {
    expect([agreement.status, standing(agreement)[1], agreement.invoices[1]?.round]).toEqual([
      'active',
      ['open', 60_000],
      2,
    ]);
    expect(balanceCents(agreement.ledger)).toBe(60_000);
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i2' }]);
    expect(transition(agreement, bounced('p1'), july, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('is told, and reminded of by the days since then, before a person decides', () => {
    const told = ['invoice-t1_i2-0', 'receipt-t1_i2-1'];
    expect(stepAt(july, ...told)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i2-1'] });
    expect(stepAt(daysLater(3, july), ...told, 'unpaid-t1_i2-1')).toEqual({
      next: 'mail',
      noticeKeys: ['dunning-t1_i2-1-3'],
    });
    const reminders = ['dunning-t1_i2-1-3', 'dunning-t1_i2-1-7', 'dunning-t1_i2-1-14'];
    expect(stepAt(daysLater(20, july), ...told, 'unpaid-t1_i2-1', ...reminders)).toMatchObject({ next: 'wait' });
    expect(stepAt(daysLater(22, july), ...told, 'unpaid-t1_i2-1', ...reminders)).toEqual({ next: 'escalate' });
  });

  test('and another that comes for it pay it; when that bounces, too, it is told anew', () => {
    const again = afterEvents(agreement, [check(60_000, 'p2')], july);
    expect(standing(again)[1]).toEqual(['paid', 0]);
    const twice = afterEvents(again, [bounced('p2')], july);
    const by = { agreementId: 'app1', notices: sentNotices('unpaid-t1_i2-1'), timeZone: newYork };
    expect(billingStep(twice, 't1-i2', july, by)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i2-2'] });
  });

  test('is never charged to a card that was there before it, but to one that comes after it', () => {
    const withCard = afterEvents(paid, [events.otherMethodSaved, bounced('p1')], july);
    const by = { agreementId: 'app1', notices: sentNotices(), timeZone: newYork };
    expect(billingStep(withCard, 't1-i2', july, by)).toMatchObject({ next: 'mail' });
    const fresh = afterEvents(
      withCard,
      [{ ...events.methodSaved, method: { ...events.methodSaved.method, reference: 'pm_new' } }],
      july,
    );
    expect(billingStep(fresh, 't1-i2', july, by)).toEqual({ next: 'collect' });
  });

  test('lacks what had been used of it for a later payment, too', () => {
    const rich = afterEvents(opened, [check(100_000, 'p1')], june);
    const september = afterEvents(rich, [{ ...events.dateCame, collection: 'standard' }], '2026-09-02T13:30:00.000Z');
    expect(standing(september).slice(1, 3)).toEqual([
      ['paid', 0],
      ['open', 20_000],
    ]);
    const lacking = afterEvents(september, [bounced('p1')], '2026-09-03T13:30:00.000Z');
    expect(standing(lacking).slice(1, 3)).toEqual([
      ['open', 60_000],
      ['open', 60_000],
    ]);
    expect(balanceCents(lacking.ledger)).toBe(120_000);
  });

  test.each([
    ['had been told to the physician', []],
    ['had more time', [{ ...events.invoiceExtended, until: '2026-09-20' } as const]],
  ])('begins anew what it paid beside its own, which %s before', (_, those) => {
    const september = '2026-09-02T13:30:00.000Z';
    const asked = afterEvents(opened, [events.invoiceEscalated, ...those], daysLater(23, june));
    const both = afterEvents(asked, [{ ...events.dateCame, collection: 'standard' }], september);
    const together = afterEvents(both, [check(120_000, 'p1', 't1-i3')], september);
    expect(standing(together).slice(1, 3)).toEqual([
      ['paid', 0],
      ['paid', 0],
    ]);
    const october = '2026-10-01T13:30:00.000Z';
    const { agreement: lacking, wishes: woken } = decideOn(together, bounced('p1'), october);
    expect(woken).toContainEqual({ workflow: 'billing', invoiceId: 't1-i2' });
    const by = { agreementId: 'app1', notices: sentNotices('invoice-t1_i2-0'), timeZone: newYork };
    expect(billingStep(lacking, 't1-i2', october, by)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i2-1'] });
  });

  test('of the first payment leaves the agreement in force, and is gone after like any other', () => {
    const first = anAgreement({ status: 'awaiting_payment', plan });
    const inForce = afterEvents(first, [{ ...check(60_000, 'p1', 't1-i1'), receivedOn: '2026-03-02' }]);
    const { agreement: after } = decideOn(inForce, bounced('p1'), daysLater(5));
    expect([after.status, after.invoices[0]?.status, after.invoices[0]?.collection]).toEqual([
      'active',
      'open',
      'standard',
    ]);
  });

  test('after the end is owed, and a person asks for it', () => {
    const ending = afterEvents(
      paid,
      [{ ...events.cancelled, noticeReceivedOn: '2026-06-02', endsOn: '2026-06-02' }],
      june,
    );
    const ended = afterEvents(ending, [events.careEnded], daysLater(2, june));
    const before = balanceCents(ended.ledger);
    const after = afterEvents(ended, [bounced('p1')], july);
    expect(balanceCents(after.ledger) - before).toBe(60_000);
    expect(after.needsAttention.map(({ code }) => code)).toContain('owed_at_end');
  });

  test.each([
    ['a charge', 'charge-ch_1'],
    ['what never was', 'received-p9'],
  ])('is no word about %s', (_, paymentId) => {
    expect(transition(paid, { ...events.checkBounced, paymentId }, july, newYork)).toEqual({ refusal: 'not_found' });
  });
});

describe('a credit', () => {
  const credit = { ...events.creditGiven, invoiceId: 't1-i2' };

  test('lowers what is asked for, once', () => {
    const credited = afterEvents(opened, [credit], june);
    expect([standing(credited)[1], balanceCents(credited.ledger)]).toEqual([['open', 50_000], 50_000]);
    expect(transition(credited, credit, june, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(credited, { ...credit, amountCents: 1 }, june, newYork)).toEqual({
      refusal: 'changed_meanwhile',
    });
  });

  test('of all that is left pays the invoice, and nobody gets a receipt for nothing', () => {
    const credited = afterEvents(opened, [{ ...credit, amountCents: 60_000 }], june);
    expect(standing(credited)[1]).toEqual(['paid', 0]);
    const by = { agreementId: 'app1', notices: sentNotices(), timeZone: newYork };
    expect(billingStep(credited, 't1-i2', june, by)).toEqual({ next: 'end', outcome: 'paid' });
  });

  test.each([
    ['more than is left', 60_001, 'too_much'],
    ['nothing', 0, 'nothing_due'],
  ])('of %s is refused', (_, amountCents, refusal) => {
    expect(transition(opened, { ...credit, amountCents }, june, newYork)).toEqual({ refusal });
  });

  test('is no money that could be paid back: an ending counts with the lower fee', () => {
    const paid = afterEvents(opened, [credit, check(50_000, 'p1')], june);
    const noticed = { by: 'patient', noticeReceivedOn: '2026-06-02', endsOn: '2026-08-31', coolingOffDays: 0 } as const;
    const { earnedCents, refundedCents, owedCents } = settle(paid, noticed);
    expect(earnedCents + refundedCents - owedCents).toBe(110_000);
    // Half a year of $2,300, to the day: 183 of 365 days.
    expect(earnedCents).toBe(Math.round((230_000 * 183) / 365));
  });
});

test('a scholarship that leaves nothing to pay brings the agreement into force with the last signature', () => {
  const free = anAgreement({ status: 'awaiting_countersignature', plan: aPlan({ priceCents: 0 }) });
  const { agreement, facts } = decideOn(free, events.countersigned);
  expect([agreement.status, agreement.invoices[0]?.status]).toEqual(['active', 'paid']);
  expect(facts.map(({ type }) => type)).toEqual(['countersigned', 'activated']);
});
