import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { inTransaction } from '../../../local/kernel/store.ts';
import type { InvocationHook } from '../../../local/lambda/lambda.ts';
import { type Kernel, openKernel } from '../../support/local-kernel.ts';
import { lambdaWith } from './functions.ts';

let kernel: Kernel;
let lambda: ReturnType<typeof lambdaWith>;

beforeEach(() => {
  kernel = openKernel();
});
afterEach(async () => {
  await lambda.close();
  kernel.remove();
});

const minutes = (count: number) => kernel.clock.now() + count * 60_000;
const attempts = () => (lambda.logOf('probe').match(/event \d/g) ?? []).map((line) => line.at(-1));

const failing = `export const handler = async (event) => { console.log("event " + event); throw new Error("no"); };`;
const working = `export const handler = async (event) => { console.log("event " + event); };`;

describe('an asynchronous event', () => {
  it('runs right after it is stored, and is counted as under way meanwhile', async () => {
    lambda = lambdaWith(kernel, { probe: working });
    lambda.invokeLater({ functionName: 'probe', payload: 7 });
    await kernel.work.quiet();
    expect(attempts()).toEqual(['7']);
  });

  it('is tried again after one minute and after two, then dropped with a line in the log', async () => {
    lambda = lambdaWith(kernel, { probe: failing });
    lambda.invokeLater({ functionName: 'probe', payload: 1 });
    await kernel.work.quiet();
    expect(attempts()).toHaveLength(1);
    expect(kernel.timers.next()).toMatchObject({ what: 'probe is tried again after an error' });
    await jumpTo(minutes(1.1), kernel);
    expect(attempts()).toHaveLength(2);
    await jumpTo(minutes(1.5), kernel);
    expect(attempts()).toHaveLength(2);
    await jumpTo(minutes(60), kernel);
    expect(attempts()).toHaveLength(3);
    expect(lambda.logOf('probe')).toContain('An asynchronous event is dropped: it failed 3 times');
    expect(kernel.timers.next()).toBeUndefined();
  });

  it('becomes a dead letter after its last attempt, where the function has a queue for them', async () => {
    const letters: unknown[] = [];
    const options = { sendDeadLetter: (...letter: unknown[]) => letters.push(letter) };
    lambda = lambdaWith(kernel, { probe: failing }, options, { DeadLetterConfig: { TargetArn: 'arn:queue' } });
    lambda.invokeLater({ functionName: 'probe', payload: { n: 1 } });
    await jumpTo(minutes(60), kernel);
    expect(letters).toEqual([['arn:queue', { n: 1 }, { roleArn: 'role-of-tests' }]]);
  });

  it('is forgotten with the transaction that stored it', async () => {
    lambda = lambdaWith(kernel, { probe: working });
    const failed = () =>
      inTransaction(kernel.db, () => {
        lambda.invokeLater({ functionName: 'probe', payload: 1 });
        throw new Error('rolled back');
      });
    expect(failed).toThrow('rolled back');
    await kernel.work.quiet();
    lambda.invokeLater({ functionName: 'probe', payload: 2 });
    await kernel.work.quiet();
    expect(attempts()).toEqual(['2']);
  });

  it('waits its turn where ten run already, and all run', async () => {
    lambda = lambdaWith(kernel, { probe: working });
    for (let n = 0; n < 25; n += 1) lambda.invokeLater({ functionName: 'probe', payload: n % 10 });
    await kernel.work.quiet();
    expect(attempts()).toHaveLength(25);
  });

  it('is tried again where a hook makes the attempt itself fail', async () => {
    let calls = 0;
    const hook: InvocationHook = async (_, run) => {
      calls += 1;
      if (calls === 1) throw new Error('crashed before');
      return run();
    };
    lambda = lambdaWith(kernel, { probe: working }, { hook });
    lambda.invokeLater({ functionName: 'probe', payload: 1 });
    await jumpTo(minutes(2), kernel);
    expect([calls, attempts()]).toEqual([2, ['1']]);
  });

  it('is not lost where the cloud ends while it waits its turn', async () => {
    lambda = lambdaWith(kernel, { probe: `${working} await new Promise((r) => setTimeout(r, 300));` });
    for (let n = 0; n < 15; n += 1) lambda.invokeLater({ functionName: 'probe', payload: 1 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await lambda.close();
    await kernel.work.quiet();
    kernel.end();
    kernel = openKernel(kernel.dataDir);
    lambda = lambdaWith(kernel, { probe: working });
    lambda.start();
    await kernel.work.quiet();
    expect(attempts().length).toBeGreaterThanOrEqual(15);
  });

  it('survives the end of the process, before its first attempt and between attempts', async () => {
    lambda = lambdaWith(kernel, { probe: failing });
    lambda.invokeLater({ functionName: 'probe', payload: 1 });
    await kernel.work.quiet();
    lambda.invokeLater({ functionName: 'probe', payload: 2 });
    await lambda.close();
    kernel.end();

    kernel = openKernel(kernel.dataDir);
    lambda = lambdaWith(kernel, { probe: working });
    lambda.start();
    await kernel.work.quiet();
    expect(attempts()).toEqual(['1', '2']);
    await jumpTo(minutes(2), kernel);
    expect(attempts()).toEqual(['1', '2', '1']);
  });

  it('refuses a payload over 256 KB', () => {
    lambda = lambdaWith(kernel, { probe: working });
    expect(() => lambda.invokeLater({ functionName: 'probe', payload: 'x'.repeat(262_144) })).toThrow(
      /smaller than 262144 bytes/,
    );
  });
});
