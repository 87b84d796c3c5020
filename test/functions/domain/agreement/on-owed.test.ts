import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { owedAtEndCents } from '../../../../functions/domain/ending/owed-at-end.ts';
import { balanceCents } from '../../../../functions/domain/ledger/ledger.ts';
import { afterEvents, anAgreement, aPlan, daysLater, decideOn, events, newYork } from '../../../support/builders.ts';

/** By the quarter, the second of which is open; it ends nine days into that. */
const june = daysLater(100);
const later = daysLater(120);
const open = afterEvents(
  anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) }),
  [events.dateCame],
  daysLater(92),
);
const cancelled = { ...events.cancelled, endsOn: '2026-06-10', noticeReceivedOn: '2026-06-10' };
const endedFrom = (agreement: Agreement) =>
  afterEvents(afterEvents(agreement, [cancelled], june), [events.careEnded], daysLater(101));
const marks = ({ needsAttention }: Agreement) => needsAttention.map(({ code }) => code);
const paid = (amountCents: number, paymentId = 'p9') =>
  ({ ...events.owedPaid, amountCents, paymentId, receivedOn: '2026-06-20' }) as const;

describe('what is owed when it has ended', () => {
  const ended = endedFrom(open);
  const owedCents = 6_411;

  test('is what was earned and not paid', () => {
    expect([owedAtEndCents(ended), marks(ended)]).toEqual([owedCents, ['owed_at_end']]);
    expect(owedAtEndCents(open)).toBe(0);
  });

  test('is paid by a check, and then nothing is left for a person to do', () => {
    const { agreement, facts, wishes } = decideOn(ended, paid(owedCents), later);
    expect([balanceCents(agreement.ledger), marks(agreement), wishes]).toEqual([0, [], []]);
    expect(facts).toMatchObject([{ type: 'owed_paid', data: { amountCents: owedCents, leftCents: 0, by: 'staff-1' } }]);
    expect(agreement.invoices).toEqual(ended.invoices);
    expect(transition(agreement, paid(owedCents), later, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(agreement, paid(1_000, 'p10'), later, newYork)).toEqual({ refusal: 'nothing_due' });
  });

  test('is paid in part, and the rest is written off', () => {
    const partly = afterEvents(ended, [paid(5_000)], later);
    expect([owedAtEndCents(partly), marks(partly)]).toEqual([1_411, ['owed_at_end']]);
    const { agreement, facts } = decideOn(partly, events.owedWrittenOff, later);
    expect([balanceCents(agreement.ledger), marks(agreement)]).toEqual([0, []]);
    expect(facts).toMatchObject([{ type: 'owed_written_off', data: { amountCents: 1_411, reason: 'Hardship.' } }]);
    expect(transition(agreement, events.owedWrittenOff, later, newYork)).toEqual({ refusal: 'nothing_due' });
  });

  test('is paid with too much, which has to go back', () => {
    const agreement = afterEvents(ended, [paid(10_000)], later);
    expect([owedAtEndCents(agreement), marks(agreement)]).toEqual([owedCents - 10_000, ['charged_after_close']]);
  });

  test('is paid by a charge of before that is heard of late, and only what is more has to go back', () => {
    const charged = (amountCents: number) =>
      afterEvents(ended, [{ ...events.paymentSucceeded, invoiceId: 't1-i2', chargeId: 'ch_2', amountCents }], later);
    expect([owedAtEndCents(charged(1_000)), marks(charged(1_000))]).toEqual([5_411, ['owed_at_end']]);
    expect([owedAtEndCents(charged(60_000)), marks(charged(60_000))]).toEqual([-53_589, ['charged_after_close']]);
  });

  test('is stated anew where it is recorded after the statement of its year', () => {
    const lastYear = { ...paid(owedCents), receivedOn: '2026-12-30' } as const;
    const { wishes } = decideOn({ ...ended, statedYear: 2026 }, lastYear, '2027-01-20T15:00:00.000Z');
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: expect.stringMatching(/^statementanew-2026-/) }]);
  });

  test('is owed anew when the check comes back, and paid by another', () => {
    const bounced = { ...events.checkBounced, paymentId: 'received-p9' };
    const back = afterEvents(ended, [paid(owedCents), bounced], later);
    expect([owedAtEndCents(back), marks(back)]).toEqual([owedCents, ['owed_at_end']]);
    const again = afterEvents(back, [paid(owedCents, 'p10')], later);
    expect([balanceCents(again.ledger), marks(again)]).toEqual([0, []]);
  });

  test('is nothing less for a refund that has to be sent still', () => {
    const parts = [{ paymentId: 'charge-ch_1', amountCents: 500, way: 'check' }] as const;
    const [ending] = ended.endings;
    if (ending?.settlement === undefined) throw new Error('it is not settled');
    const credit = { entryId: 'c', at: later, kind: 'credit', amountCents: -500 } as const;
    const promised = {
      ...ended,
      endings: [{ ...ending, settlement: { ...ending.settlement, parts: [...parts] } }],
      ledger: [...ended.ledger, credit],
    };
    expect([balanceCents(promised.ledger), owedAtEndCents(promised)]).toEqual([owedCents - 500, owedCents]);
  });

  test.each([
    ['tomorrow', { receivedOn: '2026-07-01' }, 'not_a_past_date'],
    ['nothing', { amountCents: 0 }, 'nothing_due'],
  ] as const)('is not paid by a check of %s', (_, change, refusal) => {
    expect(transition(ended, { ...paid(owedCents), ...change }, later, newYork)).toEqual({ refusal });
  });

  test('leaves no question what becomes of a payment that was void with the end', () => {
    const escalated = afterEvents(
      open,
      [{ ...events.paymentFailed, invoiceId: 't1-i2', code: 'lost_card' }],
      daysLater(92),
    );
    const asked = afterEvents(escalated, [events.invoiceEscalated], daysLater(120));
    expect(marks(asked)).toEqual(['unpaid']);
    const gone = afterEvents(
      afterEvents(asked, [{ ...cancelled, endsOn: '2026-06-30', noticeReceivedOn: '2026-06-30' }], daysLater(120)),
      [events.careEnded],
      daysLater(121),
    );
    expect(marks(gone)).toEqual(['owed_at_end']);
  });
});

