import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '../../../local/dynamodb/engine.ts';
import type { Tables } from '../../../local/dynamodb/tables.ts';
import type { AwsAnswer, AwsCall } from '../../../local/kernel/aws-service.ts';
import { Meter, type MeterReport } from '../../../local/meter/meter.ts';
import { openKernel } from '../../support/local-kernel.ts';

const [one, two] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'];
const oneMinute = 60_000;

let kernel: ReturnType<typeof openKernel>;
let meter: Meter;
beforeEach(() => {
  kernel = openKernel();
  kernel.clock.freeze(Date.parse('2027-01-31T15:00:00Z'));
  meter = new Meter({
    ...kernel,
    engine: {} as Engine,
    tables: { all: () => [] } as unknown as Tables,
    lambda: () => ({ invocationOf: (requestId) => ({ functionName: 'f', requestId: requestId ?? '', event: '' }) }),
  });
});
afterEach(() => kernel.remove());

/** An invocation of half a gigabyte that reads these keys, each for one unit. */
async function run(requestId: string, payload: object, ...keys: string[]): Promise<void> {
  const attempt = { functionName: 'f', requestId, payload: JSON.stringify(payload), memoryMegabytes: 512 };
  await meter.hook(attempt, async () => {
    for (const key of keys) {
      const call = {
        action: 'GetItem',
        body: Buffer.from(JSON.stringify({ Key: { PK: { S: key } } })),
        headers: { 'x-amz-security-token': requestId },
        caller: { accessKey: 'role' },
      } as unknown as AwsCall;
      meter.countCapacity(call, 'readUnits', 1);
      meter.count('dynamodb', call, { status: 200 } as AwsAnswer);
    }
    return { payload: 'null' };
  });
}

function shares({ agreements, other }: MeterReport): object {
  const share = ({ units: { invocations, readUnits } }: MeterReport['other']) => [invocations, readUnits];
  return { ...Object.fromEntries(agreements.map((part) => [part.id, share(part)])), other: share(other) };
}

test('a page is about whom its calls name, and so are its calls that name nobody', async () => {
  await run('r1', { routeKey: 'GET /sign/{token}' }, 'L#token', `A#${one}`, 'PRACTICE');
  const report = await meter.report();
  expect(shares(report)).toEqual({ [one]: [1, 3], other: [0, 0] });
  expect(report.total.units).toMatchObject({ requests: 1, gigabyteSeconds: 0.125 });
});

test('what goes through several is about nobody, but for each call', async () => {
  await run('r1', {}, `A#${one}`, 'PRACTICE', `A#${two}`, `H#${two}`);
  expect(shares(await meter.report())).toEqual({ [one]: [0, 1], [two]: [0, 2], other: [1, 1] });
});

test('a task is about whom its event names, whomever its calls name', async () => {
  await run('r1', { agreementId: one }, `A#${two}`, 'PRACTICE');
  expect(shares(await meter.report())).toEqual({ [one]: [1, 1], [two]: [0, 1], other: [0, 0] });
});

test("a caller's key is asked for once in five minutes", async () => {
  const kmsCalls = async () => (await meter.report()).total.units.kmsCalls;
  await run('r1', {}, 'PRACTICE', 'PRACTICE');
  kernel.clock.freeze(kernel.clock.now() + 4 * oneMinute);
  await run('r2', {}, 'PRACTICE');
  expect(await kmsCalls()).toBe(1);
  kernel.clock.freeze(kernel.clock.now() + oneMinute);
  await run('r3', {}, 'PRACTICE');
  expect(await kmsCalls()).toBe(2);
});

test('what a kill cut short is about nobody, and counts since the first start', async () => {
  const call = { body: Buffer.from('{}'), headers: { 'x-amz-security-token': 'r1' } } as unknown as AwsCall;
  meter.countCapacity(call, 'writeUnits', 2);
  kernel.clock.freeze(Date.parse('2028-01-31T15:00:00Z'));
  const deps = { ...kernel, engine: {} as Engine, tables: { all: () => [] } as unknown as Tables };
  const restarted = new Meter({ ...deps, lambda: () => ({ invocationOf: () => undefined }) });
  const { since, other } = await restarted.report();
  expect([since, other.units.writeUnits]).toEqual(['2027-01-31T15:00:00.000Z', 2]);
});
