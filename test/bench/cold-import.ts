import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { deployed } from '../../functions/deployed.ts';
import { environmentOf } from '../../local/lambda/environment.ts';

const run = promisify(execFile);
const warmUps = 2;
const rounds = 15;

const importAndTell = `
const started = performance.now();
await import(process.argv[1]);
console.log(performance.now() - started);
// A handler may leave something open.
process.exit(0);`;

/**
 * How many milliseconds `await import(bundle)` takes in a fresh process of Node 24, with the environment that Lambda gives: of
 * each folder's bundle 15 times, after two times that do not count. All take turns, so that what else the machine does
 * falls upon each alike.
 */
export async function coldImports(
  bundles: readonly { name: string; folder: string }[],
): Promise<Map<string, number[]>> {
  const times = new Map(bundles.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const { name, folder } of bundles) {
      const time = await coldImport(name, folder);
      if (round >= warmUps) times.get(name)?.push(time);
    }
  }
  return times;
}

async function coldImport(name: string, folder: string): Promise<number> {
  const file = pathToFileURL(join(folder, 'index.mjs')).href;
  const args = ['--input-type=module', '--eval', importAndTell, file];
  const { stdout } = await run(process.execPath, args, { env: lambdaEnvironment(name, folder), cwd: folder });
  return Number(stdout);
}

const settings: Record<string, string> = { TIME_ZONE: 'America/New_York', PAYMENTS: 'sandbox' };

/** Only the values that a function checks at its start matter here; nothing is called. */
function lambdaEnvironment(name: string, folder: string): Record<string, string> {
  const names = Object.values(deployed).flatMap(({ env }) => env);
  const environment = Object.fromEntries(names.map((one) => [one, settings[one] ?? 'bench']));
  const config = {
    name,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    folder,
    handler: 'index.handler',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    timeoutSeconds: 15,
    memoryMegabytes: 512,
    environment,
    logFormat: 'JSON',
    logGroup: `/aws/lambda/${name}`,
    deadLetterArn: undefined,
  } as const;
  return environmentOf(config, { endpoint: 'http://127.0.0.1:9', accessKey: 'local', sessionToken: 'bench' });
}
