import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  PublishStateMachineVersionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { machineProvisioners } from '../../../local/states/state-machines.ts';
import { createStatesApi } from '../../../local/states/states-api.ts';
import { tokenMachines } from '../../../local/states/token-machines.ts';
import { createStepFunctions, type StepFunctions } from '../../../local/step-functions/step-functions.ts';
import { type DynamoDbCloud, stack, startDynamoDbCloud } from '../../support/dynamodb-cloud.ts';

let cloud: DynamoDbCloud;
let token: string | undefined;
const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:signing';
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:signing:one';

const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'store-token', Payload: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    },
  },
});

beforeAll(async () => {
  let states: StepFunctions | undefined;
  const service = createStatesApi({
    call: (action, body) => states?.call(action, body) ?? {},
    machineOfToken: (given) => tokenMachines(cloud.db)(given),
  });
  cloud = await startDynamoDbCloud({ services: [service] });
  const { roleArn } = await cloud.role('Machine', { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' });
  states = createStepFunctions({
    ...cloud,
    region: stack.region,
    account: stack.account,
    invokeFunction: async ({ payload }) => {
      token = (payload as { token: string }).token;
      return { payload: null };
    },
    authorize: ({ roleArn: role, ...permission }) => cloud.iam.authorize(role, permission),
    emit: () => {},
  });
  const properties = { StateMachineName: 'signing', DefinitionString: definition, RoleArn: roleArn };
  machineProvisioners(states.call)['AWS::StepFunctions::StateMachine']?.('Signing', properties, stack);
  await new SFNClient(cloud.config()).send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one' }));
  await cloud.work.quiet();
});
afterAll(() => cloud.stop());

const allow = (action: string, Resource: string) => ({ Effect: 'Allow', Action: `states:${action}`, Resource });
const success = () => new SendTaskSuccessCommand({ taskToken: token, output: '{}' });

describe('a call to Step Functions is asked for on the machine or the execution: it', () => {
  test.each([
    ['StartExecution', machineArn, () => new StartExecutionCommand({ stateMachineArn: machineArn, name: 'two' })],
    ['ListExecutions', machineArn, () => new ListExecutionsCommand({ stateMachineArn: machineArn })],
    ['DescribeExecution', executionArn, () => new DescribeExecutionCommand({ executionArn })],
    ['GetExecutionHistory', executionArn, () => new GetExecutionHistoryCommand({ executionArn })],
    ['SendTaskSuccess', machineArn, success],
  ])('needs %s on %s', async (action, resource, command) => {
    const send = (key: string) => new SFNClient(cloud.config(key)).send(command() as never);
    const other = await cloud.role('Other', allow(action, `${resource}-other`));
    await expect(send(other.accessKey)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(JSON.stringify(allow(action, resource))),
    });
    const right = await cloud.role('Right', allow(action, resource));
    await send(right.accessKey);
  });
});

test('a token that nobody has is refused as no token, whatever the role may do', async () => {
  const { accessKey } = await cloud.role('Other', allow('DescribeExecution', '*'));
  const send = new SendTaskSuccessCommand({ taskToken: 'none', output: '{}' });
  await expect(new SFNClient(cloud.config(accessKey)).send(send)).rejects.toMatchObject({ name: 'InvalidToken' });
});

test('refuses what no function uses, by name', async () => {
  const publish = new PublishStateMachineVersionCommand({ stateMachineArn: machineArn });
  await expect(new SFNClient(cloud.config()).send(publish)).rejects.toMatchObject({
    message: expect.stringContaining('PublishStateMachineVersion is not known here'),
  });
});
