import { describe, expect, it } from '@jest/globals';
import { childTask, neverAnswers, TestCloud, task } from './harness.ts';
import { each } from './map-states.ts';

const succeed = { A: { Type: 'Succeed' } };
const waits = { A: { Type: 'Wait', Seconds: 60, End: true } };

describe('StartExecution', () => {
  it('finds the running execution of the same name and input', () => {
    const cloud = new TestCloud();
    const stateMachineArn = cloud.create('machine', waits);
    const request = { stateMachineArn, name: 'a', input: '{"n":1}' };
    const first = cloud.call('StartExecution', request);
    expect(cloud.call('StartExecution', request)).toEqual(first);
    expect(() => cloud.call('StartExecution', { ...request, input: '{"n":2}' })).toThrow(
      `Execution Already Exists: '${first.executionArn}'`,
    );
  });

  it('keeps a name taken for 90 days after the execution has closed', async () => {
    const cloud = new TestCloud();
    const stateMachineArn = cloud.create('machine', succeed);
    const start = () => cloud.call('StartExecution', { stateMachineArn, name: 'a' });
    const { executionArn } = start();
    await cloud.quiet();
    await cloud.pass(89 * 86_400);
    expect(start).toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
    await cloud.pass(2 * 86_400);
    expect(() => cloud.describe(executionArn)).toThrow('Execution Does Not Exist');
    expect(start().executionArn).toBe(executionArn);
  });

  it.each([
    [{ name: 'a b' }, 'InvalidName'],
    [{ input: '' }, 'InvalidExecutionInput'],
    [{ input: 'no json' }, 'InvalidExecutionInput'],
    [{ stateMachineArn: 'machine' }, 'InvalidArn'],
    [{ stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:other' }, 'StateMachineDoesNotExist'],
    [{ colour: 'red' }, 'ValidationException'],
  ])('refuses %j', (wrong, name) => {
    const cloud = new TestCloud();
    const stateMachineArn = cloud.create('machine', succeed);
    expect(() => cloud.call('StartExecution', { stateMachineArn, ...wrong })).toThrow(
      expect.objectContaining({ name }),
    );
  });

  it('tells EventBridge of the beginning and of the end', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({ A: { Type: 'Fail', Error: 'Refused', Cause: 'why' } }, { a: 1 });
    expect(cloud.events).toMatchObject([
      {
        source: 'aws.states',
        detailType: 'Step Functions Execution Status Change',
        resources: [arn],
        detail: { status: 'RUNNING', name: 'one', stopDate: null, input: '{"a":1}' },
      },
      { detail: { executionArn: arn, status: 'FAILED', error: 'Refused', cause: 'why', stopDate: cloud.clock.now() } },
    ]);
  });
});

describe('a state machine', () => {
  it('is created once, and refused under its name with another definition', () => {
    const cloud = new TestCloud();
    expect(cloud.create('machine', succeed)).toBe(cloud.create('machine', succeed));
    expect(() => cloud.create('machine', waits)).toThrow(
      expect.objectContaining({ name: 'StateMachineAlreadyExists' }),
    );
  });

  it('is changed for the executions to come; the running ones keep their definition and role', async () => {
    const cloud = new TestCloud();
    const old = await cloud.start({
      A: { Type: 'Wait', Seconds: 60, Next: 'B' },
      B: { Type: 'Pass', Output: 'old', End: true },
    });
    const { stateMachineArn } = cloud.describe(old);
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: 'new', End: true } },
    });
    cloud.call('UpdateStateMachine', { stateMachineArn, definition, roleArn: 'arn:aws:iam::000000000000:role/other' });
    const { executionArn } = cloud.call('StartExecution', { stateMachineArn });
    cloud.restart();
    await cloud.pass(60);
    expect([cloud.output(old), cloud.output(executionArn)]).toEqual(['old', 'new']);
    expect(cloud.call('DescribeStateMachineForExecution', { executionArn: old }).roleArn).toContain('role/machine');
    expect(cloud.call('DescribeStateMachine', { stateMachineArn }).definition).toBe(definition);
  });

  it('that nests executions, in a Map or not, needs the right to make the rule that follows them', () => {
    const cloud = new TestCloud();
    cloud.denied.add('events:PutRule');
    const nests = { A: childTask('arn', { End: true }) };
    expect(() => cloud.create('machine', nests)).toThrow('is not authorized to create managed-rule');
    expect(() => cloud.create('machine', each(nests))).toThrow('is not authorized to create managed-rule');
  });

  it('is listed in pages, and gone with its executions when it is deleted', async () => {
    const cloud = new TestCloud();
    for (const name of ['c', 'a', 'b']) cloud.create(name, succeed);
    const first = cloud.call('ListStateMachines', { maxResults: 2 });
    const second = cloud.call('ListStateMachines', { maxResults: 2, nextToken: first.nextToken });
    expect([...first.stateMachines, ...second.stateMachines].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(second.nextToken).toBeUndefined();
    const arn = await cloud.start(waits);
    const { stateMachineArn } = cloud.describe(arn);
    cloud.call('DeleteStateMachine', { stateMachineArn });
    expect(cloud.describe(arn).status).toBe('ABORTED');
    expect(() => cloud.call('DescribeStateMachine', { stateMachineArn })).toThrow('State Machine Does Not Exist');
  });
});

