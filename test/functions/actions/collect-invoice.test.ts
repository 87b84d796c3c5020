import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { collectInvoice, lookUpCharge } from '../../../functions/actions/collect-invoice.ts';
import { decide, getAgreement } from '../../../functions/actions/decide.ts';
import { openPayments } from '../../../functions/adapters/payments/open-payments.ts';
import { type Payments, UnknownOutcomeError } from '../../../functions/adapters/payments/payments.ts';
import { readHistory, storeDecision } from '../../../functions/adapters/table/agreement-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { close } from '../../../functions/domain/agreement/close.ts';
import { firstBreak } from '../../../functions/domain/audit/audit-trail.ts';
import { anApplication, aPlan, daysLater, events, monday } from '../../support/builders.ts';
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
  await decided(depsOf(table), id, { ...events.methodSaved, method: { reference, label: 'A card', kind: 'card' } });
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
  expect([await collect(), await collect()]).toEqual(['succeeded', 'nothing-due']);
  expect(await charges()).toMatchObject([{ outcome: 'succeeded', amountCents: 240_000, methodNumber: 1 }]);
  expect(await agreement()).toMatchObject({ status: 'active', invoices: [{ status: 'paid' }] });
});

test('collected by five at once it is charged once and noted once', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => collect()));
  expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(1);
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
  expect([await collect(), await collect()]).toEqual(['succeeded', 'nothing-due']);
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
  expect(await collect()).toBe('succeeded');
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
  expect(await collect()).toBe('succeeded');
  expect(await charges()).toMatchObject([{ outcome: 'succeeded', methodNumber: 1 }]);
});

test('charged though the agreement was closed meanwhile: a person must look at it', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  expect(await collect(after(closeIt))).toBe('succeeded');
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
  expect(await collect()).toBe('succeeded');
  const [charge] = await charges();
  expect((await agreement()).invoices[0]?.chargeId).toBe(charge?.chargeId);
});

test('a charge that nobody noted is noted, though the payer chose a check meanwhile', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await expect(collect(dies())).rejects.toThrow('died');
  await decided(depsOf(table), id, events.checkChosen);
  expect([await collect(), await collect()]).toEqual(['succeeded', 'nothing-due']);
  expect(await agreement()).toMatchObject({ status: 'active', needsAttention: [] });
});

describe('of an agreement in force, where another payer is named', () => {
  const due = async () => {
    await storedAgreement(depsOf(table), 'active', { plan: aPlan({ installments: 4 }) });
    await decided(depsOf(table, daysLater(95)), id, events.dateCame);
  };
  const collectNext = (by = payments) => {
    return collectInvoice({ ...depsOf(table, daysLater(95)), payments: by }, id, 't1-i2');
  };
  const name = () => decided(depsOf(table, daysLater(95)), id, events.payerNamed);

  test('nothing is charged any more, until the new payer has agreed and given a method: that one is charged', async () => {
    await due();
    await name();
    expect(await collectNext()).toBe('nothing-due');
    expect((await charges()).some(({ PK }) => String(PK).includes('t1-i2'))).toBe(false);
    await decided(depsOf(table, daysLater(95)), id, events.payerAuthorised);
    await decided(depsOf(table, daysLater(95)), id, events.methodSaved);
    expect(await collectNext()).toBe('succeeded');
    expect((await agreement()).invoices[1]?.attempts.map(({ methodNumber }) => methodNumber)).toEqual([2]);
  });

  test('a charge that was made just before is noted, once, whether or not that was before', async () => {
    await due();
    await expect(collectNext(after(() => Promise.reject(new Error('the process died'))))).rejects.toThrow('died');
    await name();
    expect([await collectNext(), await collectNext()]).toEqual(['succeeded', 'nothing-due']);
    expect((await agreement()).invoices[1]?.status).toBe('paid');
  });
});

test('charged, and before it was noted staff recorded a check: a person must look at it', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await expect(collect(dies())).rejects.toThrow('died');
  await decided(depsOf(table), id, events.paymentRecorded);
  expect([await collect(), await collect()]).toEqual(['succeeded', 'nothing-due']);
  expect((await agreement()).needsAttention.map(({ code }) => code)).toEqual(['charged_after_close']);
});

test('charged, the answer lost, and closed meanwhile: a person must look at it', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_answerLost');
  const losesAnswer: Payments = {
    ...payments,
    charge: (request) =>
      payments.charge(request).catch(async (error: Error) => {
        await closeIt();
        throw error;
      }),
  };
  expect(await collect(losesAnswer)).toBe('unknown');
  expect((await agreement()).needsAttention.map(({ code }) => code)).toEqual(['charged_after_close']);
});

