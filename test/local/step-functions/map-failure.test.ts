import { describe, expect, it, jest } from '@jest/globals';
import { childTask, FunctionError, TestCloud, tokenTask } from './harness.ts';
import { call, counts, each, expectWhole, items } from './map-states.ts';

describe('a Map that fails or is stopped', () => {
  it('fails where its MaxConcurrency is no whole number, and hangs, as on AWS, where it is negative', async () => {
    for (const [given, cause] of [
      ["{% 'x' %}", "Expected 'number', but was 'string' for value: \"x\""],
      ['{% 1.5 %}', 'must be a non-negative integer, but was: 1.5'],
    ]) {
      const cloud = new TestCloud();
      const arn = await cloud.start(each({ A: { Type: 'Succeed' } }, { MaxConcurrency: given }), items);
      expect(cloud.describe(arn)).toMatchObject({ error: 'States.QueryEvaluationError' });
      expect(cloud.describe(arn).cause).toContain(cause);
      expect(cloud.types(arn)).toContain('EvaluationFailed');
    }
    const cloud = new TestCloud();
    const told = jest.spyOn(console, 'error').mockImplementation(() => {});
    const arn = await cloud.start(each({ A: { Type: 'Succeed' } }, { MaxConcurrency: '{% -1 %}' }), items);
    told.mockRestore();
    expect([cloud.describe(arn).status, cloud.types(arn)]).toEqual(['RUNNING', ['ExecutionStarted']]);
    cloud.call('StopExecution', { executionArn: arn });
    expect(cloud.describe(arn).status).toBe('ABORTED');
  });

  it('fails where the input of an iteration is too large', async () => {
    const cloud = new TestCloud();
    const more = { ItemSelector: "{% $pad('x', 262143) %}" };
    const arn = await cloud.start(each({ A: { Type: 'Succeed' } }, more), items);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(counts(cloud.types(arn), 'MapIterationStarted')).toBe(0);
  });

  it('notes what it aborts, down to the innermost iteration', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = () => {
      throw new FunctionError('Broken');
    };
    const inner = {
      'Which?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input = 'fail' %}", Next: 'Later' }],
        Default: 'Inner',
      },
      Later: { Type: 'Wait', Seconds: 5, Next: 'Fail' },
      Fail: call({ End: true }),
      Inner: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 600, End: true } } },
        End: true,
      },
    };
    const arn = await cloud.start(each(inner), { items: [[1, 2], 'fail'] });
    await cloud.pass(5);
    const end = cloud.history(arn).slice(-10);
    expect(end.map(({ type }) => type)).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'MapStateAborted',
      'MapIterationAborted',
      'WaitStateAborted',
      'MapIterationAborted',
      'WaitStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    expect(end[4]?.mapIterationAbortedEventDetails).toEqual({ name: 'Inner', index: 0 });
    expect(cloud.timers.next()).toBeUndefined();
  });

  it('runs nested executions, and stops those that still run where it fails', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { W: { Type: 'Wait', Seconds: 60, Output: 'done', End: true } });
    const states = {
      Nest: childTask(child, {
        Arguments: { StateMachineArn: child, Name: "{% 'child-' & $states.input %}", Input: {} },
        TimeoutSeconds: "{% $states.input = 'b' ? 30 : 600 %}",
        Output: '{% $states.result.Output %}',
        End: true,
      }),
    };
    const arn = await cloud.start(each(states), { items: ['a', 'c'] });
    await cloud.pass(60);
    expect(cloud.output(arn)).toEqual(['done', 'done']);
    const { executionArn } = cloud.call('StartExecution', {
      stateMachineArn: cloud.describe(arn).stateMachineArn,
      input: JSON.stringify({ items: ['b', 'd'] }),
    });
    await cloud.pass(30);
    expect(cloud.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const childArn = child.replace('stateMachine', 'execution');
    expect(['b', 'd'].map((name) => cloud.describe(`${childArn}:child-${name}`).status)).toEqual([
      'ABORTED',
      'ABORTED',
    ]);
  });

  it('fails with the first failure, and what still runs is aborted and woken by nothing', async () => {
    const cloud = new TestCloud();
    let token = '';
    cloud.functions.keep = (payload) => {
      token = payload.token;
    };
    cloud.functions.f = () => {
      throw new FunctionError('Broken');
    };
    const states = {
      'Which?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input = 'a' %}", Next: 'Keep' }],
        Default: 'Fail',
      },
      Keep: tokenTask('keep', { TimeoutSeconds: 100, End: true }),
      Fail: call({ End: true }),
    };
    const arn = await cloud.start(each(states), { items: ['a', 'b'] });
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Broken' });
    const types = cloud.types(arn);
    expect(types.slice(-4)).toEqual(['MapIterationAborted', 'TaskStateAborted', 'MapStateFailed', 'ExecutionFailed']);
    expect(() => cloud.call('SendTaskSuccess', { taskToken: token, output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
    expect(cloud.timers.next()).toBeUndefined();
    expectWhole(cloud.history(arn));
  });

  it('is tried again as a whole, and caught', async () => {
    const cloud = new TestCloud();
    let calls = 0;
    cloud.functions.f = () => {
      calls += 1;
      throw new FunctionError('Broken');
    };
    const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 2, IntervalSeconds: 5 }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }];
    const states = {
      ...each({ A: call({ End: true }) }, { Retry, Catch, MaxConcurrency: 1 }),
      Caught: { Type: 'Succeed' },
    };
    const arn = await cloud.start(states, items);
    await cloud.pass(60);
    expect([calls, cloud.output(arn)]).toEqual([3, 'Broken']);
    expect(counts(cloud.types(arn), 'MapStateEntered')).toBe(1);
    expect(counts(cloud.types(arn), 'MapStateStarted')).toBe(3);
  });

  it('ends with its execution: when that is stopped, and when its time is over', async () => {
    for (const end of ['stop', 'time'] as const) {
      const cloud = new TestCloud();
      const states = each({ Sleep: { Type: 'Wait', Seconds: 600, End: true } });
      const arn = await cloud.start(states, items, end === 'time' ? { TimeoutSeconds: 60 } : {});
      if (end === 'stop') cloud.call('StopExecution', { executionArn: arn });
      else await cloud.pass(60);
      expect(cloud.describe(arn).status).toBe(end === 'stop' ? 'ABORTED' : 'TIMED_OUT');
      expect(cloud.timers.next()).toBeUndefined();
    }
  });

  it('fails its execution where the history is full', async () => {
    const cloud = new TestCloud();
    const chain = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `S${index}`,
        index < 59 ? { Type: 'Pass', Next: `S${index + 1}` } : { Type: 'Pass', End: true },
      ]),
    );
    const many = { items: Array.from({ length: 220 }, (_, index) => index) };
    const arn = await cloud.start(each(chain), many);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    const { events } = cloud.call('GetExecutionHistory', { executionArn: arn, reverseOrder: true, maxResults: 1 });
    expect(events[0].id).toBeLessThanOrEqual(25_000);
  }, 60_000);
});

