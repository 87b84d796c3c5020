import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { waitFor } from '../../../functions/actions/wait-for.ts';
import { loadAgreement } from '../../../functions/adapters/table/agreement-store.ts';
import { anApplication } from '../../support/builders.ts';
import { idOf, storedAgreement } from '../../support/stored.ts';
import { itemsUnder } from '../../support/table.ts';
import { startTableAndWorkflows, type TableAndWorkflows } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const id = anApplication().applicationId;
const signing = { workflow: 'signing', documentId: 'd1' } as const;
const billing = { workflow: 'billing', invoiceId: 't1-i1' } as const;
const wait = (wish: Parameters<typeof waitFor>[2] = signing, token = 'token-1') => waitFor(aws.deps(), id, wish, token);
const noted = (noticeKey: string) => aws.noted({ kind: 'agreement', id }, noticeKey);

test('a workflow with nothing due waits: its token is kept, and a wish is made that looks again', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  await noted('request-d1-s1');
  expect(await wait()).toBe('waiting');
  expect((await loadAgreement(aws.table, id))?.tokens).toEqual(new Map([['signing#d1', 'token-1']]));
  expect((await itemsUnder(aws.table, 'WISH#signing')).map((item) => item.wish)).toEqual([signing]);
  expect(aws.fake.calls).toEqual([]);
});

test('a workflow for which something is due already answers its own token', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  expect(await wait()).toBe('due-already');
  expect(aws.fake.woken()).toEqual(['token-1']);
});

test('what fell due before the token was stored is seen: the token is stored first, then the table is read', async () => {
  await storedAgreement(aws.deps(), 'awaiting_payment');
  aws.tables.calls.length = 0;
  expect(await wait(billing)).toBe('due-already');
  expect(aws.tables.calls).toEqual(['TransactWriteItems', 'Query']);
});

test('a newer token takes an older one’s place', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  await noted('request-d1-s1');
  await wait(signing, 'token-1');
  await wait(signing, 'token-2');
  expect((await loadAgreement(aws.table, id))?.tokens.get('signing#d1')).toBe('token-2');
});

test('a token that timed out while it answered itself counts as answered', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  aws.fake.fail('SendTaskSuccess', 'TaskTimedOut');
  expect(await wait()).toBe('due-already');
});

test('refuses to wait for an agreement that is not there', async () => {
  await expect(waitFor(aws.deps(), idOf(404), signing, 't')).rejects.toThrow('no agreement');
});
