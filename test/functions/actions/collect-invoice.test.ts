import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { collectInvoice } from '../../../functions/actions/collect-invoice.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { openPayments, type Payments } from '../../../functions/adapters/payments/payments.ts';
import { readHistory, storeDecision } from '../../../functions/adapters/table/agreement-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { close } from '../../../functions/domain/agreement/with.ts';
import { firstBreak } from '../../../functions/domain/audit/audit-trail.ts';
import { anApplication, events, monday } from '../../support/builders.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

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
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const collect = (by = payments) => collectInvoice({ ...depsOf(table), payments: by }, id, 't1-i1');
const charges = () => itemsUnder(table, 'CHARGE');
const types = async () => (await readHistory(table, id)).map((entry) => entry.type);
const agreement = async () => (await getAgreement(depsOf(table), id)).agreement;

async function saveMethod(reference: string): Promise<void> {
  await decided(depsOf(table), id, { ...events.methodSaved, method: { reference, label: 'A card' } });
}

/** A provider where something happens right after it has charged, before we hear of it. */
function after(what: () => Promise<unknown>): Payments {
  return {
    ...payments,
    async charge(request) {
      const outcome = await payments.charge(request);
      await what();
      return outcome;
    },
  };
}

/** No event closes an agreement while a method waits to be charged; should one ever, this is what it stores. */
async function closeIt(): Promise<void> {
  const before = await agreement();
  const closed = { agreement: close(before, 'unpaid', monday), facts: [], wishes: [] };
  await storeDecision(table, before, closed, monday);
}

const dies = after.bind(undefined, () => Promise.reject(new Error('the process died')));

test('an invoice is charged once, and brings the agreement into force', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  expect([await collect(), await collect()]).toEqual(['paid', 'nothing-due']);
  expect(await charges()).toMatchObject([{ outcome: 'succeeded', amountCents: 240_000, methodNumber: 1 }]);
  expect(await agreement()).toMatchObject({ status: 'active', invoices: [{ status: 'paid' }] });
});

test('collected by five at once it is charged once and noted once', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => collect()));
  expect(outcomes.filter((outcome) => outcome === 'paid')).toHaveLength(1);
  expect(await charges()).toHaveLength(1);
  expect((await types()).filter((type) => type === 'invoice_paid')).toHaveLength(1);
  const { needsAttention, audit } = await agreement();
  expect(needsAttention).toEqual([]);
  expect(firstBreak(await readHistory(table, id), audit)).toBeUndefined();
});

test('a declined method is charged once, and waits for a newer one', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_chargeCustomerFail');
  expect([await collect(), await collect()]).toEqual(['failed', 'nothing-due']);
  const { invoices } = await agreement();
  expect(invoices[0]?.attempts).toMatchObject([{ methodNumber: 2, outcome: 'failed', code: 'card_declined' }]);
});

test('declined, then paid with a newer method: one charge that succeeded', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_visa_chargeDeclinedInsufficientFunds');
  await collect();
  await saveMethod('pm_card_visa');
  expect([await collect(), await collect()]).toEqual(['paid', 'nothing-due']);
  expect(await charges()).toMatchObject([{ outcome: 'succeeded', methodNumber: 3 }]);
  const { invoices } = await agreement();
  expect(invoices[0]?.attempts.map(({ outcome, code }) => code ?? outcome)).toEqual([
    'insufficient_funds',
    'succeeded',
  ]);
});

test('a charge whose process died before noting it is noted by the next run, and not charged again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await expect(collect(dies())).rejects.toThrow('died');
  const [charged] = await charges();
  expect((await agreement()).status).toBe('awaiting_payment');
  expect(await collect()).toBe('paid');
  expect(await charges()).toEqual([charged]);
  expect((await agreement()).invoices[0]?.chargeId).toBe(charged?.chargeId);
});

test('a decline whose process died before noting it is noted by the next run, and not charged again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_chargeCustomerFail');
  await expect(collect(dies())).rejects.toThrow('died');
  expect(await collect()).toBe('failed');
  expect((await agreement()).invoices[0]?.attempts).toHaveLength(1);
});

test('a charge that nobody noted is noted, though the payer gave a newer method meanwhile', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await expect(collect(dies())).rejects.toThrow('died');
  await saveMethod('pm_card_chargeCustomerFail');
  expect(await collect()).toBe('paid');
  expect(await charges()).toMatchObject([{ outcome: 'succeeded', methodNumber: 1 }]);
});

test('charged though the agreement was closed meanwhile: a person must look at it', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  expect(await collect(after(closeIt))).toBe('nothing-due');
  expect(await agreement()).toMatchObject({
    status: 'closed',
    invoices: [{ status: 'void' }],
    needsAttention: [{ code: 'charged_after_close' }],
  });
});

test('declined though the agreement was closed meanwhile: nothing moved, nobody need look', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_chargeCustomerFail');
  expect(await collect(after(closeIt))).toBe('nothing-due');
  expect((await agreement()).needsAttention).toEqual([]);
});

test.each(['active', 'closed'] as const)('nothing is charged of an agreement that is %s', async (status) => {
  await storedAgreement(depsOf(table), status);
  if (status === 'active') expect(await collect()).toBe('nothing-due');
  else await expect(collect()).rejects.toThrow(RangeError);
  expect(await charges()).toEqual([]);
});

test('refuses a method that the provider does not know, and notes no attempt', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_of_another_provider');
  await expect(collect()).rejects.toThrow(RangeError);
  expect((await agreement()).invoices[0]?.attempts).toEqual([]);
});

test('a charge whose answer was lost is not made again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  tables.fail('PutItem', { name: 'InternalServerError', status: 500, isCarriedOut: true });
  expect(await collect()).toBe('paid');
  const [charge] = await charges();
  expect((await agreement()).invoices[0]?.chargeId).toBe(charge?.chargeId);
});
