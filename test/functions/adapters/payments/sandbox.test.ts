import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openPayments, type Payments } from '../../../../functions/adapters/payments/payments.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import { itemsUnder, startTables, type Tables } from '../../../support/table.ts';

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
const charge = (methodReference: string, methodNumber: number, chargeKey = 'a-t1-i1') =>
  payments.charge({ chargeKey, amountCents: 100, methodReference, methodNumber });

test('every method that is offered does what its label says', async () => {
  const outcomes = [];
  for (const [index, { reference }] of payments.choices.entries())
    outcomes.push(await charge(reference, 1, `key-${index}`));
  expect(outcomes).toEqual([
    { outcome: 'succeeded', chargeId: expect.stringMatching(/^ch_/) },
    { outcome: 'failed', code: 'card_declined' },
    { outcome: 'failed', code: 'insufficient_funds' },
  ]);
  expect(payments.isSandbox).toBe(true);
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
  expect(await charge(works, 2)).toEqual({ outcome: 'failed', code: 'card_declined' });
});

test('refuses a method and a provider that it does not know, by their names', async () => {
  await expect(charge('pm_x', 1)).rejects.toThrow('pm_x');
  expect(() => openPayments('stripe', table)).toThrow('PAYMENTS is "stripe"; known providers: sandbox');
});