describe('a Map is refused', () => {
  const load = (map: object) => () =>
    new TestCloud().create('m', { Map: { ...each({ A: { Type: 'Succeed' } }).Map, ...map } });

  it.each([
    ['a distributed one', { ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }, 'a distributed Map, which'],
    ['a reader of items', { ItemReader: {} }, 'uses ItemReader, which'],
    ['tolerated failures', { ToleratedFailureCount: 1 }, 'uses ToleratedFailureCount, which'],
    ['a negative MaxConcurrency', { MaxConcurrency: -1 }, 'Minimum value is 0 at /States/Map/MaxConcurrency'],
    [
      'a state within that assigns a variable of the scope around it',
      {
        Assign: { all: '{% $states.result %}' },
        ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', Assign: { all: 1 }, End: true } } },
      },
      "The variable 'all' belongs to an outer scope, and can not be assigned here at /States/Map/ItemProcessor/States/A/Assign",
    ],
    ['items that are no array', { Items: 1 }, 'Expected an array, or a JSONata expression at /States/Map/Items'],
    ['no processor', { ItemProcessor: undefined }, 'These fields are required: [ItemProcessor]'],
    [
      'a processor whose state is nowhere',
      { ItemProcessor: { StartAt: 'B', States: { A: { Type: 'Succeed' } } } },
      "Missing 'Next' target: B at /States/Map/ItemProcessor/StartAt",
    ],
    [
      'a name that is taken',
      { ItemProcessor: { StartAt: 'Map', States: { Map: { Type: 'Succeed' } } } },
      'Duplicate State name: Map',
    ],
  ])('by name with %s', (_what, map, message) => expect(load(map)).toThrow(message));
});
