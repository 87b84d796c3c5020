import { resolve } from 'node:path';
import { type Spine, startSpine } from '../support/spine.ts';
import { differences, settle, worldOf } from '../support/world.ts';
import { keepMails } from './keep-mails.ts';
import { Story } from './story.ts';
import { tell } from './tell.ts';
import { unruly } from './unruly.ts';

const usage = `Usage: npm run story -- [--json] [--out DIR] [--unruly]

  --json     print {"checks", "timeline", "meter", "wallMs"} and nothing else
  --out DIR  leave every mail there
  --unruly   tell it once more, every message twice and reordered; all must end the same`;

interface Options {
  json: boolean;
  isUnruly: boolean;
  out?: string;
}

function readOptions(args: string[]): Options | string {
  const options: Options = { json: false, isUnruly: false };
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '--json') options.json = true;
    else if (argument === '--unruly') options.isUnruly = true;
    else if (argument === '--out') {
      const folder = args[index + 1];
      if (folder === undefined || folder.startsWith('-')) return '--out needs a folder';
      options.out = resolve(folder);
      index += 1;
    } else return `${argument} is not an option`;
  }
  return options;
}

async function run(options: Options): Promise<boolean> {
  const started = performance.now();
  const calm = options.isUnruly ? await calmly() : undefined;
  await using spine = await startSpine(options.isUnruly ? { hook: unruly() } : {});
  const story = new Story(spine.journey, options.json ? () => undefined : console.log);
  await tell(spine, story);
  const meter = await spine.journey.meter();
  if (options.out !== undefined) await keepMails(spine.journey, options.out);
  if (calm !== undefined) compare(story, calm, await end(spine));
  const wallMs = Math.round(performance.now() - started);
  if (options.json)
    console.log(JSON.stringify({ checks: story.checks, timeline: story.timeline, meter, wallMs }, null, 2));
  else story.sumUp(meter, wallMs);
  return story.checks.every((check) => check.ok);
}

/** What comes of the story when every message comes once and in order. */
async function calmly(): Promise<string[]> {
  await using spine = await startSpine();
  await tell(spine, new Story(spine.journey, () => undefined));
  // Awaited here: the cloud goes with this function.
  return await end(spine);
}

async function end(spine: Spine): Promise<string[]> {
  await settle(spine);
  return worldOf(spine);
}

function compare(story: Story, calm: string[], world: string[]): void {
  const found = differences(calm, world);
  story.holds('it ends as a calm story does', found.length === 0, `${calm.length} facts, ${found.length} differences`);
  for (const difference of found) story.holds('the same end', false, difference);
}

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`${options}\n\n${usage}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await run(options)) ? 0 : 1;
}
