import { describe, expect, it } from '@jest/globals';
import { childTask, TestCloud, tokenTask } from './harness.ts';

describe('an execution', () => {
  it('assigns variables for the states that follow, and evaluates a state with those from before', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', old: '{% $n %}' }, Output: '{% $n %}', Next: 'C' },
      C: { Type: 'Pass', Output: { n: '{% $n %}', old: '{% $old %}', input: '{% $states.input %}' }, End: true },
    });
    expect(cloud.output(arn)).toEqual({ n: 2, old: 1, input: 1 });
  });

  it('takes the first rule that is met, with the rule’s own results', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start(
      {
        A: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.n > 10 %}', Next: 'B', Output: 'large' },
            { Condition: '{% $states.input.n > 5 %}', Next: 'B', Output: 'middle' },
          ],
          Default: 'B',
          Output: 'small',
        },
        B: { Type: 'Succeed' },
      },
      { n: 7 },
    );
    expect(cloud.output(arn)).toBe('middle');
  });

  it('fails where a condition is no boolean', async () => {
    const cloud = new TestCloud();
    const choice = { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'B' }], Default: 'B' };
    const arn = await cloud.start({ A: choice, B: { Type: 'Succeed' } });
    expect(cloud.describe(arn).cause).toContain(
      "specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
    expect(cloud.types(arn).slice(-2)).toEqual(['EvaluationFailed', 'ExecutionFailed']);
  });

  it('waits for seconds and until an instant, on the cloud’s clock', async () => {
    const cloud = new TestCloud();
    const until = new Date(cloud.clock.now() + 3_600_000).toISOString();
    const arn = await cloud.start(
      {
        'Wait until reminder is due': { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'B' },
        B: { Type: 'Wait', Seconds: '{% 60 * 60 %}', Next: 'C' },
        C: { Type: 'Succeed' },
      },
      { until },
    );
    expect(cloud.timers.next()?.what).toBe('one: Wait until reminder is due');
    await cloud.pass(7199);
    expect(cloud.describe(arn).status).toBe('RUNNING');
    await cloud.pass(1);
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
  });

  it('ends with its time-out', async () => {
    const cloud = new TestCloud();
    const states = { A: { Type: 'Wait', Seconds: 100, End: true } };
    const arn = await cloud.start(states, {}, { TimeoutSeconds: 10 });
    await cloud.pass(10);
    expect(cloud.describe(arn).status).toBe('TIMED_OUT');
    expect(cloud.types(arn)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut']);
    expect(cloud.timers.next()).toBeUndefined();
  });

  it('ends when its history is full', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'C' }], Default: 'A' },
      C: { Type: 'Succeed' },
    });
    const { events } = cloud.call('GetExecutionHistory', { executionArn: arn, reverseOrder: true, maxResults: 1 });
    expect(events[0]).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
    expect(cloud.describe(arn).cause).toContain('maximum number of history events (25000)');
  });

  it('fails where an output is too large', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({ A: { Type: 'Pass', Output: "{% $pad('x', 262143) %}", End: true } });
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('a nested execution', () => {
  it('gives its parsed output to the parent', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { W: { Type: 'Wait', Seconds: 60, Output: { done: true }, End: true } });
    const arn = await cloud.start(
      { A: childTask(child, { Output: '{% $states.result.Output %}', End: true }) },
      { a: 1 },
    );
    expect(cloud.describe(arn).status).toBe('RUNNING');
    await cloud.pass(60);
    expect(cloud.output(arn)).toEqual({ done: true });
    expect(cloud.types(arn)).toContain('TaskSubmitted');
  });

  it('fails the parent with its description as the cause', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { F: { Type: 'Fail', Error: 'Refused', Cause: 'why' } });
    const arn = await cloud.start({ A: childTask(child, { End: true }) }, { a: 1 });
    const { error, cause } = cloud.describe(arn);
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause)).toMatchObject({ Error: 'Refused', Cause: 'why', Status: 'FAILED', Input: { a: 1 } });
  });

  it('is refused where its name is taken, so that the parent can catch it', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { S: { Type: 'Succeed' } });
    cloud.call('StartExecution', { stateMachineArn: child, name: 'child' });
    const arn = await cloud.start({
      A: childTask(child, {
        Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    });
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
    expect(cloud.types(arn)).toContain('TaskSubmitFailed');
  });

  it('is refused where the machine’s role may not start it', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { S: { Type: 'Succeed' } });
    cloud.denied.add('states:StartExecution');
    const arn = await cloud.start({ A: childTask(child, { End: true }) });
    expect(cloud.describe(arn)).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('not authorized to perform: states:StartExecution'),
    });
  });

  it('ends with its parent', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { W: { Type: 'Wait', Seconds: 60, End: true } });
    const arn = await cloud.start({ A: childTask(child, { End: true }) });
    cloud.call('StopExecution', { executionArn: arn });
    const childArn = `${child.replace('stateMachine', 'execution')}:child`;
    expect([cloud.describe(arn).status, cloud.describe(childArn).status]).toEqual(['ABORTED', 'ABORTED']);
    expect(cloud.timers.next()).toBeUndefined();
  });
});

describe('an execution lives for a year at most', () => {
  const year = 365 * 86_400;

  it.each([
    ['a wait', { A: { Type: 'Wait', Seconds: 2 * year, End: true } }],
    ['a token without a time-out', { A: tokenTask('keep', { End: true }) }],
    [
      'a Map whose iterations wait',
      {
        A: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 2 * year, End: true } } },
          End: true,
        },
      },
    ],
  ])('in %s', async (_what, states) => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const arn = await cloud.start(states);
    await cloud.pass(year - 60);
    expect(cloud.describe(arn).status).toBe('RUNNING');
    await cloud.pass(120);
    expect(cloud.describe(arn).status).toBe('TIMED_OUT');
    expect(cloud.types(arn).at(-1)).toBe('ExecutionTimedOut');
    expect(cloud.timers.next()).toBeUndefined();
  });
});
