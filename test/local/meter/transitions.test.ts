import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '../../../local/dynamodb/engine.ts';
import type { Tables } from '../../../local/dynamodb/tables.ts';
import { account, region } from '../../../local/kernel/aws-service.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { Meter } from '../../../local/meter/meter.ts';
import { createStepFunctions } from '../../../local/step-functions/step-functions.ts';
import { openKernel } from '../../support/local-kernel.ts';

const id = 'aaaaaaaaaaaaaaaa';
let kernel: ReturnType<typeof openKernel>;
beforeEach(() => {
  kernel = openKernel();
});
afterEach(() => kernel.remove());

test('each state that is entered is a transition, and so is each retry', async () => {
  const meter = new Meter({
    ...kernel,
    engine: {} as Engine,
    tables: { all: () => [] } as unknown as Tables,
    lambda: () => ({ invocationOf: () => undefined }),
  });
  let failures = 2;
  const states = createStepFunctions({
    ...kernel,
    region,
    account,
    authorize: () => {},
    emit: () => {},
    countTransitions: meter.countTransitions,
    invokeFunction: async () => {
      failures -= 1;
      if (failures < 0) return { payload: null };
      return { payload: { errorType: 'Busy', errorMessage: 'busy' }, functionError: 'Unhandled' };
    },
  });
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Try',
    States: {
      Try: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f', Payload: {} },
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 1 }],
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };
  const roleArn = `arn:aws:iam::${account}:role/machine`;
  const machine = { name: 'tries', definition: JSON.stringify(definition), roleArn };
  const { stateMachineArn } = states.call('CreateStateMachine', machine) as { stateMachineArn: string };
  const execution = { stateMachineArn, name: `tries-${id}-r1`, input: '{}' };
  const { executionArn } = states.call('StartExecution', execution) as { executionArn: string };
  await jumpTo(kernel.clock.now() + 60_000, kernel);
  expect(states.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' });
  const { agreements } = await meter.report();
  expect(agreements.map((one) => [one.id, one.units.transitions])).toEqual([[id, 2 + 2]]);
});
