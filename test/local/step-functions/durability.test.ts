import { describe, expect, it } from '@jest/globals';
import { childTask, neverAnswers, TestCloud, task, tokenTask } from './harness.ts';

const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';

describe('after a kill', () => {
  it('a function that was running runs again, once in the history', async () => {
    const cloud = new TestCloud();
    cloud.functions.f = neverAnswers;
    const arn = await cloud.start(
      {
        A: task('f', { Assign: { r: '{% $states.result.Payload %}' }, Output: 1, Next: 'B' }),
        B: { Type: 'Pass', Output: '{% $r %}', End: true },
      },
      { a: 1 },
    );
    cloud.functions.f = (payload) => ({ was: payload });
    cloud.restart();
    await cloud.quiet();
    expect(cloud.output(arn)).toEqual({ was: { a: 1 } });
    expect(cloud.calls).toHaveLength(2);
    expect(cloud.types(arn).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
  });

  it('a wait ends when it is due, and one that fell due meanwhile ends at once', async () => {
    const cloud = new TestCloud();
    const states = {
      A: { Type: 'Wait', Seconds: 60, Next: 'B' },
      B: { Type: 'Wait', Seconds: 60, Next: 'C' },
      C: { Type: 'Succeed' },
    };
    const arn = await cloud.start(states);
    cloud.restart();
    await cloud.pass(60);
    cloud.restart();
    await cloud.pass(59);
    expect(cloud.describe(arn).status).toBe('RUNNING');
    await cloud.pass(1);
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
  });

  it('a timer that fires a second time changes nothing', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({
      A: { Type: 'Wait', Seconds: 60, Next: 'B' },
      B: { Type: 'Wait', Seconds: 60, End: true },
    });
    const timer = cloud.timers.next();
    if (timer === undefined) throw new Error('The wait has no timer');
    await cloud.pass(60);
    await cloud.timers.fire(timer);
    await cloud.quiet();
    expect(cloud.types(arn)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'WaitStateEntered']);
  });

  it('a token is still good', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const arn = await cloud.start({ A: tokenTask('keep', { End: true }) });
    cloud.restart();
    await cloud.quiet();
    cloud.call('SendTaskSuccess', { taskToken: cloud.calls[0]?.payload.token, output: '{"signed":true}' });
    await cloud.quiet();
    expect(cloud.output(arn)).toEqual({ signed: true });
  });

  it('a token’s function runs again with the same token, and either call’s answer counts once', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = neverAnswers;
    const arn = await cloud.start({ A: tokenTask('keep', { End: true }) });
    cloud.restart();
    const [first, second] = cloud.calls.map(({ payload }) => payload.token);
    expect(second).toBe(first);
    cloud.call('SendTaskSuccess', { taskToken: first, output: '1' });
    await cloud.quiet();
    expect(cloud.output(arn)).toBe(1);
  });

  it('an answered token is not lost, though its execution had no time to go on', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const arn = await cloud.start({ A: tokenTask('keep', { Next: 'B' }), B: { Type: 'Succeed' } });
    cloud.call('SendTaskSuccess', { taskToken: cloud.calls[0]?.payload.token, output: '7' });
    cloud.restart();
    await cloud.quiet();
    expect(cloud.output(arn)).toBe(7);
  });

  it('a parent hears of its child', async () => {
    const cloud = new TestCloud();
    const child = cloud.create('child', { W: { Type: 'Wait', Seconds: 60, Output: 'done', End: true } });
    const arn = await cloud.start({ A: childTask(child, { Output: '{% $states.result.Output %}', End: true }) });
    cloud.restart();
    await cloud.pass(60);
    expect(cloud.output(arn)).toBe('done');
  });

  it('a retry is made when it is due', async () => {
    const cloud = new TestCloud();
    const arn = await cloud.start({
      A: task('f', { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30 }], End: true }),
    });
    cloud.restart();
    cloud.functions.f = () => 'now';
    await cloud.pass(30);
    expect(cloud.output(arn).Payload).toBe('now');
  });

  it('an execution that had just begun goes on', async () => {
    const cloud = new TestCloud();
    cloud.create('machine', { A: { Type: 'Pass', Output: 1, Next: 'B' }, B: { Type: 'Succeed' } });
    const { executionArn } = cloud.call('StartExecution', { stateMachineArn: machineArn });
    cloud.restart();
    await cloud.quiet();
    expect(cloud.output(executionArn)).toBe(1);
  });
});

describe('a task token', () => {
  it('is answered within the function that was given it', async () => {
    const cloud = new TestCloud();
    cloud.functions.quick = ({ token }) => cloud.call('SendTaskSuccess', { taskToken: token, output: '"at once"' });
    const arn = await cloud.start({ A: tokenTask('quick', { TimeoutSeconds: 60, End: true }) });
    expect(cloud.output(arn)).toBe('at once');
    expect(cloud.timers.next()).toBeUndefined();
  });

  it.each([
    ['the answer comes first', true],
    ['the time-out comes first', false],
  ])('has exactly one winner at the very moment of its time-out: %s', async (_which, answerFirst) => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const states = {
      A: tokenTask('keep', {
        TimeoutSeconds: 60,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
        Next: 'Answered',
      }),
      Answered: { Type: 'Pass', Output: 'answered', End: true },
      Late: { Type: 'Pass', Output: 'late', End: true },
    };
    const arn = await cloud.start(states);
    const timer = cloud.timers.next();
    if (timer === undefined) throw new Error('The task has no time-out');
    const answer = () => cloud.call('SendTaskSuccess', { taskToken: cloud.calls[0]?.payload.token, output: '1' });
    cloud.clock.freeze(timer.due);
    if (answerFirst) {
      answer();
      await cloud.timers.fire(timer);
    } else {
      const fired = cloud.timers.fire(timer);
      expect(answer).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
      await fired;
    }
    await cloud.quiet();
    expect(cloud.output(arn)).toBe(answerFirst ? 'answered' : 'late');
    expect(cloud.types(arn).filter((type) => /^Task(Succeeded|TimedOut)$/.test(type))).toHaveLength(1);
  });

  it('is refused when it is answered twice, or was never given', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    await cloud.start({ A: tokenTask('keep', { End: true }) });
    const taskToken = cloud.calls[0]?.payload.token;
    expect(() => cloud.call('SendTaskSuccess', { taskToken, output: '{' })).toThrow(
      expect.objectContaining({ name: 'InvalidOutput' }),
    );
    expect(cloud.call('SendTaskFailure', { taskToken, error: 'No', cause: 'because' })).toEqual({});
    expect(() => cloud.call('SendTaskFailure', { taskToken })).toThrow(
      "Task Timed Out: 'Provided task does not exist anymore'",
    );
    expect(() => cloud.call('SendTaskFailure', { taskToken: 'x' })).toThrow("Invalid Token: 'Invalid token'");
    const foreign = Buffer.from('AQ999.1.secret').toString('base64');
    expect(() => cloud.call('SendTaskFailure', { taskToken: foreign })).toThrow(
      expect.objectContaining({ name: 'TaskDoesNotExist' }),
    );
  });

  it('is void when its execution is stopped', async () => {
    const cloud = new TestCloud();
    cloud.functions.keep = () => ({});
    const executionArn = await cloud.start({ A: tokenTask('keep', { TimeoutSeconds: 60, End: true }) });
    cloud.call('StopExecution', { executionArn, error: 'Stopped', cause: 'by hand' });
    expect(() => cloud.call('SendTaskSuccess', { taskToken: cloud.calls[0]?.payload.token, output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
    expect(cloud.describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by hand' });
  });
});
