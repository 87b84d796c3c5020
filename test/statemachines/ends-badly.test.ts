import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { invocationFaults } from '../support/invocation-faults.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { wishNow } from '../support/wish-now.ts';

// The ways in which a machine ends without an outcome: it met a step that it does not know, a task failed for good, somebody
// stopped it. None has a time limit. Each is marked, and begun again at the desk; one agreement goes through all of them.

const faults = invocationFaults();
let spine: Spine;
beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const addressOf = async (who: Applicant) => `/desk/agreements/${(await agreementOf(who))?.agreementId}`;

async function signed(firstName: string, method = 'pm_card_visa'): Promise<Applicant> {
  const who = person(firstName);
  await spine.journey.sign(who, await spine.journey.enrol(who), { renewal: 'no', method });
  return who;
}

async function inForce(firstName: string): Promise<Applicant> {
  const who = await signed(firstName);
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  return who;
}

async function renewing(firstName: string): Promise<Applicant> {
  const who = await inForce(firstName);
  await wishNow(spine, who, { workflow: 'renewal', term: 2 });
  return who;
}

async function planPage(who: Applicant, below = '') {
  const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
  const visitor = spine.journey.visitor();
  return { visitor, page: await visitor.open(`${linkOf(mail)}${below}`) };
}

/** How the execution of that name and run stands, and by which error it ended. */
async function stateOf(who: Applicant, part: string, run: number) {
  await spine.cloud.work.quiet();
  const [machine, ...rest] = part.split('-');
  const name = [machine, (await agreementOf(who))?.agreementId, ...rest, `r${run}`].join('-');
  const { executionArn } = (await spine.executions()).find((one) => one.name === name) ?? {};
  if (executionArn === undefined) throw new Error(`There is no execution ${name}`);
  const { status, error, output = '{}' } = await spine.workflows.send(new DescribeExecutionCommand({ executionArn }));
  return { executionArn, ended: [status, error ?? JSON.parse(output).outcome] };
}

async function stop(who: Applicant, part: string, run: number): Promise<void> {
  const { executionArn, ended } = await stateOf(who, part, run);
  expect(ended).toEqual(['RUNNING', undefined]);
  await spine.workflows.send(new StopExecutionCommand({ executionArn }));
}

/** It ended so, is marked so, and begins again. */
async function beginsAgain(who: Applicant, part: string, run: number, ended: string[], mark: string): Promise<void> {
  expect((await stateOf(who, part, run)).ended.filter(Boolean)).toEqual(ended);
  expect((await agreementOf(who))?.needsAttention.map(({ code }) => code)).toContain(mark);
  const { visitor, page } = await spine.journey.staff('Front desk', await addressOf(who));
  expect((await visitor.submit(page, {}, '/restart')).text).toContain('It begins again');
  await spine.cloud.work.quiet();
}

const unknownStep = (task: string) => faults.answer('perennial-tasks', (call) => call.task === task, { next: 'dance' });
const refused = (name: string, task: string) => faults.refuse(`perennial-${name}`, (call) => call.task === task);
const unknown = ['FAILED', 'Perennial.UnknownStep'];
const dead = ['FAILED', 'Perennial.TaskFailed'];

