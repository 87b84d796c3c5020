import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  applyPayment,
  balanceCents,
  bouncedCheck,
  type LedgerEntry,
  ledgerEntry,
  withEntry,
} from '../../../../functions/domain/ledger/ledger.ts';
import { splitCents, sumCents } from '../../../../functions/domain/money/money.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();
const at = '2026-03-02T15:00:00.000Z';
const charge = ledgerEntry({ entryId: 't1-i1', at, kind: 'charge-due', cents: 240_000, invoiceId: 't1-i1' });
const check = ledgerEntry({ entryId: 'check-1041', at, kind: 'payment', cents: 240_000, invoiceId: 't1-i1' });

const cents = fc.integer({ min: 1, max: 10_000_000 });
const kind = fc.constantFrom('charge-due', 'payment', 'refund', 'credit', 'write-off');
const entries = fc
  .array(fc.record({ kind, cents }), { maxLength: 30 })
  .map((those) => those.map((movement, index) => ledgerEntry({ ...movement, entryId: `e${index}`, at })));

describe('the balance', () => {
  test.each<[string, LedgerEntry[], number]>([
    ['of nothing', [], 0],
    ['of an open invoice', [charge], 240_000],
    ['of a paid one', [charge, check], 0],
    [
      'of one paid in part',
      [charge, ledgerEntry({ entryId: 'p', at, kind: 'payment', cents: 100_000, invoiceId: 't1-i1' })],
      140_000,
    ],
    ['of an overpaid one', [charge, ledgerEntry({ entryId: 'p', at, kind: 'payment', cents: 250_000 })], -10_000],
    ['after a bounced check', [charge, check, bouncedCheck([check], 'check-1041', { entryId: 'b', at })], 240_000],
    ['after a write-off', [charge, ledgerEntry({ entryId: 'w', at, kind: 'write-off', cents: 240_000 })], 0],
    [
      'after a credit and its refund',
      [
        charge,
        check,
        ledgerEntry({ entryId: 'c', at, kind: 'credit', cents: 80_000 }),
        ledgerEntry({ entryId: 'r', at, kind: 'refund', cents: 80_000 }),
      ],
      0,
    ],
  ])('%s', (_what, those, expected) => {
    expect(balanceCents(those)).toBe(expected);
  });

  test('is the sum of what was entered, in whatever order', () => {
    const shuffled = entries.chain((those) =>
      fc.tuple(fc.constant(those), fc.shuffledSubarray(those, { minLength: those.length })),
    );
    fc.assert(
      fc.property(shuffled, ([those, inAnotherOrder]) => {
        const of = (...kinds: string[]) =>
          those.filter((entry) => kinds.includes(entry.kind)).reduce((sum, entry) => sum + entry.amountCents, 0);
        expect(of('charge-due', 'refund')).toBeGreaterThanOrEqual(0);
        expect(of('payment', 'credit', 'write-off')).toBeLessThanOrEqual(0);
        const sum = of('charge-due', 'refund') + of('payment', 'credit', 'write-off');
        expect(balanceCents(those)).toBe(sum);
        expect(balanceCents(inAnotherOrder.reduce(withEntry, [] as LedgerEntry[]))).toBe(sum);
      }),
      { numRuns },
    );
  });

  test('stays when everything is entered twice', () => {
    fc.assert(
      fc.property(entries, (those) => {
        expect([...those, ...those].reduce(withEntry, [] as LedgerEntry[])).toEqual(those);
      }),
      { numRuns },
    );
  });
});

describe('an entry', () => {
  test('refuses amounts that are not above zero or not whole', () => {
    const about = { entryId: 'p', at, kind: 'payment' } as const;
    expect(() => ledgerEntry({ ...about, cents: 0 })).toThrow('The amount of a payment must be above 0, got 0.');
    expect(() => ledgerEntry({ ...about, cents: -5 })).toThrow('The amount of a payment must not be negative, got -5.');
    expect(() => ledgerEntry({ ...about, cents: 0.5 })).toThrow(RangeError);
  });

  test('refuses to become another', () => {
    const other = ledgerEntry({ entryId: 'check-1041', at, kind: 'payment', cents: 100, invoiceId: 't1-i1' });
    expect(() => withEntry([charge, check], other)).toThrow(
      'A ledger entry never changes: this one is a payment of -240000 cents (invoice: t1-i1), got a payment of -100 cents (invoice: t1-i1).',
    );
    expect(() => withEntry([check], { ...check, invoiceId: 't1-i2' })).toThrow(RangeError);
    expect(() => withEntry([check], { ...check, kind: 'credit' })).toThrow(RangeError);
  });
});

