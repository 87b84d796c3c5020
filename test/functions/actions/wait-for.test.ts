import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { waitFor } from '../../../functions/actions/wait-for.ts';
import { loadAgreement } from '../../../functions/adapters/table/agreement-store.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { openWorkflows } from '../../../functions/adapters/workflows/workflows.ts';
import { anApplication, monday } from '../../support/builders.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let fake: FakeWorkflows;
let workflows: SFNClient;
let table: Table;
beforeAll(async () => {
  [tables, fake] = [await startTables(), await startFakeWorkflows()];
  workflows = openWorkflows();
});
afterAll(async () => {
  workflows.destroy();
  await Promise.all([tables.stop(), fake.stop()]);
});
beforeEach(async () => {
  fake.forget();
  table = await tables.fresh();
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const signing = { workflow: 'signing', documentId: 'd1' } as const;
const billing = { workflow: 'billing', invoiceId: 't1-i1' } as const;
const wait = (wish: Parameters<typeof waitFor>[2] = signing, token = 'token-1') =>
  waitFor({ ...depsOf(table), workflows, ...machines }, id, wish, token);

async function noted(noticeKey: string): Promise<void> {
  const item = { ...keys.notice({ kind: 'agreement', id }, noticeKey), noticeKey, state: 'sent', claimedAt: monday };
  await transact(table, [{ Put: { TableName: table.name, Item: item } }]);
}

test('a workflow with nothing due waits: its token is kept, and a wish is made that looks again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await noted('request-d1-s1');
  expect(await wait()).toBe('waiting');
  expect((await loadAgreement(table, id))?.tokens).toEqual(new Map([['signing#d1', 'token-1']]));
  expect((await itemsUnder(table, 'WISH#signing')).map((item) => item.wish)).toEqual([signing]);
  expect(fake.calls).toEqual([]);
});

test('a workflow for which something is due already answers its own token', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  expect(await wait()).toBe('due-already');
  expect(fake.woken()).toEqual(['token-1']);
});

test('what fell due before the token was stored is seen: the token is stored first, then the table is read', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  tables.calls.length = 0;
  expect(await wait(billing)).toBe('due-already');
  expect(tables.calls).toEqual(['TransactWriteItems', 'Query']);
});

test('a newer token takes an older one’s place', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await noted('request-d1-s1');
  await wait(signing, 'token-1');
  await wait(signing, 'token-2');
  expect((await loadAgreement(table, id))?.tokens.get('signing#d1')).toBe('token-2');
});

test('a token that timed out while it answered itself counts as answered', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  fake.fail('SendTaskSuccess', 'TaskTimedOut');
  expect(await wait()).toBe('due-already');
});

test('refuses to wait for an agreement that is not there', async () => {
  await expect(waitFor({ ...depsOf(table), workflows }, idOf(404), signing, 't')).rejects.toThrow('no agreement');
});