describe('what came although nothing was due', () => {
  const paidBack = (amountCents: number, paybackId = 'b1') => ({ ...events.paidBack, amountCents, paybackId }) as const;
  const ended = afterEvents(endedFrom(open), [paid(10_000)], later);
  const first = afterEvents(anAgreement({ status: 'awaiting_payment' }), [events.paymentFailed]);
  const part = { ...events.paymentRecorded, amountCents: 25_000 };
  const closed = afterEvents(afterEvents(first, [part]), [events.invoiceGivenUp], daysLater(22));

  test('is owed by nobody when its check comes back', () => {
    const bounced = {
      ...events.checkBounced,
      paymentId: String(closed.ledger.find(({ kind }) => kind === 'payment')?.entryId),
    };
    const back = afterEvents(closed, [bounced], later);
    expect([owedAtEndCents(back), marks(back)]).toEqual([0, ['charged_after_close']]);
  });

  test.each([
    ['after the end', ended, 3_589],
    ['of an agreement that was closed', closed, 25_000],
  ])('goes back, and then nothing is left for a person to do: %s', (_, over, cents) => {
    expect([owedAtEndCents(over), marks(over)]).toEqual([-cents, ['charged_after_close']]);
    const partly = afterEvents(over, [paidBack(1_000)], later);
    expect([owedAtEndCents(partly), marks(partly)]).toEqual([1_000 - cents, ['charged_after_close']]);
    const { agreement, facts } = decideOn(partly, paidBack(cents - 1_000, 'b2'), later);
    expect([balanceCents(agreement.ledger), marks(agreement)]).toEqual([0, []]);
    expect(facts).toMatchObject([{ type: 'paid_back', data: { amountCents: cents - 1_000, reference: '2002' } }]);
    expect(agreement.ledger.at(-1)).toMatchObject({ kind: 'refund', paymentId: expect.stringMatching(/^received-/) });
    expect(transition(agreement, paidBack(1_000), later, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(agreement, paidBack(1, 'b3'), later, newYork)).toEqual({ refusal: 'nothing_due' });
    expect(transition(over, paidBack(cents + 1), later, newYork)).toEqual({ refusal: 'too_much' });
  });
});

describe('a check for what was written off', () => {
  const off = afterEvents(open, [events.invoiceWrittenOff], june);
  const check = (amountCents: number, paymentId = 'p9') =>
    ({ ...events.paymentRecorded, invoiceId: 't1-i2', amountCents, paymentId, receivedOn: '2026-06-10' }) as const;
  const standing = ({ invoices, ledger }: Agreement) => [
    invoices[1]?.status,
    invoices[1]?.paidCents,
    balanceCents(ledger),
  ];

  test('pays it, in a round that gives a receipt', () => {
    const { agreement, wishes } = decideOn(off, check(60_000), june);
    expect([...standing(agreement), agreement.invoices[1]?.round]).toEqual(['paid', 60_000, 0, 2]);
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i2' }]);
  });

  test('of a part leaves the rest written off, and of more is kept for the next payment', () => {
    const partly = afterEvents(off, [check(20_000)], june);
    expect(standing(partly)).toEqual(['uncollectible', 20_000, 0]);
    expect(standing(afterEvents(partly, [check(45_000, 'p10')], june))).toEqual(['paid', 60_000, -5_000]);
  });

  test('after the end is kept as far as it was earned; what is more has to go back', () => {
    const ended = endedFrom(off);
    expect([owedAtEndCents(ended), marks(ended)]).toEqual([0, []]);
    const agreement = afterEvents(ended, [check(60_000)], later);
    expect(standing(agreement)).toEqual(['uncollectible', 6_411, 6_411 - 60_000]);
    expect(marks(agreement)).toEqual(['charged_after_close']);
    expect(standing(afterEvents(ended, [check(6_411)], later))).toEqual(['uncollectible', 6_411, 0]);
  });

  test('that comes back leaves it open, as any other', () => {
    const bounced = { ...events.checkBounced, paymentId: 'received-p9' };
    expect(standing(afterEvents(off, [check(60_000), bounced], june))).toEqual(['open', 0, 60_000]);
  });
});
