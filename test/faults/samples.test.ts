import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Applicant, linkOf, pat } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { differences, worldOf } from '../support/world.ts';

let spine: Spine;
let expected: string[];

beforeAll(async () => {
  spine = await startSpine({ isPatient: true });
  expected = await wholeWay(person('Control'));
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const person = (firstName: string): Applicant => ({
  ...pat,
  firstName,
  lastName: `Of-${firstName}`,
  email: `${firstName.toLowerCase()}@example.com`,
});

/** From the application to the first year; gives what has come of it when all has settled, without the person's name. */
async function wholeWay(who: Applicant): Promise<string[]> {
  const { journey } = spine;
  await journey.apply(who);
  await journey.confirm(who);
  await journey.sign(who, linkOf(await journey.mail(who.email, /ready to read/i)));
  await journey.countersign(who);
  await journey.mail(who.email, /welcome/i);
  await journey.move({ by: 'PT12H' });
  const about = (await worldOf(spine)).filter((line) => line.includes(who.email));
  const anyone = (line: string) => line.replaceAll(who.email, 'email').replaceAll(who.firstName, 'Name');
  // The calendar goes on from one sample to the next.
  return about.map((line) => anyone(line).replaceAll(/\d{4}-\d\d-\d\d/g, '(date)')).sort();
}

const call = (name: string, operation: string, service: string, action: string, nth = 1) => ({
  function: `perennial-${name}`,
  operation,
  service,
  action,
  nth,
});
const invocation = (name: string, operation: string) => call(name, operation, 'lambda', 'InvokeFunction');

describe('a whole way with one fault ends like one without', () => {
  test.each([
    ['Signed', 'crash-after', call('patient', 'POST /sign/{token}/sign', 'dynamodb', 'TransactWriteItems')],
    ['Mailed', 'crash-after', call('mail-tasks', 'send-notices', 'ses', 'SendRawEmail')],
    ['Charged', 'fail-after', call('money-tasks', 'collect-invoice', 'dynamodb', 'PutItem')],
    ['Waiting', 'crash-before', call('tasks', 'wait-for-signers', 'dynamodb', 'TransactWriteItems')],
    ['Woken', 'throttle', call('stream', 'stream', 'states', 'SendTaskSuccess')],
    ['Held', 'conflict', call('patient', 'POST /confirm/{token}', 'dynamodb', 'TransactWriteItems')],
    ['Twice', 'duplicate', invocation('stream', 'stream')],
    ['Late', 'reorder', invocation('events', 'Email Sent')],
  ])('%s: %s', async (firstName, mode, at) => {
    await spine.cloud.faults.add({ ...at, mode });
    const world = await wholeWay(person(firstName));
    expect(spine.cloud.faults.list()).toEqual([]);
    expect(differences(expected, world)).toEqual([]);
  });

  test('with an index that still shows what is done long since', async () => {
    const who = person('Lagging');
    // The first try of the stream's handler fails, so that the wish stands in the index when it is frozen.
    await spine.cloud.faults.add({ ...invocation('stream', 'stream'), mode: 'fail-before' });
    await spine.journey.apply(who);
    await spine.cloud.faults.add({ service: 'dynamodb', action: 'Query', mode: 'index-lag' });
    const world = await wholeWay(who);
    await spine.cloud.faults.clear();
    expect(differences(expected, world)).toEqual([]);
  });
});
