import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hasClosed, openWorkflows, startExecution, wake } from '../../../../functions/adapters/workflows/workflows.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../../support/fake-workflows.ts';

let fake: FakeWorkflows;
let client: SFNClient;
beforeAll(async () => {
  fake = await startFakeWorkflows();
  client = openWorkflows();
});
afterAll(async () => {
  client.destroy();
  await fake.stop();
});
beforeEach(() => fake.forget());

const { signingMachineArn } = machines;
const start = () => startExecution(client, signingMachineArn, 'signing-1-r1', { agreementId: '1' });

test('an execution of one name is started once, and starting it again counts as started', async () => {
  await start();
  await expect(start()).resolves.toBeUndefined();
  expect(fake.started()).toEqual(['signing-1-r1', 'signing-1-r1']);
});

test('a machine that is not there is an error', async () => {
  fake.fail('StartExecution', 'StateMachineDoesNotExist');
  await expect(start()).rejects.toThrow(expect.objectContaining({ name: 'StateMachineDoesNotExist' }));
});

test('a token is answered without any payload', async () => {
  await wake(client, 'token-1');
  expect(fake.calls).toEqual([{ action: 'SendTaskSuccess', input: { taskToken: 'token-1', output: '{}' } }]);
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
  'a token that is gone (%s) counts as answered',
  async (name) => {
    fake.fail('SendTaskSuccess', name);
    await expect(wake(client, 'token-1')).resolves.toBeUndefined();
  },
);

test('an execution that never was has not closed, nor one that runs', async () => {
  expect(await hasClosed(client, signingMachineArn, 'signing-1-r1')).toBe(false);
  await start();
  expect(await hasClosed(client, signingMachineArn, 'signing-1-r1')).toBe(false);
  fake.close(signingMachineArn, 'signing-1-r1');
  expect(await hasClosed(client, signingMachineArn, 'signing-1-r1')).toBe(true);
});

test('a service that is down is tried again, and then an error', async () => {
  fake.fail('DescribeExecution', 'ServiceUnavailable');
  expect(await hasClosed(client, signingMachineArn, 'x')).toBe(false);
  fake.fail('DescribeExecution', ...Array(4).fill('InternalServerError'));
  await expect(hasClosed(client, signingMachineArn, 'x')).rejects.toThrow();
});
