import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPayments } from '../../../../functions/adapters/payments/open-payments.ts';
import type { Payments } from '../../../../functions/adapters/payments/payments.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import { monday } from '../../../support/builders.ts';
import { sequences } from '../../../support/property-runs.ts';
import { itemsUnder, startTables, type Tables } from '../../../support/table.ts';

/** Four days after the Monday of the tests. */
const friday = '2026-03-06T15:00:00.000Z';

let tables: Tables;
let table: Table;
let payments: Payments;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  payments = openPayments('sandbox', table);
});

const works = 'pm_card_visa';
const declines = 'pm_card_chargeCustomerFail';
const charge = (methodReference: string, methodNumber: number, chargeKey = 'a-t1-i1', now = monday, retry = 0) =>
  payments.charge({ chargeKey, amountCents: 100, methodReference, methodNumber, retry, now });

test('every method that is offered does what its label says', async () => {
  const outcomes: Record<string, unknown> = {};
  for (const { reference, kind } of payments.choices) {
    if (kind === 'check') continue;
    outcomes[reference] = await charge(reference, 1, `key-${reference}`).catch((error: Error) => error.name);
  }
  const chargeId = expect.stringMatching(/^ch_/);
  const failed = (code: string) => ({ outcome: 'failed', code, methodNumber: 1, retry: 0 });
  const pending = { outcome: 'pending', chargeId, lookUpAt: friday, methodNumber: 1, retry: 0 };
  expect(outcomes).toEqual({
    pm_card_visa: { outcome: 'succeeded', amountCents: 100, chargeId, methodNumber: 1, retry: 0 },
    pm_card_chargeCustomerFail: failed('card_declined'),
    pm_card_fundsLater: failed('insufficient_funds'),
    pm_card_visa_chargeDeclinedInsufficientFunds: failed('insufficient_funds'),
    pm_card_chargeDeclinedExpiredCard: failed('expired_card'),
    pm_card_lapses: failed('expired_card'),
    pm_card_authenticationRequired: failed('authentication_required'),
    pm_card_answerLost: 'UnknownOutcome',
    pm_usBankAccount_success: pending,
    pm_usBankAccount_insufficientFunds: pending,
  });
  expect(payments.isSandbox).toBe(true);
});

test('a card whose bank asks for the payer is paid by the same card once it is confirmed', async () => {
  await charge('pm_card_authenticationRequired', 1);
  const confirmed = payments.confirmed('pm_card_authenticationRequired');
  expect(await charge(confirmed?.reference ?? '', 2)).toMatchObject({ outcome: 'succeeded' });
  expect(payments.confirmed('pm_card_visa')).toBeUndefined();
});

test('a bank payment settles four days later, well or not, and until then nothing else is charged', async () => {
  for (const [reference, settled] of [
    ['pm_usBankAccount_success', { outcome: 'succeeded' }],
    ['pm_usBankAccount_insufficientFunds', { outcome: 'failed', code: 'insufficient_funds' }],
  ] as const) {
    await charge(reference, 1, reference);
    expect(await charge(works, 2, reference)).toMatchObject({ outcome: 'pending' });
    expect(await payments.lookUp(reference, '2026-03-06T14:59:59.000Z')).toMatchObject({ outcome: 'pending' });
    expect(await payments.lookUp(reference, friday)).toMatchObject(settled);
  }
  expect(await charge(works, 2, 'pm_usBankAccount_insufficientFunds', friday)).toMatchObject({ outcome: 'succeeded' });
});

test('a charge whose answer was lost was made: it is found, and never made again', async () => {
  await expect(charge('pm_card_answerLost', 1)).rejects.toThrow('lost');
  const found = await payments.lookUp('a-t1-i1', monday);
  expect(found).toMatchObject({ outcome: 'succeeded' });
  expect(await charge(works, 2)).toEqual(found);
  expect(await payments.lookUp('never-charged', monday)).toBeUndefined();
});

test('by check nothing is charged', async () => {
  const manual = openPayments('manual', table);
  expect([manual.choices.map(({ kind }) => kind), manual.isSandbox]).toEqual([['check'], false]);
  expect(await manual.lookUp('a-t1-i1', monday)).toBeUndefined();
  expect(payments.choices.map(({ kind }) => kind)).toContain('check');
});

test('of many charges of one key at once one succeeds, and all hear of that one', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => charge(works, 1)));
  expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await itemsUnder(table, 'CHARGE')).toHaveLength(1);
});

test('a charge that succeeded is never made again, by whatever method', async () => {
  const first = await charge(works, 1);
  expect([await charge(works, 2), await charge(declines, 3)]).toEqual([first, first]);
});

test('a declined method is not charged again, but a newer one is', async () => {
  const declined = await charge(declines, 1);
  expect(await charge(works, 1)).toEqual(declined);
  expect(await charge(works, 2)).toMatchObject({ outcome: 'succeeded' });
});

test('an older method that comes late gives what became of the newer one', async () => {
  await charge(declines, 3);
  expect(await charge(works, 2)).toEqual({ outcome: 'failed', code: 'card_declined', methodNumber: 3, retry: 0 });
});

test('refuses a method and a provider that it does not know, by their names', async () => {
  await expect(charge('pm_x', 1)).rejects.toThrow('pm_x');
  expect(() => openPayments('stripe', table)).toThrow('PAYMENTS is "stripe"; known providers: manual, sandbox');
});

test('whatever is asked in whatever order, again and at once: one key is paid once, and stays paid', async () => {
  const references = payments.choices.filter(({ kind }) => kind !== 'check').map(({ reference }) => reference);
  const request = fc.record({
    // Each number is one method of the payer; a late one may come after a newer.
    methodNumber: fc.integer({ min: 1, max: 6 }),
    hoursLater: fc.constantFrom(0, 1, 24, 96),
    times: fc.constantFrom(1, 1, 2, 3),
    isLookUp: fc.boolean(),
  });
  const methods = fc.array(fc.constantFrom(...references), { minLength: 7, maxLength: 7 });
  let key = 0;
  await fc.assert(
    fc.asyncProperty(methods, fc.array(request, { minLength: 3, maxLength: 15 }), async (methods, requests) => {
      const chargeKey = `k-${key++}`;
      let now = monday;
      let paid: unknown;
      for (const { methodNumber, hoursLater, times, isLookUp } of requests) {
        now = new Date(Date.parse(now) + hoursLater * 3_600_000).toISOString();
        const ask = () =>
          isLookUp
            ? payments.lookUp(chargeKey, now)
            : charge(methods[methodNumber] ?? '', methodNumber, chargeKey, now).catch((error: Error) => {
                if (error.name !== 'UnknownOutcome') throw error;
                return payments.lookUp(chargeKey, now);
              });
        for (const answer of await Promise.all(Array.from({ length: times }, ask))) {
          if (paid !== undefined) expect(answer).toEqual(paid);
          else if (answer?.outcome === 'succeeded') paid = answer;
        }
      }
    }),
    { numRuns: sequences() },
  );
});

test('the same method is tried once more under the next number of its tries, and each try is made once', async () => {
  const key = 'a-t1-i2';
  const retried = (retry: number) => charge('pm_card_fundsLater', 1, key, monday, retry);
  expect([await retried(0), await retried(0)]).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
  const [first, again] = [await retried(1), await retried(1)];
  expect(first).toMatchObject({ outcome: 'succeeded', methodNumber: 1, retry: 1 });
  expect(again).toEqual(first);
  // What succeeded is not tried again, nor is an older try made after it.
  expect(await retried(2)).toEqual(first);
  expect(await retried(0)).toEqual(first);
});
