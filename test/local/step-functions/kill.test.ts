import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { TestCloud } from './harness.ts';
import { items, rounds } from './to-be-killed.ts';

const script = join(import.meta.dirname, 'to-be-killed.ts');

/** Runs the process and kills it `ms` after it has begun; says whether it had come to its end before. */
async function runFor(ms: number, dataDir: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  const ended = await Promise.race([exited.then(() => true), setTimeout(ms, false)]);
  child.kill('SIGKILL');
  await exited;
  return ended;
}

it('loses nothing and does nothing twice when the process is killed at any instant', async () => {
  const cloud = new TestCloud();
  let kills = 0;
  while (!(await runFor(10 + 30 * kills, cloud.dataDir))) kills += 1;
  expect(kills).toBeGreaterThan(1);

  const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:machine:one';
  expect(cloud.output(executionArn)).toEqual(items.map((item) => [rounds + item + 1, rounds + item + 2]));
  const { events, nextToken } = cloud.call('GetExecutionHistory', { executionArn, maxResults: 1000 });
  const more = cloud.call('GetExecutionHistory', { executionArn, maxResults: 1000, nextToken }).events;
  const all: { id: number; type: string }[] = [...events, ...more];
  expect(all.map(({ id }) => id)).toEqual(all.map((_event, index) => index + 1));
  expect(all.at(-1)?.type).toBe('ExecutionSucceeded');
  expect(all.filter(({ type }) => type === 'TaskSucceeded')).toHaveLength(rounds + 2 * items.length);
});
