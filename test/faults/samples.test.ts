import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readApplication } from '../../functions/adapters/table/application-store.ts';
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

/** What a function wrote of each thing that it did. */
function logOf(name: string): { type?: string; notice?: string; key?: string }[] {
  const lines = readFileSync(join(spine.dataDir, 'logs', 'lambda', `${name}.log`), 'utf8').split('\n');
  const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return entries.filter(({ message }) => message === 'wish' || message === 'mail event');
}

/** From the application to the first year; gives what has come of it when all has settled, without the person's name. */
async function wholeWay(who: Applicant): Promise<string[]> {
  await spine.journey.apply(who);
  await spine.journey.confirm(who);
  return fromConfirmed(who);
}

async function fromConfirmed(who: Applicant): Promise<string[]> {
  const { journey } = spine;
  await journey.sign(who, linkOf(await journey.mail(who.email, /ready to read/i)));
  await journey.countersign(who);
  return settled(who);
}

async function settled(who: Applicant): Promise<string[]> {
  await spine.journey.mail(who.email, /welcome/i);
  await spine.journey.move({ by: 'PT12H' });
  const about = (await worldOf(spine)).filter((line) => line.includes(who.email));
  const anyone = (line: string) => line.replaceAll(who.email, 'email').replaceAll(who.firstName, 'Name');
  // Names differ, and the calendar goes on from one sample to the next: dates, and the words of mails.
  return about.map((line) => anyone(line).replaceAll(/\d{4}-\d\d-\d\d| \(text \w+\)$/g, '')).sort();
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
  ])('%s: %s', async (firstName, mode, at) => {
    await spine.cloud.faults.add({ ...at, mode });
    const world = await wholeWay(person(firstName));
    expect(spine.cloud.faults.list()).toEqual([]);
    expect(differences(expected, world)).toEqual([]);
  });

  test('whose mail events come in another order', async () => {
    const told = () => logOf('perennial-events').flatMap(({ type, notice }) => (notice === 'welcome-s1' ? [type] : []));
    const before = told().length;
    const who = person('Late');
    await spine.journey.apply(who);
    await spine.journey.confirm(who);
    await spine.journey.sign(who, linkOf(await spine.journey.mail(who.email, /ready to read/i)));
    await spine.journey.move({ by: 'PT1M' });
    // The next mail is the welcome. The clock must run by itself: a jump would wait for the event that is held.
    await spine.cloud.faults.add({ ...invocation('events', 'Email Sent'), mode: 'reorder' });
    await spine.journey.countersign(who);
    while (told().length < before + 2) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told().slice(before)).toEqual(['Delivery', 'Send']);
    expect(differences(expected, await settled(who))).toEqual([]);
  });

  test('whose wishes reach the stream handler in one batch, the other way round', async () => {
    const [first, second] = [person('Before'), person('Behind')];
    const started = logOf('perennial-stream').length;
    const { faults, work } = spine.cloud;
    await faults.add({ ...invocation('stream', 'stream'), mode: 'fail-before' });
    await spine.journey.apply(first);
    await spine.journey.apply(second);
    await faults.add({ ...invocation('stream', 'stream'), mode: 'reorder' });
    await spine.journey.move({ by: 'PT1M' });
    await work.quiet();
    expect(faults.list()).toEqual([]);
    const wishes = logOf('perennial-stream').slice(started);
    const applicants = await Promise.all(
      wishes.map(
        async ({ key }) => (await readApplication(spine.table, key?.slice('APP#'.length) ?? ''))?.members[0]?.email,
      ),
    );
    expect(applicants).toEqual([second.email, first.email]);
    const confirmed = [first, second].map((who) => spine.journey.confirm(who));
    await Promise.all(confirmed);
    for (const who of [first, second]) expect(differences(expected, await fromConfirmed(who))).toEqual([]);
  });

  test('with an index that still shows what is done long since', async () => {
    const who = person('Lagging');
    // The first try of the stream's handler fails, so that the wish stands in the index when it is frozen.
    await spine.cloud.faults.add({ ...invocation('stream', 'stream'), mode: 'fail-before' });
    await spine.journey.apply(who);
    await spine.cloud.faults.add({
      function: 'perennial-sweep',
      service: 'dynamodb',
      action: 'Query',
      mode: 'index-lag',
    });
    const world = await wholeWay(who);
    await spine.cloud.faults.clear();
    expect(differences(expected, world)).toEqual([]);
  });
});
