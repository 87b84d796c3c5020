import { describe, expect, it } from '@jest/globals';
import { FunctionError, TestCloud, task } from './harness.ts';

describe('a task', () => {
  it('is retried as each retrier says, and each attempt knows its number', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = () => {
      throw new FunctionError(cloud.calls.length > 3 ? 'Other' : 'Busy');
    };
    const retry = [
      { ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 3, MaxDelaySeconds: 10 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 },
    ];
    const payload = '{% $states.context.State.RetryCount %}';
    const arn = await cloud.start({
      A: task('f', { Arguments: { FunctionName: 'f', Payload: { n: payload } }, Retry: retry, End: true }),
    });
    const counts: number[] = [cloud.calls.length];
    for (let second = 0; second < 20; second += 1) {
      await cloud.pass(1);
      counts.push(cloud.calls.length);
    }
    // After 2 s, after 6 more, after 10 more (not 18); then the other error, once more after 1 s.
    expect(
      counts.map((count, second) => (count > (counts[second - 1] ?? 0) ? second : -1)).filter((second) => second >= 0),
    ).toEqual([0, 2, 8, 18, 19]);
    expect(cloud.calls.map(({ payload: { n } }) => n)).toEqual([0, 1, 2, 3, 4]);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Other' });
    expect(cloud.types(arn).filter((type) => type === 'TaskStateEntered')).toHaveLength(1);
  });

  it('spreads its retries the same way in every run', async () => {
    const delays = await Promise.all(
      [1, 2].map(async () => {
        const cloud = new TestCloud();
        cloud.functions.f = () => {
          throw new FunctionError('Busy');
        };
        await cloud.start({
          A: task('f', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, JitterStrategy: 'FULL' }], End: true }),
        });
        return (cloud.timers.next()?.due ?? 0) - cloud.clock.now();
      }),
    );
    expect(delays[0]).toBe(delays[1]);
    expect(delays[0]).toBeGreaterThan(0);
    expect(delays[0]).toBeLessThan(100_000);
  });

  it('is caught with its error, its output and its variables', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = () => {
      throw new FunctionError('CardDeclined', 'no');
    };
    const arn = await cloud.start(
      {
        A: task('f', {
          Catch: [
            {
              ErrorEquals: ['States.TaskFailed'],
              Next: 'B',
              Assign: { why: '{% $states.errorOutput.Error %}' },
              Output: { was: '{% $states.input %}' },
            },
          ],
          End: true,
        }),
        B: { Type: 'Pass', Output: { why: '{% $why %}', input: '{% $states.input %}' }, End: true },
      },
      { a: 1 },
    );
    expect(cloud.output(arn)).toEqual({ why: 'CardDeclined', input: { was: { a: 1 } } });
  });

  it('is caught where its output cannot be evaluated', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = () => ({});
    const arn = await cloud.start({
      A: task('f', {
        Output: '{% $states.result.Payload.gone %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    });
    expect(cloud.types(arn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'EvaluationFailed',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('names the error of a call that Lambda refuses', async () => {
    const cloud = new TestCloud();
    cloud.functions.busy = () => {
      throw new FunctionError('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    };
    const arn = await cloud.start({
      A: task('busy', { Catch: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], Next: 'B' }], End: true }),
      B: task('missing', { End: true }),
    });
    expect(cloud.describe(arn)).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
      cause: expect.stringContaining('(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException;'),
    });
  });

  it('times out, and what comes later is not heard', async () => {
    const cloud = new TestCloud();
    let answer = (_value: unknown) => {};
    cloud.functions.slow = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const arn = await cloud.start({
      A: task('slow', {
        TimeoutSeconds: '{% 2 + 3 %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
        Next: 'C',
      }),
      B: { Type: 'Wait', Seconds: 10, Next: 'C' },
      C: { Type: 'Succeed' },
    });
    await cloud.pass(5);
    answer({ late: true });
    await cloud.quiet();
    expect(cloud.types(arn).slice(4)).toEqual(['TaskTimedOut', 'TaskStateExited', 'WaitStateEntered']);
    await cloud.pass(10);
    expect(cloud.output(arn)).toEqual({ Error: 'States.Timeout', Cause: null });
  });
});
