import { describe, expect, it } from '@jest/globals';
import { childTask, TestCloud, task, tokenTask } from './harness.ts';

const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';
const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:machine:one';
const bytes = 262_144;
/** JSON of so many bytes: a text in its quotes. The letter takes two bytes. */
const textOf = (size: number) => `"${'é'.repeat((size - 2) / 2)}"`;

describe('a request is refused', () => {
  it.each([
    [
      'StartExecution',
      { stateMachineArn: machineArn, name: 'n'.repeat(81) },
      `Value '${'n'.repeat(81)}' at 'name'`,
      '80',
    ],
    ['StartExecution', { stateMachineArn: `arn:${'x'.repeat(253)}` }, "at 'stateMachineArn'", '256'],
    ['StopExecution', { executionArn, error: 'e'.repeat(257) }, "Value at 'error'", '256'],
    ['StopExecution', { executionArn, cause: 'c'.repeat(32_769) }, "Value at 'cause'", '32768'],
    ['SendTaskFailure', { taskToken: 't'.repeat(2049) }, "at 'taskToken'", '2048'],
    ['GetExecutionHistory', { executionArn, nextToken: 't'.repeat(1025) }, "at 'nextToken'", '1024'],
    ['ListExecutions', { stateMachineArn: machineArn, nextToken: 't'.repeat(3097) }, "at 'nextToken'", '3096'],
  ])('%s, with a member that is too long', (action, request, member, most) => {
    const refused = expect.objectContaining({
      name: 'ValidationException',
      message: expect.stringContaining(
        `${member} failed to satisfy constraint: Member must have length less than or equal to ${most}`,
      ),
    });
    expect(() => new TestCloud().call(action, request)).toThrow(refused);
  });

  it.each([
    [{ nextToken: '' }, "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than"],
    [
      { maxResults: -1 },
      "Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than",
    ],
    [{ maxResults: 1001 }, "'1001' at 'maxResults' failed to satisfy constraint: Member must have value less than"],
  ])('ListStateMachines, with %j', (request, message) => {
    expect(() => new TestCloud().call('ListStateMachines', request)).toThrow(message);
  });
});

it('takes names of 80 characters, and every page of 1,000', () => {
  const cloud = new TestCloud();
  const stateMachineArn = cloud.create('m'.repeat(80), { A: { Type: 'Succeed' } });
  const name = 'n'.repeat(80);
  expect(cloud.call('StartExecution', { stateMachineArn, name }).executionArn).toMatch(new RegExp(`:${name}$`));
  expect(cloud.call('ListExecutions', { stateMachineArn, maxResults: 1000 }).executions).toHaveLength(1);
});

describe('256 KiB of UTF-8, and not a byte more,', () => {
  it('may be the input of an execution', () => {
    const cloud = new TestCloud();
    const stateMachineArn = cloud.create('machine', { A: { Type: 'Succeed' } });
    const start = (name: string, input: string) => cloud.call('StartExecution', { stateMachineArn, name, input });
    expect(start('one', textOf(bytes)).executionArn).toBe(executionArn);
    expect(() => start('two', textOf(bytes + 2))).toThrow(expect.objectContaining({ name: 'ValidationException' }));
  });

  it('may be what answers a token, which is good still after a larger one', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const arn = await cloud.start({ A: tokenTask('keep', { End: true }) });
    const taskToken = cloud.calls[0]?.payload.token;
    expect(() => cloud.call('SendTaskSuccess', { taskToken, output: textOf(bytes + 2) })).toThrow(
      "Value at 'output' failed to satisfy constraint",
    );
    cloud.call('SendTaskSuccess', { taskToken, output: textOf(bytes) });
    await cloud.quiet();
    expect(cloud.describe(arn).output).toHaveLength(2 + (bytes - 2) / 2);
  });
});

describe('an execution fails with more than 256 KiB', () => {
  it.each([
    ['the result of a task', "The state/task 'lambda' returned a result", { A: task('f', { End: true }) }],
    [
      'an assigned variable',
      "The state/task 'A' returned",
      { A: task('g', { Assign: { v: '{% $pad("", 262143) %}' }, End: true }) },
    ],
    [
      'the parameters of a task',
      "The state/task 'A' returned",
      { A: task('g', { Arguments: { FunctionName: 'g', Payload: '{% $pad("", 262143) %}' }, End: true }) },
    ],
  ])('as %s', async (_what, cause, states) => {
    const cloud = new TestCloud();
    cloud.functions.f = () => 'x'.repeat(bytes);
    cloud.functions.g = () => ({});
    const arn = await cloud.start(states);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(cloud.describe(arn).cause).toContain(cause);
  });
});

it('forgets an execution 90 days after it has closed: its description, its history, its place in lists', async () => {
  const cloud = new TestCloud();
  await cloud.start({ A: { Type: 'Wait', Seconds: 100 * 86_400, End: true } });
  const listed = () => cloud.call('ListExecutions', { stateMachineArn: machineArn }).executions.length;
  await cloud.pass(189 * 86_400);
  expect([cloud.describe(executionArn).status, listed()]).toEqual(['SUCCEEDED', 1]);
  await cloud.pass(2 * 86_400);
  expect(listed()).toBe(0);
  for (const action of [
    'DescribeExecution',
    'GetExecutionHistory',
    'StopExecution',
    'DescribeStateMachineForExecution',
  ]) {
    expect(() => cloud.call(action, { executionArn })).toThrow(
      expect.objectContaining({ name: 'ExecutionDoesNotExist' }),
    );
  }
});

it('fails a task whose nested execution would have too long a name, by the name of the refusal', async () => {
  const cloud = new TestCloud();
  const child = cloud.create('child', { S: { Type: 'Succeed' } });
  const Arguments = { StateMachineArn: child, Name: 'n'.repeat(81) };
  const arn = await cloud.start({ A: childTask(child, { Arguments, End: true }) });
  expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'StepFunctions.ValidationException' });
});

it('knows no iteration of a Map as an execution', async () => {
  const cloud = new TestCloud();
  const processor = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
  const arn = await cloud.start({ Map: { Type: 'Map', Items: [1], ItemProcessor: processor, End: true } });
  expect(cloud.call('ListExecutions', { stateMachineArn: machineArn }).executions).toHaveLength(1);
  expect(() => cloud.describe(`${arn}/1/1/0`)).toThrow('Execution Does Not Exist');
});
