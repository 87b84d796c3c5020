import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decide, getAgreement } from '../../../functions/actions/decide.ts';
import { startDue } from '../../../functions/actions/start-due.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication, aPlan, events } from '../../support/builders.ts';
import { aPractice, decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table, { practice: aPractice({ collection: 'brisk' }) });
});

const june = '2026-06-02T10:00:00.000Z';
const quarterly = (number: number) =>
  storedAgreement(depsOf(table), 'active', {
    application: anApplication({ applicationId: idOf(number) }),
    plan: aPlan({ installments: 4 }),
  });
async function start(now = june) {
  const errors: unknown[] = [];
  return { ...(await startDue(depsOf(table, now), (error) => errors.push(error))), errors };
}
const statuses = async (number: number) =>
  (await getAgreement(depsOf(table), idOf(number))).agreement.invoices.map(({ status }) => status);

test('every agreement whose next date has come is begun, by the practice’s preset, and each once', async () => {
  for (const number of [1, 2]) await quarterly(number);
  expect(await start()).toEqual({ started: 2, failed: 0, errors: [] });
  expect(await statuses(2)).toEqual(['paid', 'open', 'draft', 'draft']);
  expect((await getAgreement(depsOf(table), idOf(1))).agreement.invoices[1]?.collection).toBe('brisk');
  expect((await itemsUnder(table, 'WISH#billing')).map(({ SK }) => SK)).toEqual([
    'WISH#billing#t1-i2',
    'WISH#billing#t1-i2',
  ]);
  expect(await start()).toEqual({ started: 0, failed: 0, errors: [] });
});

test('the evening before in the practice’s zone nothing is begun', async () => {
  await quarterly(1);
  expect(await start('2026-06-02T03:59:00.000Z')).toMatchObject({ started: 0 });
});

test('an agreement of another status is left alone', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment', { plan: aPlan({ installments: 4 }) });
  expect(await start('2027-06-02T10:00:00.000Z')).toMatchObject({ started: 0, failed: 0 });
});

test('one that fails holds up no other', async () => {
  for (const number of [1, 2]) await quarterly(number);
  tables.fail('TransactWriteItems', { name: 'ValidationException' });
  const report = await start();
  expect(report).toMatchObject({ started: 1, failed: 1 });
  expect(report.errors).toHaveLength(1);
  expect(await start()).toMatchObject({ started: 1, failed: 0 });
});

test('before the practice was set up there is nothing to begin, and nothing to fail', async () => {
  table = await tables.fresh();
  expect(await start()).toEqual({ started: 0, failed: 0, errors: [] });
});

test('what is begun is the invoice’s own round: paying it by check ends it', async () => {
  await quarterly(1);
  await start();
  const recorded = {
    ...events.paymentRecorded,
    invoiceId: 't1-i2',
    amountCents: 60_000,
    paymentId: 'p1',
    receivedOn: '2026-06-01',
  };
  await decided(depsOf(table, june), idOf(1), recorded);
  expect(await statuses(1)).toEqual(['paid', 'paid', 'draft', 'draft']);
  const again = await decide(depsOf(table, june), idOf(1), recorded);
  expect(again.refusal).toBe('nothing_due');
});
