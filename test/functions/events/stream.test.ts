import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { type Key, type Table, transact } from '../../../functions/adapters/table/table.ts';
import { putWish } from '../../../functions/adapters/table/wish-store.ts';
import { monday } from '../../support/builders.ts';
import { invoke } from '../../support/deployed-handler.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { logLines } from '../../support/log-lines.ts';
import { idOf } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let fake: FakeWorkflows;
let table: Table;
let stream: unknown;
let sweep: unknown;
beforeAll(async () => {
  [tables, fake] = [await startTables(), await startFakeWorkflows()];
  Object.assign(process.env, {
    TABLE_NAME: 'stream',
    TIME_ZONE: 'America/New_York',
    ONBOARDING_MACHINE_ARN: machines.onboardingMachineArn,
    SIGNING_MACHINE_ARN: machines.signingMachineArn,
    BILLING_MACHINE_ARN: machines.billingMachineArn,
    RENEWAL_MACHINE_ARN: machines.renewalMachineArn,
    TERMINATION_MACHINE_ARN: machines.terminationMachineArn,
    NOTICE_MACHINE_ARN: machines.noticeMachineArn,
  });
  stream = (await import('../../../functions/events/stream.ts')).handler;
  sweep = (await import('../../../functions/events/sweep.ts')).handler;
});
afterAll(() => Promise.all([tables.stop(), fake.stop()]));
beforeEach(async () => {
  fake.forget();
  table = await tables.empty('stream');
});

const confirmation = { workflow: 'notice', noticeKey: 'confirmation' } as const;
const keyOf = (number: number) => keys.wish({ kind: 'application', id: idOf(number) }, 'notice#confirmation');
const nameOf = (number: number) => `notice-${idOf(number)}-confirmation-r1`;

async function wishFor(...numbers: number[]): Promise<void> {
  for (const number of numbers) {
    await transact(table, [putWish(table, { kind: 'application', id: idOf(number) }, confirmation, monday)]);
  }
}

function record(key: Key, number: number, eventName = 'INSERT') {
  const Keys = { PK: { S: key.PK }, SK: { S: key.SK } };
  return { eventName, dynamodb: { Keys, SequenceNumber: String(number) } };
}

async function handle(...Records: object[]): Promise<{ answer: DynamoDBBatchResponse; lines: string }> {
  let answer: DynamoDBBatchResponse = { batchItemFailures: [] };
  const lines = await logLines(async () => {
    answer = await invoke(stream, { Records });
  });
  return { answer, lines };
}

const none = { batchItemFailures: [] };

test('each wish of a batch is fulfilled in its order', async () => {
  await wishFor(1, 2);
  const { answer } = await handle(record(keyOf(1), 1), record(keyOf(2), 2));
  expect([answer, fake.started()]).toEqual([none, [nameOf(1), nameOf(2)]]);
  expect(await itemsUnder(table, 'WISH#')).toEqual([]);
});

test('a record that comes twice does nothing the second time', async () => {
  await wishFor(1);
  const { answer } = await handle(record(keyOf(1), 1), record(keyOf(1), 1), record(keyOf(1), 2, 'MODIFY'));
  expect([answer, fake.started()]).toEqual([none, [nameOf(1)]]);
});

test('a wish that was deleted, and a record without keys, are passed over', async () => {
  await wishFor(1);
  const { answer } = await handle(record(keyOf(1), 1, 'REMOVE'), { eventName: 'INSERT' }, {});
  expect([answer, fake.calls]).toEqual([none, []]);
});

test('a wish that may be fulfilled later is reported with what follows it, and what came before is done', async () => {
  await wishFor(1, 2, 3);
  fake.fail('StartExecution', ...Array(4).fill('ThrottlingException'));
  await handle();
  const { answer } = await handle(record(keyOf(404), 1), record(keyOf(1), 2), record(keyOf(2), 3));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(3);
  expect((await handle(record(keyOf(1), 2), record(keyOf(2), 3), record(keyOf(3), 4))).answer).toEqual(none);
});

test('a wish that can never be fulfilled holds up no other, and stays for the sweep', async () => {
  await wishFor(1, 2);
  fake.fail('StartExecution', 'InvalidExecutionInput');
  const { answer, lines } = await handle(record(keyOf(1), 1), record(keyOf(2), 2));
  expect([answer, fake.started()]).toEqual([none, [nameOf(1), nameOf(2)]]);
  expect((await itemsUnder(table, 'WISH#')).map((item) => item.PK)).toEqual([keyOf(1).PK]);
  expect(lines).toContain('wish not fulfilled');
});

test('what is no wish of ours holds up no other', async () => {
  await wishFor(1);
  await transact(table, [{ Put: { TableName: table.name, Item: { PK: 'X#1', SK: 'WISH#x' } } }]);
  const { answer } = await handle(record({ PK: 'X#1', SK: 'WISH#x' }, 1), record(keyOf(1), 2));
  expect([answer, fake.started()]).toEqual([none, [nameOf(1)]]);
});

test('the sweep fulfils what the stream has lost', async () => {
  await wishFor(1, 2);
  let report: unknown;
  await logLines(async () => {
    report = await invoke(sweep, {});
  });
  expect(report).toEqual({ started: 0, fulfilled: 2, told: 0, repaired: 0, failed: 0 });
});

test('the sweep fails when a wish failed, so that its alarm sees it, after it has done all others', async () => {
  await wishFor(1, 2);
  fake.fail('StartExecution', 'InvalidExecutionInput');
  const lines = await logLines(async () => {
    await expect(invoke(sweep, {})).rejects.toThrow('1 of what was due could not be begun');
  });
  expect(fake.started()).toEqual([nameOf(1), nameOf(2)]);
  expect(lines).toContain('InvalidExecutionInput');
});
