import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  readBillingPosition,
  readOnboardingPosition,
  readSigningPosition,
} from '../../../functions/actions/read-position.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { openWorkflows } from '../../../functions/adapters/workflows/workflows.ts';
import { anApplication, events, monday } from '../../support/builders.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

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
const signingName = `signing-${id}-d1-r1`;
const billingName = `billing-${id}-t1-i1-r1`;
const readOnboarding = () => readOnboardingPosition({ ...depsOf(table), workflows, ...machines }, id);

async function noted(noticeKey: string): Promise<void> {
  const item = { ...keys.notice({ kind: 'agreement', id }, noticeKey), noticeKey, state: 'sent', claimedAt: monday };
  await transact(table, [{ Put: { TableName: table.name, Item: item } }]);
}

test('a wait is told in whole seconds, at least one', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await noted('request-d1-s1');
  const position = await readSigningPosition(depsOf(table), id, 'd1');
  // Three days on, between 9:00 and 9:44 in New York.
  const threeDays = 3 * 86_400 - 3600;
  expect(position).toEqual({ next: 'wait', waitSeconds: expect.any(Number) });
  expect(position.waitSeconds).toBeGreaterThanOrEqual(threeDays);
  expect(position.waitSeconds).toBeLessThan(threeDays + 45 * 60);
});

test('a wait that ends within a moment is still a second', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  for (const key of ['request-d1-s1', 'reminder-d1-s1-3', 'reminder-d1-s1-7', 'reminder-d1-s1-14']) await noted(key);
  const position = await readSigningPosition(depsOf(table, '2026-04-02T03:59:59.999Z'), id, 'd1');
  expect(position).toEqual({ next: 'wait', waitSeconds: 1 });
});

test('other steps are told as the domain says them', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  expect(await readSigningPosition(depsOf(table), id, 'd1')).toEqual({ next: 'end', outcome: 'completed' });
  expect(await readBillingPosition(depsOf(table), id, 't1-i1')).toEqual({ next: 'collect' });
});

test('onboarding is told its child’s name just before it starts it', async () => {
  await storedAgreement(depsOf(table), 'offered');
  expect(await readOnboarding()).toEqual({ next: 'sign', documentId: 'd1', childName: signingName });
});

test('a child that is still running is named again: starting it is refused, and then its end is read', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  expect(await readOnboarding()).toEqual({ next: 'bill', invoiceId: 't1-i1', childName: billingName });
});

test('a child that has closed with its work undone is not started again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  fake.close(machines.signingMachineArn, signingName);
  expect(await readOnboarding()).toEqual({ next: 'child-closed', childName: signingName });
});

test('a child that closed between the two reads is believed by what the table says after that', async () => {
  await storedAgreement(depsOf(table), 'awaiting_countersignature');
  fake.close(machines.signingMachineArn, signingName);
  const client = openWorkflows();
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if (fake.calls.length === 1) await decided(depsOf(table), id, events.countersigned);
      return answer;
    },
    { step: 'initialize' },
  );
  const position = await readOnboardingPosition({ ...depsOf(table), workflows: client, ...machines }, id);
  expect(position).toEqual({ next: 'bill', invoiceId: 't1-i1', childName: billingName });
  client.destroy();
});

test('when all is done onboarding mails, and then ends', async () => {
  await storedAgreement(depsOf(table), 'active');
  expect(await readOnboarding()).toEqual({ next: 'mail', noticeKeys: ['welcome-s1'] });
  await noted('welcome-s1');
  expect(await readOnboarding()).toEqual({ next: 'end', outcome: 'active' });
});
