import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication, events } from '../../support/builders.ts';
import { invoke } from '../../support/deployed-handler.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { logLines } from '../../support/log-lines.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let fake: FakeWorkflows;
let table: Table;
let handler: unknown;
beforeAll(async () => {
  [tables, fake] = [await startTables(), await startFakeWorkflows()];
  Object.assign(process.env, {
    TABLE_NAME: 'tasks',
    TIME_ZONE: 'America/New_York',
    SIGNING_MACHINE_ARN: machines.signingMachineArn,
    BILLING_MACHINE_ARN: machines.billingMachineArn,
  });
  handler = (await import('../../../functions/tasks/other-tasks.ts')).handler;
});
afterAll(() => Promise.all([tables.stop(), fake.stop()]));
beforeEach(async () => {
  fake.forget();
  table = await tables.empty('tasks');
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const now = () => new Date().toISOString();
const statusOf = async () => (await getAgreement(depsOf(table), id)).agreement.status;

async function run(task: string, input: object = {}): Promise<unknown> {
  let answer: unknown;
  await logLines(async () => {
    answer = await invoke(handler, { task, agreementId: id, ...input });
  });
  return answer;
}

test('signing is opened once', async () => {
  await storedAgreement(depsOf(table), 'offered');
  const outcomes = [await run('open-signing', { documentId: 'd1' }), await run('open-signing', { documentId: 'd1' })];
  expect(outcomes).toEqual([{ outcome: 'opened' }, { outcome: 'nothing_changes' }]);
  expect(await statusOf()).toBe('awaiting_signature');
});

test('each machine reads its position', async () => {
  await storedAgreement(depsOf(table, now()), 'awaiting_payment');
  expect(await run('read-onboarding-position')).toMatchObject({ next: 'bill', childName: `billing-${id}-t1-i1-r1` });
  expect(await run('read-signing-position', { documentId: 'd1' })).toEqual({ next: 'end', outcome: 'completed' });
  expect(await run('read-billing-position', { invoiceId: 't1-i1' })).toEqual({ next: 'collect' });
});

test('each machine waits with its token', async () => {
  await storedAgreement(depsOf(table, now()), 'awaiting_payment');
  expect(await run('wait-for-payment', { invoiceId: 't1-i1', token: 'a' })).toEqual({ outcome: 'due-already' });
  expect(await run('wait-for-signers', { documentId: 'd1', token: 'b' })).toEqual({ outcome: 'due-already' });
  expect(fake.woken()).toEqual(['a', 'b']);
  expect((await itemsUnder(table, 'TOKEN#')).map((item) => item.SK)).toEqual([
    'TOKEN#billing#t1-i1',
    'TOKEN#signing#d1',
  ]);
});

test('a document expires when its last day is over, and not a day before', async () => {
  await storedAgreement(depsOf(table, now()), 'awaiting_signature');
  expect(await run('expire-document', { documentId: 'd1' })).toEqual({ outcome: 'nothing_changes' });
  jest.useFakeTimers({ now: Date.now() + 32 * 86_400_000, advanceTimers: true });
  expect(await run('expire-document', { documentId: 'd1' })).toEqual({ outcome: 'expired' });
  jest.useRealTimers();
  expect(await statusOf()).toBe('closed');
});

test('an invoice is given up when its time is over, and not before', async () => {
  await storedAgreement(depsOf(table, now()), 'awaiting_payment');
  await decided(depsOf(table, now()), id, events.paymentFailed);
  expect(await run('give-up-invoice', { invoiceId: 't1-i1' })).toEqual({ outcome: 'nothing_changes' });
  jest.useFakeTimers({ now: Date.now() + 23 * 86_400_000, advanceTimers: true });
  expect(await run('give-up-invoice', { invoiceId: 't1-i1' })).toEqual({ outcome: 'given-up' });
  jest.useRealTimers();
});

test('refuses an agreement that is not there with its name and id only', async () => {
  await expect(run('read-onboarding-position', { agreementId: idOf(404) })).rejects.toThrow(
    JSON.stringify({ name: 'Perennial.TaskFailed', code: 'NoAgreement', ids: { agreementId: idOf(404) } }),
  );
});

test('a table that is throttled is tried again by the machine', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('Query', ...Array(4).fill({ name: 'ThrottlingException' }));
  await expect(run('read-signing-position', { documentId: 'd1' })).rejects.toThrow(
    expect.objectContaining({ name: 'Perennial.Transient' }),
  );
});