describe('what is read of executions', () => {
  it('is listed by status, newest first, in pages', async () => {
    const cloud = new TestCloud();
    const stateMachineArn = cloud.create('machine', {
      A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.w = 1 %}', Next: 'W' }], Default: 'S' },
      W: { Type: 'Wait', Seconds: 60, Next: 'S' },
      S: { Type: 'Succeed' },
    });
    for (const name of ['a', 'b', 'c']) cloud.call('StartExecution', { stateMachineArn, name });
    cloud.call('StartExecution', { stateMachineArn, name: 'w', input: '{"w":1}' });
    await cloud.quiet();
    const names = (more: object) =>
      cloud.call('ListExecutions', { stateMachineArn, ...more }).executions.map(({ name }: { name: string }) => name);
    expect(names({})).toEqual(['w', 'c', 'b', 'a']);
    expect(names({ statusFilter: 'RUNNING' })).toEqual(['w']);
    const { nextToken } = cloud.call('ListExecutions', { stateMachineArn, maxResults: 3 });
    expect(names({ nextToken })).toEqual(['a']);
    expect(() => names({ nextToken: 'x' })).toThrow(expect.objectContaining({ name: 'InvalidToken' }));
    cloud.create('another', waits);
    const foreign = cloud.call('ListStateMachines', { maxResults: 1 }).nextToken;
    expect(() => names({ nextToken: foreign })).toThrow(expect.objectContaining({ name: 'InvalidToken' }));
    expect(() => names({ statusFilter: 'open' })).toThrow('Member must satisfy enum value set');
  });

  it('has its history in pages, forwards and backwards, with and without data', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = () => 1;
    const arn = await cloud.start({ A: { Type: 'Pass', Next: 'B' }, B: task('f', { End: true }) });
    const all = (more: object) => {
      const events = [];
      let nextToken: string | undefined;
      do {
        const page = cloud.call('GetExecutionHistory', { executionArn: arn, maxResults: 4, nextToken, ...more });
        events.push(...page.events);
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    };
    const ids = all({}).map(({ id }) => id);
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(all({ reverseOrder: true }).map(({ id }) => id)).toEqual(ids.toReversed());
    expect(all({})[1].stateEnteredEventDetails).toEqual({ name: 'A', input: '{}', inputDetails: { truncated: false } });
    expect(all({ includeExecutionData: false })[1].stateEnteredEventDetails).toEqual({ name: 'A' });
  });

  it('refuses actions that are not known', () => {
    const cloud = new TestCloud();
    expect(() => cloud.call('RedriveExecution', {})).toThrow(
      "Step Functions' RedriveExecution is not modelled locally",
    );
  });
});

it('stops an execution while its function runs, and hears nothing of it afterwards', async () => {
  const cloud = new TestCloud();
  cloud.functions.f = neverAnswers;
  const executionArn = await cloud.start({ A: task('f', { End: true }) });
  cloud.call('StopExecution', { executionArn });
  await cloud.quiet();
  expect(cloud.types(executionArn).at(-1)).toBe('ExecutionAborted');
});

it('stops an execution that has closed without a change, and says when it closed', async () => {
  const cloud = new TestCloud();
  const executionArn = await cloud.start(succeed);
  const before = [cloud.describe(executionArn), cloud.types(executionArn)];
  await cloud.pass(60);
  expect(cloud.call('StopExecution', { executionArn, error: 'Late' })).toEqual({ stopDate: before[0].stopDate });
  expect([cloud.describe(executionArn), cloud.types(executionArn)]).toEqual(before);
});
