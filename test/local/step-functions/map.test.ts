import { describe, expect, it } from '@jest/globals';
import { type Event, FunctionError, neverAnswers, TestCloud, task, tokenTask } from './harness.ts';

/** A text alone would be the payload's JSON itself. */
const call = (more: object) =>
  task('f', { Arguments: { FunctionName: 'f', Payload: { item: '{% $states.input %}' } }, ...more });

const each = (states: object, more: object = {}) => ({
  Map: {
    Type: 'Map',
    Items: '{% $states.input.items %}',
    ItemProcessor: { StartAt: Object.keys(states)[0], States: states },
    End: true,
    ...more,
  },
});
const items = { items: ['a', 'b', 'c'] };
const counts = (types: string[], type: string) => types.filter((one) => one === type).length;

/** Every event names one before it, and the ids are 1, 2, 3, … */
function expectWhole(events: Event[]): void {
  expect(events.map(({ id }) => id)).toEqual(events.map((_event, index) => index + 1));
  for (const { id, previousEventId } of events) {
    expect(previousEventId).toBeGreaterThanOrEqual(0);
    expect(previousEventId).toBeLessThan(id);
  }
}

describe('a Map', () => {
  it('runs its processor for each item and gives the outputs in the order of the items', async () => {
    const cloud = new TestCloud();
    // The first is the last to answer.
    const others = Promise.withResolvers<void>();
    cloud.functions.f = async ({ item }) => {
      if (item === 'c') others.resolve();
      if (item === 'a') await others.promise;
      return `${item}!`;
    };
    const arn = await cloud.start(each({ A: call({ Output: '{% $states.result.Payload %}', End: true }) }), items);
    expect(cloud.output(arn)).toEqual(['a!', 'b!', 'c!']);
    expectWhole(cloud.history(arn));
    expect(counts(cloud.types(arn), 'MapIterationSucceeded')).toBe(3);
  });

  it('gives each iteration its item, and the variables as they were; what one assigns no other sees', async () => {
    const cloud = new TestCloud();
    const states = {
      Before: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Map' },
      ...each(
        {
          A: { Type: 'Pass', Assign: { own: '{% $outer + $states.input.n %}' }, Next: 'B' },
          B: { Type: 'Pass', Output: '{% [$own, $states.context.Map.Item.Index] %}', End: true },
        },
        { ItemSelector: { n: '{% $states.context.Map.Item.Value * 2 %}' }, Next: 'After', End: undefined },
      ),
      After: { Type: 'Pass', Output: { all: '{% $states.input %}', outer: '{% $outer %}' }, End: true },
    };
    const arn = await cloud.start(JSON.parse(JSON.stringify(states)), { items: [1, 2, 3] });
    expect(cloud.output(arn)).toEqual({
      all: [
        [12, 0],
        [14, 1],
        [16, 2],
      ],
      outer: 10,
    });
  });

  it('runs no more at once than it may', async () => {
    const cloud = new TestCloud();
    let open = 0;
    let most = 0;
    cloud.functions.f = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
    };
    const arn = await cloud.start(each({ A: call({ End: true }) }, { MaxConcurrency: 2 }), {
      items: [1, 2, 3, 4, 5],
    });
    while (cloud.describe(arn).status === 'RUNNING') await new Promise((resolve) => setImmediate(resolve));
    expect([cloud.describe(arn).status, most]).toEqual(['SUCCEEDED', 2]);
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

  it('within a Map gives a list of lists', async () => {
    const cloud = new TestCloud();
    const inner = {
      Inner: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'A',
          States: {
            A: { Type: 'Pass', Output: '{% $states.input * 10 + $states.context.Map.Item.Index %}', End: true },
          },
        },
        End: true,
      },
    };
    const arn = await cloud.start(each(inner), { items: [[1, 2], [], [3]] });
    expect(cloud.output(arn)).toEqual([[10, 21], [], [30]]);
    expectWhole(cloud.history(arn));
  });

  it('waits within its iterations, for a time, a token or another execution', async () => {
    const cloud = new TestCloud();
    const tokens: string[] = [];
    cloud.functions.keep = (payload) => {
      tokens.push(payload.token);
    };
    const states = {
      Sleep: { Type: 'Wait', Seconds: 60, Next: 'Keep' },
      Keep: tokenTask('keep', { End: true }),
    };
    const arn = await cloud.start(each(states), items);
    await cloud.pass(60);
    expect(tokens).toHaveLength(3);
    for (const [index, taskToken] of tokens.entries()) {
      cloud.call('SendTaskSuccess', { taskToken, output: JSON.stringify(index) });
    }
    await cloud.quiet();
    expect(cloud.output(arn)).toEqual([0, 1, 2]);
  });

  it('goes on after a kill: functions run again, timers and tokens are still good', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = neverAnswers;
    const states = {
      A: call({ Output: '{% $states.result.Payload %}', Next: 'Sleep' }),
      Sleep: { Type: 'Wait', Seconds: 60, End: true },
    };
    const arn = await cloud.start(each(states, { MaxConcurrency: 2 }), items);
    cloud.functions.f = ({ item }) => `${item}!`;
    cloud.restart();
    await cloud.quiet();
    cloud.restart();
    await cloud.pass(60);
    cloud.restart();
    await cloud.pass(60);
    expect(cloud.output(arn)).toEqual(['a!', 'b!', 'c!']);
    expectWhole(cloud.history(arn));
    expect(counts(cloud.types(arn), 'TaskScheduled')).toBe(3);
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

  it('counts as one execution', async () => {
    const cloud = new TestCloud();
    await cloud.start(each({ Sleep: { Type: 'Wait', Seconds: 600, End: true } }), items);
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';
    expect(cloud.call('ListExecutions', { stateMachineArn }).executions).toHaveLength(1);
    expect(cloud.events).toHaveLength(1);
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
    ['an expression for MaxConcurrency', { MaxConcurrency: '{% 1 %}' }, 'an expression for MaxConcurrency, which'],
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