describe('a bounced check', () => {
  test('restores the balance and the invoice exactly, also when the bank says it twice', () => {
    fc.assert(
      fc.property(entries, cents, cents, (before, owed, paid) => {
        const open = [
          ...before,
          ledgerEntry({ entryId: 'i', at, kind: 'charge-due', cents: owed, invoiceId: 't2-i1' }),
        ];
        const payment = ledgerEntry({ entryId: 'check', at, kind: 'payment', cents: paid, invoiceId: 't2-i1' });
        const paidUp = withEntry(open, payment);
        const back = withEntry(paidUp, bouncedCheck(paidUp, 'check', { entryId: 'bounce', at }));
        const twice = withEntry(back, bouncedCheck(back, 'check', { entryId: 'bounce', at }));
        expect(twice).toEqual(back);
        expect(balanceCents(back)).toBe(balanceCents(open));
        const ofInvoice = back.filter(({ invoiceId }) => invoiceId === 't2-i1');
        expect(balanceCents(ofInvoice)).toBe(owed);
      }),
      { numRuns },
    );
  });

  test('without an invoice takes back a payment without one', () => {
    const { invoiceId: _, ...loose } = check;
    expect(bouncedCheck([loose], 'check-1041', { entryId: 'b', at })).toEqual({
      entryId: 'b',
      at,
      kind: 'bounced-check',
      amountCents: 240_000,
      paymentId: 'check-1041',
    });
  });

  test('refuses what is no payment, what was never entered, and a second bounce', () => {
    const bounce = { entryId: 'b', at };
    expect(() => bouncedCheck([charge], 't1-i1', bounce)).toThrow('Only a payment can bounce, got a charge-due.');
    expect(() => bouncedCheck([charge], 'check-7', bounce)).toThrow('Only a payment can bounce, got no entry.');
    const bounced = [check, bouncedCheck([check], 'check-1041', bounce)];
    expect(() => bouncedCheck(bounced, 'check-1041', { entryId: 'b2', at })).toThrow('A payment can bounce once only.');
    expect(() => bouncedCheck(bounced, 'b', { entryId: 'b2', at })).toThrow('got a bounced-check');
  });
});

describe('a payment of an invoice', () => {
  test.each([
    ['the whole', 240_000, 0, 240_000, [240_000, 0, 0]],
    ['a part', 240_000, 0, 100_000, [100_000, 140_000, 0]],
    ['the rest', 240_000, 100_000, 140_000, [240_000, 0, 0]],
    ['too much', 240_000, 100_000, 150_000, [240_000, 0, 10_000]],
    ['a paid one again', 240_000, 240_000, 240_000, [240_000, 0, 240_000]],
    ['one of nothing', 0, 0, 5, [0, 0, 5]],
  ])('%s', (_what, amountCents, paidBefore, payment, [paidCents, leftCents, overCents]) => {
    expect(applyPayment({ amountCents, paidCents: paidBefore }, payment)).toEqual({ paidCents, leftCents, overCents });
  });

  test('in any number of parts adds up to the cent, as the ledger says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.array(cents, { maxLength: 12 }), (amountCents, parts) => {
        let standing = { paidCents: 0, leftCents: amountCents, overCents: 0 };
        let over = 0;
        for (const part of parts) {
          standing = applyPayment({ amountCents, paidCents: standing.paidCents }, part);
          over += standing.overCents;
          expect(standing.paidCents + standing.leftCents).toBe(amountCents);
        }
        expect(standing.paidCents + over).toBe(sumCents(parts));
        expect(over === 0 || standing.leftCents === 0).toBe(true);
        const ledger = parts.map((part, index) =>
          ledgerEntry({ entryId: `p${index}`, at, kind: 'payment', cents: part }),
        );
        expect(amountCents + balanceCents(ledger)).toBe(standing.leftCents - over);
      }),
      { numRuns },
    );
  });

  test('in parts of a split is paid by the last of them, and not before', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 12 }), (amountCents, many) => {
        const parts = splitCents(amountCents, many).filter((part) => part > 0);
        const left = parts.map((_, index) => {
          const paidCents = sumCents(parts.slice(0, index));
          return applyPayment({ amountCents, paidCents }, parts[index] ?? 0).leftCents;
        });
        expect(left.indexOf(0)).toBe(parts.length - 1);
      }),
      { numRuns },
    );
  });

  test('refuses nonsense', () => {
    const invoice = { amountCents: 100, paidCents: 0 };
    expect(() => applyPayment(invoice, 0)).toThrow('A payment must be above 0, got 0.');
    expect(() => applyPayment(invoice, -1)).toThrow('A payment must not be negative, got -1.');
    expect(() => applyPayment(invoice, 1.5)).toThrow(RangeError);
    expect(() => applyPayment({ ...invoice, amountCents: -1 }, 1)).toThrow('The amount of an invoice must not be');
    expect(() => applyPayment({ ...invoice, paidCents: -1 }, 1)).toThrow('What is paid of an invoice must not be');
    expect(() => applyPayment({ ...invoice, paidCents: 101 }, 1)).toThrow(
      'Of an invoice of 100 cents at most as much is paid, got 101.',
    );
  });
});