test('billing fails at an unknown step, fails with its charge, is stopped, and is paid under the next run each time', async () => {
  unknownStep('read-billing-position');
  const who = await signed('Pays', 'pm_card_chargeCustomerFail');
  await spine.journey.countersign(who);
  const part = 'billing-t1-i1';
  await spine.cloud.work.quiet();
  refused('money-tasks', 'collect-invoice');
  await beginsAgain(who, part, 1, unknown, 'execution_failed');
  await beginsAgain(who, part, 2, dead, 'execution_failed');
  await spine.journey.mail(who.email, /did not go through/i);
  await stop(who, part, 3);
  await beginsAgain(who, part, 3, ['ABORTED'], 'execution_aborted');
  const visitor = spine.journey.visitor();
  const page = await visitor.open(linkOf(await spine.journey.mail(who.email, /did not go through/i)));
  await visitor.submit(page, { method: 'pm_card_visa' });
  await spine.journey.mail(who.email, /welcome/i);
  expect((await stateOf(who, part, 4)).ended).toEqual(['SUCCEEDED', 'paid']);
  const { invoices, needsAttention } = (await agreementOf(who)) ?? {};
  expect(invoices?.[0]?.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
  expect(needsAttention).toEqual([]);
}, 180_000);

test('renewal fails at an unknown step, fails with its planning, is stopped, and renews under the next run each time', async () => {
  unknownStep('read-renewal-position');
  const who = await renewing('Renews');
  refused('tasks', 'plan-renewal');
  await beginsAgain(who, 'renewal-t2', 1, unknown, 'execution_failed');
  await beginsAgain(who, 'renewal-t2', 2, dead, 'execution_failed');
  await stop(who, 'renewal-t2', 3);
  await beginsAgain(who, 'renewal-t2', 3, ['ABORTED'], 'execution_aborted');
  const { visitor, page } = await planPage(who);
  await visitor.submit(page, {}, '/renew');
  await spine.journey.mail(who.email, /is renewed/i);
  expect((await stateOf(who, 'renewal-t2', 4)).ended).toEqual(['SUCCEEDED', 'renewed']);
  expect((await agreementOf(who))?.needsAttention).toEqual([]);
}, 180_000);

test('termination fails at an unknown step, is stopped, fails with its refund, and ends, with one refund', async () => {
  const who = await inForce('Leaves');
  const { visitor, page } = await planPage(who, '/cancel');
  await visitor.submit(page, { how: 'on-date' }, '/cancel');
  unknownStep('read-termination-position');
  await wishNow(spine, who, { workflow: 'termination', ending: 1 });
  await beginsAgain(who, 'termination-1', 1, unknown, 'execution_failed');
  // Its day is not over: nothing carries it on yet but what the mark kept.
  await stop(who, 'termination-1', 2);
  await beginsAgain(who, 'termination-1', 2, ['ABORTED'], 'execution_aborted');
  refused('money-tasks', 'refund-agreement');
  await spine.journey.move({ by: 'P2D' });
  await beginsAgain(who, 'termination-1', 3, dead, 'execution_failed');
  await spine.journey.mail(who.email, /has ended/i);
  expect((await stateOf(who, 'termination-1', 4)).ended).toEqual(['SUCCEEDED', 'ended']);
  const { endings, ledger, needsAttention } = (await agreementOf(who)) ?? {};
  expect(endings?.[0]?.settlement?.parts).toMatchObject([{ way: 'charge', refundId: expect.stringMatching(/^re_/) }]);
  expect(ledger?.filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  expect(needsAttention).toEqual([]);
}, 180_000);

describe('a renewal that waits ends not renewed', () => {
  const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
  const notRenewed = { status: 'SUCCEEDED', outcome: 'not-renewed' };

  test('when the practice ends the agreement', async () => {
    const who = await renewing('Dismissed');
    const { visitor, page } = await spine.journey.staff('Dr. Oak', `${await addressOf(who)}?do=end`);
    const given = { postedOn: today(), endsOn: addDays(today(), 30), reason: 'The practice moves away' };
    await visitor.submit(page, given, '/end');
    expect(await endOf(spine, 'renewal', who, 't2')).toEqual(notRenewed);
  }, 60_000);

  test('when the patient has died', async () => {
    const who = await renewing('Late');
    const { visitor, page } = await spine.journey.staff('Front desk', `${await addressOf(who)}?do=death&memberId=m1`);
    await visitor.submit(page, { medium: 'phone', diedOn: today() }, '/death');
    expect(await endOf(spine, 'renewal', who, 't2')).toEqual(notRenewed);
  }, 60_000);
});
