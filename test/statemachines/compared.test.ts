import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keys } from '../../functions/adapters/table/keys.ts';
import { type Item, queryPartition } from '../../functions/adapters/table/table.ts';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { invocationFaults } from '../support/invocation-faults.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// The table is damaged as no decision ever does it, one agreement in each way; the sweep of the next morning mends it.

const faults = invocationFaults();
const people = {
  whole: person('Whole'),
  neverBegun: person('Neverbegun'),
  endedEarly: person('Endedearly'),
  aborted: person('Aborted'),
  behind: person('Behind'),
  undated: person('Undated'),
};
const seatsToo = 5;
let spine: Spine;
let links: Record<'neverBegun' | 'endedEarly' | 'aborted', string>;
let nextDate: string | undefined;
let seats: number;

const agreementOf = async (who: Applicant) => {
  const { agreement } = (await spine.agreementOf(who.email)) ?? {};
  if (agreement === undefined) throw new Error(`no agreement of ${who.firstName}`);
  return agreement;
};
const idOf = async (who: Applicant) => (await agreementOf(who)).agreementId;
const put = (item: Item) => spine.table.client.send(new PutCommand({ TableName: spine.table.name, Item: item }));
const damage = (key: object, expression: string, values: Record<string, unknown>, names?: Record<string, string>) =>
  spine.table.client.send(
    new UpdateCommand({
      TableName: spine.table.name,
      Key: key,
      UpdateExpression: expression,
      ExpressionAttributeValues: values,
      ExpressionAttributeNames: names,
    }),
  );
const itemsOf = async (who: Applicant) => queryPartition(spine.table, keys.agreement(await idOf(who)).PK);
const executionsOf = async (who: Applicant, machine: string) => {
  const id = await idOf(who);
  return (await spine.executions()).filter(({ name }) => name?.startsWith(`${machine}-${id}`));
};
const repairsLogged = async () => (await spine.records()).logs?.match(/"codes":\["[a-z_]+"\]/g)?.sort();
const codes = async (who: Applicant) => (await agreementOf(who)).needsAttention.map(({ code }) => code);

async function inForce(who: Applicant): Promise<void> {
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
}

async function signThrough(who: Applicant, link: string): Promise<void> {
  await spine.journey.sign(who, link);
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  expect((await agreementOf(who)).status).toBe('active');
  expect(await spine.auditBreak(who.email)).toBeUndefined();
}

/** Its wish is lost, and whoever would have begun it never knew. */
async function loseOnboarding(who: Applicant): Promise<void> {
  const stopLosing = faults.lose('perennial-stream');
  await spine.journey.confirm(who);
  await spine.cloud.work.quiet();
  const { PK } = keys.agreement(await idOf(who));
  await spine.table.client.send(new DeleteCommand({ TableName: spine.table.name, Key: { PK, SK: 'WISH#onboarding' } }));
  stopLosing();
}

/** As it was before it was declined, with everything around it as it is after. */
async function undecline(who: Applicant, link: string): Promise<void> {
  const before = (await itemsOf(who)).filter(({ SK }) => SK === 'AGREEMENT' || String(SK).startsWith('DOCUMENT#'));
  const visitor = spine.journey.visitor();
  await spine.journey.identify(visitor, link, who.born);
  await visitor.submit(await visitor.open(`${link}/decline`), {}, '/decline');
  await spine.journey.mail(who.email, /closed/i);
  await spine.cloud.work.quiet();
  const { version, audit } = await agreementOf(who);
  for (const item of before) await put(item.SK === 'AGREEMENT' ? { ...item, version, audit } : item);
}

/** Stopped by hand, and the event of it never came. */
async function abort(who: Applicant): Promise<void> {
  const stopLosing = faults.lose('perennial-events');
  const [onboarding] = await executionsOf(who, 'onboarding');
  await spine.workflows.send(new StopExecutionCommand({ executionArn: onboarding?.executionArn }));
  await spine.cloud.work.quiet();
  stopLosing();
}

beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
  const { journey } = spine;
  for (const who of [people.whole, people.behind, people.undated]) await inForce(who);
  links = {
    neverBegun: '',
    endedEarly: await journey.enrol(people.endedEarly),
    aborted: await journey.enrol(people.aborted),
  };
  await journey.apply(people.neverBegun);
  await loseOnboarding(people.neverBegun);
  await undecline(people.endedEarly, links.endedEarly);
  await abort(people.aborted);

  const isStatus = { '#status': 'status' };
  await damage(keys.agreement(await idOf(people.behind)), 'SET #status = :s', { ':s': 'awaiting_payment' }, isStatus);
  nextDate = (await agreementOf(people.undated)).nextDate;
  const undated = await idOf(people.undated);
  await damage(keys.agreement(undated), 'REMOVE nextDate SET GSI2SK = :k', { ':k': `9999-12-31#${undated}` });
  // Six hold a seat; the one that was declined gave its seat back and holds one again.
  seats = Object.keys(people).length;
  const { seatsTaken } = await spine.panelOf('oak');
  expect(seatsTaken).toBe(seats - 1);
  await damage(keys.panel('oak'), 'SET seatsTaken = seatsTaken + :n, seatsFree = seatsFree - :n', { ':n': seatsToo });

  const today = practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
  await journey.move({ to: instantAt(addDays(today, 1), '06:05', 'America/New_York') });
}, 240_000);
afterAll(() => spine[Symbol.asyncDispose]());

test('an agreement without any execution is begun, and comes into force', async () => {
  const link = linkOf(await spine.journey.mail(people.neverBegun.email, /ready to read/i));
  await signThrough(people.neverBegun, link);
}, 60_000);

test('one whose execution ended although it is not over is carried on under the next run', async () => {
  expect((await agreementOf(people.endedEarly)).run).toBe(2);
  const names = (await executionsOf(people.endedEarly, 'onboarding')).map(({ name }) => name?.slice(-2));
  expect(names.sort()).toEqual(['r1', 'r2']);
  await signThrough(people.endedEarly, links.endedEarly);
}, 60_000);

test('one whose execution was stopped unseen is shown to the staff, who begin it again', async () => {
  expect(await codes(people.aborted)).toEqual(['execution_aborted']);
  const { visitor, page } = await spine.journey.staff('Manager', `/desk/agreements/${await idOf(people.aborted)}`);
  expect(page.text).toContain('A step was stopped');
  await visitor.submit(page, {}, '/restart');
  await signThrough(people.aborted, links.aborted);
}, 60_000);

test('one that is paid and waits for payment is in force', async () => {
  const { status, terms } = await agreementOf(people.behind);
  expect([status, terms.length, await codes(people.behind)]).toEqual(['active', 1, []]);
  expect(await spine.auditBreak(people.behind.email)).toBeUndefined();
  expect((await spine.historyTypesOf(people.behind.email)).slice(-2)).toEqual(['repaired', 'activated']);
});

test('one in force without a next date has it again', async () => {
  expect((await agreementOf(people.undated)).nextDate).toBe(nextDate);
  expect(await spine.historyTypesOf(people.undated.email)).toContain('repaired');
});

test('the seats of the panel are those that the agreements hold', async () => {
  expect(await spine.panelOf('oak')).toMatchObject({ seatsTaken: seats });
});

test('what was whole is as it was', async () => {
  expect(await spine.historyTypesOf(people.whole.email)).not.toContain('repaired');
  expect(await codes(people.whole)).toEqual([]);
});

test('each repair is logged with its ids and codes, and counted', async () => {
  expect(await repairsLogged()).toEqual([
    '"codes":["date_off"]',
    '"codes":["ended_early"]',
    '"codes":["failed_unnoticed"]',
    '"codes":["not_begun"]',
    '"codes":["seats_off"]',
    '"codes":["status_behind"]',
  ]);
  const { logs = '' } = await spine.records();
  expect(logs).toContain(`"agreementId":"${await idOf(people.undated)}","physicianId":"oak","codes":["date_off"]`);
  expect(logs.match(/"Repairs":1/g)).toHaveLength(6);
});

test('on the day after, nothing differs', async () => {
  await spine.journey.move({ by: 'P1D' });
  expect(await repairsLogged()).toHaveLength(6);
}, 60_000);
