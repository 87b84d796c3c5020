/** `npm run kills`: the story, its cloud killed at random instants, ends like the story of a cloud that nobody killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Story } from '../story/story.ts';
import { phases } from '../story/tell.ts';
import { connectProduct } from '../support/product.ts';
import { differences, settle, worldOf } from '../support/world.ts';
import { KilledCloud } from './killed-cloud.ts';

const usage = `Usage: npm run kills -- [--times N] [--seed N]

  --times N  how often it is killed (default: 25)
  --seed N   the same seed waits as long before each kill (default: one by the clock)`;

// Most of the story's steps take less; a start takes about as long.
const longestWaitMilliseconds = 1500;

interface Told {
  world: string[];
  transitions: number;
  kills: number;
}

/** Tells the story on a cloud of its own; from the second phase on (the first only moves the clock) `during` goes on beside it. */
async function tell(during: (cloud: KilledCloud, isOver: () => boolean) => Promise<void>): Promise<Told> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-kills-'));
  const cloud = await KilledCloud.start(dataDir);
  try {
    const product = await connectProduct({ ...cloud, isPatient: true });
    const story = new Story(product.journey, () => undefined);
    const [opening, ...others] = phases;
    await opening?.tell(product, story);
    let isOver = false;
    const beside = during(cloud, () => isOver);
    for (const phase of others) await phase.tell(product, story);
    isOver = true;
    await beside;
    await settle(product);
    return {
      world: await worldOf(product),
      transitions: (await product.journey.meter()).total.units.transitions,
      kills: cloud.kills,
    };
  } finally {
    await cloud.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function run(times: number, seed: number): Promise<boolean> {
  const started = performance.now();
  const random = randomFrom(seed);
  const alive = await tell(async () => {});
  const killed = await tell(async (cloud, isOver) => {
    while (cloud.kills < times && !isOver()) {
      await new Promise((resolve) => setTimeout(resolve, random() * longestWaitMilliseconds));
      if (!isOver()) await cloud.kill();
    }
  });
  const found = differences(alive.world, killed.world);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `killed ${killed.kills} times of ${times} (seed ${seed}); ${alive.world.length} facts compared, mails and bills among them`,
  );
  console.log(`transitions: ${alive.transitions} without kills, ${killed.transitions} with`);
  for (const difference of found) console.log(`  ${difference}`);
  if (killed.kills < times) console.log('The story was over before the last kill: run it again with fewer');
  console.log(`${found.length === 0 ? 'the same end' : 'ANOTHER END'}, ${seconds.toFixed(0)} s`);
  return found.length === 0 && killed.kills === times;
}

function readOptions(): { times: number; seed: number } | string {
  const options = { times: { type: 'string', default: '25' }, seed: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ options });
    const [times, seed] = [Number(values.times), Number(values.seed ?? Date.now() % 1_000_000)];
    return Number.isInteger(times) && times >= 1 && Number.isInteger(seed)
      ? { times, seed }
      : 'N is a whole number from 1 on';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(`${options}\n\n${usage}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await run(options.times, options.seed)) ? 0 : 1;
}
