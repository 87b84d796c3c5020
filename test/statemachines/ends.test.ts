import { DeleteIdentityCommand, SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf as endIn } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

let spine: Spine;

beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const endOf = (machine: string, who: Applicant) => endIn(spine, machine, who);

async function executionOf(machine: string, who: Applicant) {
  await spine.cloud.work.quiet();
  const id = await spine.agreementIdOf(who.email);
  const found = (await spine.executions()).filter(({ name }) => name?.startsWith(`${machine}-${id}`));
  expect(found).toHaveLength(1);
  return found[0] ?? { executionArn: '', name: '' };
}

const subjects = async (who: Applicant) => (await spine.journey.mails(who.email)).map((mail) => mail.subject).reverse();

describe('onboarding, signing and billing', () => {
  test('end well: completed, paid, active', async () => {
    const who = person('Well');
    await spine.journey.sign(who, await spine.journey.enrol(who));
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect(await endOf('signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'completed' });
    expect(await endOf('billing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect(await endOf('onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'active' });
  });

  test('end declined by the patient, who is told', async () => {
    const who = person('Patno');
    const visitor = spine.journey.visitor();
    const page = await spine.journey.identify(visitor, await spine.journey.enrol(who), who.born);
    await visitor.submit(
      await visitor.open(`${new URL(page.url).pathname}/decline`),
      { reason: 'Too far away' },
      '/decline',
    );
    await spine.journey.mail(who.email, /closed/i);
    expect(await endOf('signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'declined' });
    expect(await endOf('onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'closed' });
  });

  test('end declined by the physician, and the patient, who had signed, is told', async () => {
    const who = person('Docno');
    await spine.journey.sign(who, await spine.journey.enrol(who));
    const { visitor, page, id } = await spine.journey.queueOf(who);
    await visitor.submit(page, { decline: id, reason: '' }, '/queue');
    await spine.journey.mail(who.email, /closed/i);
    expect(await endOf('signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'declined' });
    const agreement = (await spine.agreementOf(who.email))?.agreement;
    expect([agreement?.status, agreement?.closedFor, agreement?.invoices]).toEqual(['closed', 'declined', []]);
  });

  test('end expired after thirty days, with three reminders before', async () => {
    const who = person('Late');
    await spine.journey.enrol(who);
    await spine.journey.move({ by: 'P32D' });
    expect(await endOf('signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'expired' });
    expect(await endOf('onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'closed' });
    expect((await subjects(who)).filter((subject) => /reminder/i.test(subject))).toHaveLength(3);
  });

  test('end unpaid after twenty-one days, and both who had signed are told', async () => {
    const who = person('Broke');
    await spine.journey.sign(who, await spine.journey.enrol(who), { method: 'pm_card_chargeCustomerFail' });
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /did not go through/i);
    await spine.journey.move({ by: 'P22D' });
    expect(await endOf('billing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'void' });
    expect(await endOf('onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'closed' });
    expect((await subjects(who)).filter((subject) => /is open/i.test(subject))).toHaveLength(3);
    expect((await subjects(who)).at(-1)).toMatch(/closed/i);
    expect((await spine.journey.mails('oak@lakeside.example.com'))[0]?.text).toMatch(/Broke is closed/);
  });
});

describe('onboarding', () => {
  test('fails when its child was stopped by hand, the agreement needs attention, and a restart carries it on', async () => {
    const who = person('Stopped');
    await spine.journey.enrol(who);
    const { executionArn } = await executionOf('signing', who);
    await spine.workflows.send(new StopExecutionCommand({ executionArn }));
    const end = await endOf('onboarding', who);
    expect(end.status).toBe('FAILED');
    const marks = (await spine.agreementOf(who.email))?.agreement.needsAttention.map(({ code }) => code);
    expect(marks?.sort()).toEqual(['execution_aborted', 'execution_failed']);

    // Begun again at the desk, it goes on from where the table says it stands.
    const id = await spine.agreementIdOf(who.email);
    const { visitor, page } = await spine.journey.staff('Front desk', `/desk/agreements/${id}`);
    expect((await visitor.submit(page, {}, '/restart')).text).toContain('It begins again');
    await spine.cloud.work.quiet();
    const names = (await spine.executions()).flatMap(({ name = '' }) => (name.includes(`${id}`) ? [name] : []));
    expect(names).toEqual(expect.arrayContaining([`onboarding-${id}-r2`, `signing-${id}-d1-r2`]));
    await spine.journey.sign(who, linkOf(await spine.journey.mail(who.email, /ready to read/i)));
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect((await spine.agreementOf(who.email))?.agreement.status).toBe('active');
    expect((await subjects(who)).filter((subject) => /ready to read/i.test(subject))).toHaveLength(1);
  });
});

describe('notice', () => {
  const aws = () => ({
    endpoint: spine.cloud.awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  test('waits while the sender is not verified, with a banner for visitors, and ends when it is', async () => {
    const ses = new SESClient(aws());
    await ses.send(new DeleteIdentityCommand({ Identity: 'care@lakeside.example.com' }));
    const who = person('Waiting');
    await spine.journey.apply(who);
    await spine.cloud.work.quiet();
    expect(await spine.journey.mails(who.email)).toEqual([]);
    expect((await spine.journey.visitor().open('/')).text).toMatch(/email from this practice is not set up yet/i);

    await spine.journey.move({ by: 'P2D' });
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: 'care@lakeside.example.com' }));
    await spine.journey.move({ by: 'PT7H' });
    await spine.journey.confirm(who);
    expect((await spine.journey.visitor().open('/')).text).not.toMatch(/not set up yet/i);
    const failed = (await spine.executions()).filter(
      ({ status, name }) => status === 'FAILED' && name?.startsWith('notice-'),
    );
    expect(failed).toEqual([]);
  });

  test('marks the agreement while its mail is refused, and clears the mark when it is out', async () => {
    const ses = new SESClient(aws());
    const who = person('Marked');
    await spine.journey.apply(who);
    const confirmation = spine.journey.mail(who.email, /confirm/i);
    await confirmation;
    await ses.send(new DeleteIdentityCommand({ Identity: 'care@lakeside.example.com' }));
    await spine.journey.confirm(who);
    await spine.cloud.work.quiet();
    const marks = async () => (await spine.agreementOf(who.email))?.agreement.needsAttention.map(({ code }) => code);
    expect(await marks()).toEqual(['mail_blocked']);
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: 'care@lakeside.example.com' }));
    await spine.journey.move({ by: 'PT7H' });
    await spine.journey.mail(who.email, /ready to read/i);
    expect(await marks()).toEqual([]);
  });
});