describe('a bank payment', () => {
  const friday = '2026-03-06T15:00:00.000Z';
  const collectAt = (now: string) => collectInvoice({ ...depsOf(table, now), payments }, id, 't1-i1');
  const lookUpAt = (now: string) => lookUpCharge({ ...depsOf(table, now), payments }, id, 't1-i1');

  test('is noted as under way, looked up when it settles, and brings the agreement into force then', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_usBankAccount_success');
    expect([await collectAt(monday), await collectAt(monday), await lookUpAt(monday)]).toEqual([
      'pending',
      'nothing-due',
      'nothing-due',
    ]);
    expect((await agreement()).status).toBe('awaiting_payment');
    expect([await lookUpAt(friday), await lookUpAt(friday)]).toEqual(['succeeded', 'nothing-due']);
    expect((await agreement()).status).toBe('active');
    expect(await charges()).toHaveLength(1);
  });

  test('that fails in the end is told as a failure, and is not tried again by itself', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_usBankAccount_insufficientFunds');
    await collectAt(monday);
    expect([await lookUpAt(friday), await lookUpAt(friday), await collectAt(friday)]).toEqual([
      'failed',
      'nothing-due',
      'nothing-due',
    ]);
    expect((await agreement()).invoices[0]?.attempts.map(({ outcome }) => outcome)).toEqual(['pending', 'failed']);
  });

  test('that is late is looked up once a day', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_usBankAccount_success');
    await collectAt(monday);
    const late = async () =>
      ({ outcome: 'pending', chargeId: 'ch_1', lookUpAt: friday, methodNumber: 2, retry: 0 }) as const;
    const lookUp = (now: string) =>
      lookUpCharge({ ...depsOf(table, now), payments: { ...payments, lookUp: late } }, id, 't1-i1');
    expect([await lookUp(friday), await lookUp(friday)]).toEqual(['pending', 'nothing-due']);
    expect((await agreement()).invoices[0]?.attempts.at(-1)?.lookUpAt).toBe('2026-03-07T15:00:00.000Z');
    expect(await lookUpAt('2026-03-07T15:00:00.000Z')).toBe('succeeded');
  });

  test('that nobody noted leaves a newer method untouched, which is charged when the bank has said no', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_usBankAccount_insufficientFunds');
    await expect(collect(dies())).rejects.toThrow('died');
    await saveMethod('pm_card_visa');
    expect([await collectAt(monday), await lookUpAt(friday), await collectAt(friday)]).toEqual([
      'pending',
      'failed',
      'succeeded',
    ]);
    const { attempts } = (await agreement()).invoices[0] ?? {};
    expect(attempts?.map(({ methodNumber }) => methodNumber)).toEqual([2, 2, 3]);
  });

  test('stands in the way of making the agreement void, and of a check that is recorded beside it', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_usBankAccount_success');
    await collectAt(monday);
    for (const event of [events.voided, events.paymentRecorded]) {
      expect((await decide(depsOf(table), id, event)).refusal).toBe('payment_on_its_way');
    }
  });
});

describe('a charge whose answer is lost', () => {
  const lookUp = (by = payments) => lookUpCharge({ ...depsOf(table), payments: by }, id, 't1-i1');

  test('is looked up before anything else, and was made once', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_card_answerLost');
    expect(await collect()).toBe('unknown');
    expect([await lookUp(), await lookUp(), await collect()]).toEqual(['succeeded', 'nothing-due', 'nothing-due']);
    expect((await agreement()).status).toBe('active');
    expect(await charges()).toHaveLength(1);
  });

  test('is found by a repetition of the charge too', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_card_answerLost');
    expect([await collect(), await collect(), await lookUp()]).toEqual(['unknown', 'succeeded', 'nothing-due']);
    expect(await charges()).toHaveLength(1);
  });

  test('and that was never made is a failure: the payer is asked again', async () => {
    await storedAgreement(depsOf(table), 'awaiting_payment');
    await saveMethod('pm_card_answerLost');
    await collect();
    expect(await lookUp({ ...payments, lookUp: async () => undefined })).toBe('failed');
    expect((await agreement()).invoices[0]?.attempts.at(-1)).toMatchObject({
      outcome: 'failed',
      code: 'processing_error',
    });
  });
});

test('an answer lost on another card is a failure of that one, where the provider has only the try before it', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await saveMethod('pm_card_chargeCustomerFail');
  expect(await collect()).toBe('failed');
  await saveMethod('pm_card_visa');
  const lost: Payments = { ...payments, charge: () => Promise.reject(new UnknownOutcomeError('no answer')) };
  expect(await collect(lost)).toBe('unknown');
  expect(await lookUpCharge({ ...depsOf(table), payments }, id, 't1-i1')).toBe('failed');
  expect((await agreement()).invoices[0]?.attempts.at(-1)).toMatchObject({
    methodNumber: (await agreement()).paymentMethod?.number,
    outcome: 'failed',
    code: 'processing_error',
  });
});

describe('a check', () => {
  test('is never charged; all of it recorded, it brings the agreement into force, once', async () => {
    await storedAgreement(depsOf(table), 'awaiting_countersignature');
    await decided(depsOf(table), id, events.checkChosen);
    await decided(depsOf(table), id, events.countersigned);
    expect(await collect()).toBe('nothing-due');
    for (const [change, refusal] of [
      [{ amountCents: 0 }, 'nothing_due'],
      [{ receivedOn: '2026-03-03' }, 'not_a_past_date'],
      [{ receivedOn: 'soon' }, 'not_a_past_date'],
    ] as const) {
      expect((await decide(depsOf(table), id, { ...events.paymentRecorded, ...change })).refusal).toBe(refusal);
    }
    await decided(depsOf(table), id, events.paymentRecorded);
    expect((await agreement()).status).toBe('active');
    expect((await decide(depsOf(table), id, events.paymentRecorded)).refusal).toBe('nothing_due');
  });
});
