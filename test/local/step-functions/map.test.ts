import { describe, expect, it } from '@jest/globals';
import { neverAnswers, TestCloud, tokenTask } from './harness.ts';
import { call, counts, each, expectWhole, items } from './map-states.ts';

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

  it.each([
    ['{% 2 %}', 2],
    ["{% '3' %}", 3],
    ['{% 0 %}', 40],
    ['{% 1000 %}', 40],
    [undefined, 40],
  ])('with MaxConcurrency %s begins %s of 50', async (MaxConcurrency, begun) => {
    const cloud = new TestCloud();
    const many = { items: Array.from({ length: 50 }, (_, index) => index) };
    const wait = { Sleep: { Type: 'Wait', Seconds: 60, End: true } };
    const arn = await cloud.start(each(wait, MaxConcurrency === undefined ? {} : { MaxConcurrency }), many);
    expect(counts(cloud.types(arn), 'WaitStateEntered')).toBe(begun);
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

  it('counts as one execution', async () => {
    const cloud = new TestCloud();
    await cloud.start(each({ Sleep: { Type: 'Wait', Seconds: 600, End: true } }), items);
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';
    expect(cloud.call('ListExecutions', { stateMachineArn }).executions).toHaveLength(1);
    expect(cloud.events).toHaveLength(1);
  });
});
