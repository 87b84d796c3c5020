/** What the story and the machine tests never come to, and some permission of the template is for. */
import { DeleteIdentityCommand, SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decide } from '../../functions/actions/decide.ts';
import { instantAt } from '../../functions/domain/calendar/practice-time.ts';
import { demonstrationPractice } from '../../local/demonstrate.ts';
import { invocationFaults } from '../support/invocation-faults.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';

const faults = invocationFaults();
let spine: Spine;

beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;

test('an address that there is not reaches the page that says so', async () => {
  const page = await spine.journey.visitor().open('/no/such/page');
  expect(page.status).toBe(404);
});

test('another cap and a plan that is no longer sold are stored', async () => {
  const { plans, physicians, ...practice } = demonstrationPractice();
  const [first, ...others] = physicians;
  const changed = {
    ...practice,
    plans: plans.slice(1),
    physicians: [{ ...first, panelCap: first.panelCap + 1 }, ...others],
  };
  const { payload } = await spine.cloud.lambda.invoke({ functionName: 'perennial-practice', payload: changed });
  expect(payload.mistakes).toBeUndefined();
  expect((await spine.panelOf(first.physicianId)).cap).toBe(first.panelCap + 1);
  await spine.cloud.lambda.invoke({ functionName: 'perennial-practice', payload: demonstrationPractice() });
});

test('without any stream, the sweep starts and wakes everything', async () => {
  const { journey } = spine;
  const who = person('Swept');
  const nextSweep = () => journey.move({ by: 'PT6H1M' });
  const stopLosing = faults.lose('perennial-stream');
  await journey.apply(who);
  await nextSweep();
  await journey.confirm(who);
  await nextSweep();
  await journey.sign(who, linkOf(await journey.mail(who.email, /ready to read/i)), {
    method: 'pm_card_chargeCustomerFail',
  });
  await nextSweep();
  await journey.countersign(who);
  await nextSweep();
  const visitor = journey.visitor();
  const pay = await visitor.open(linkOf(await journey.mail(who.email, /did not go through/i)));
  await visitor.submit(pay, { method: 'pm_card_visa' });
  await nextSweep();
  stopLosing();
  expect((await agreementOf(who))?.status).toBe('active');
});

describe('in a year without any stream', () => {
  const nextSweep = () => spine.journey.move({ by: 'PT6H1M' });
  /** Wishes for the next year at once, as the sweep does ten weeks before it. */
  const wishRenewal = async (who: Applicant) => {
    const at = new Date(spine.cloud.clock.now() - 120_000).toISOString();
    const PK = `A#${(await agreementOf(who))?.agreementId}`;
    const wish = { workflow: 'renewal', term: 2 };
    const key = { PK, SK: 'WISH#renewal#2' };
    const Item = { ...key, wish, wishedAt: at, nonce: 'n', GSI3PK: 'WISH', GSI3SK: `${at}#${PK}#${key.SK}` };
    await spine.table.client.send(new PutCommand({ TableName: spine.table.name, Item }));
  };
  const planLink = async (who: Applicant) =>
    linkOf(await spine.journey.mail(who.email, /./, ({ links }) => links.some((link) => link.includes('/plan/'))));
  const sayYes = async (who: Applicant) => {
    const visitor = spine.journey.visitor();
    return visitor.submit(await visitor.open(await planLink(who)), {}, '/renew');
  };
  const inForce = async (name: string): Promise<Applicant> => {
    const who: Applicant = { ...person(name), planId: 'complete-quarterly' };
    await spine.journey.sign(who, await spine.journey.enrol(who), { renewal: 'no' });
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    return who;
  };

  test('the sweep begins installments, renewals and endings, and wakes a renewal that was said yes to', async () => {
    const who = await inForce('Lateryear');
    const stopLosing = faults.lose('perennial-stream');
    await spine.journey.move({ by: 'P93D' });
    expect((await agreementOf(who))?.invoices[1]?.status).toBe('paid');
    await wishRenewal(who);
    await nextSweep();
    await sayYes(who);
    await nextSweep();
    await spine.journey.mail(who.email, /is renewed/i);
    const visitor = spine.journey.visitor();
    await visitor.submit(await visitor.open(`${await planLink(who)}/cancel`), { how: 'on-date' }, '/cancel');
    await spine.journey.move({ by: 'P2D' });
    stopLosing();
    expect((await agreementOf(who))?.status).toBe('ended');
  }, 120_000);

  test('the sweep asks for the signatures under changed terms', async () => {
    const who = await inForce('Termsyear');
    const file = demonstrationPractice();
    const plan = file.plans.find(({ planId }: { planId: string }) => planId === who.planId);
    plan.notCovered = [...plan.notCovered, 'Letters by post'];
    file.practice.priceRuns = [{ plan: who.planId, version: 2, renewalsFrom: '2026-01-01' }];
    const store = (payload: object) => spine.cloud.lambda.invoke({ functionName: 'perennial-practice', payload });
    expect((await store(file)).payload.mistakes).toBeUndefined();
    const stopLosing = faults.lose('perennial-stream');
    await wishRenewal(who);
    await nextSweep();
    await nextSweep();
    stopLosing();
    await spine.journey.move({ by: 'P1D' });
    await spine.journey.mail(who.email, /changed terms/i);
    await store(demonstrationPractice());
  }, 120_000);

  test('a renewal sees by itself what is said just when it begins to wait', async () => {
    const who = await inForce('Hastyear');
    const said = faults.meanwhile(
      'perennial-tasks',
      ({ task }) => task === 'wait-for-renewal',
      () => sayYes(who),
    );
    const stopLosing = faults.lose('perennial-stream');
    await wishRenewal(who);
    await nextSweep();
    await said;
    await spine.journey.mail(who.email, /is renewed/i);
    stopLosing();
    expect((await agreementOf(who))?.terms).toHaveLength(2);
  }, 60_000);

  test('an end that waits for the bank is seen to be under way, and the morning’s comparison leaves it alone', async () => {
    const who = await inForce('Bankyear');
    const { agreementId = '', invoices = [] } = (await agreementOf(who)) ?? {};
    const now = new Date(spine.cloud.clock.now()).toISOString();
    const method = { reference: 'pm_usBankAccount_success', label: 'Test bank account', kind: 'bank' } as const;
    const evidence = { ip: '127.0.0.1', userAgent: 'test' };
    const deps = { table: spine.table, timeZone: 'America/New_York', now };
    await decide(deps, agreementId, { type: 'payment_method_saved', method, evidence });
    await spine.journey.move({ to: instantAt(invoices[1]?.dueOn ?? '', '10:00', 'America/New_York') });
    const visitor = spine.journey.visitor();
    await visitor.submit(await visitor.open(`${await planLink(who)}/cancel`), { how: 'on-date' }, '/cancel');
    await spine.journey.move({ by: 'P2D' });
    const end = (await spine.executions()).find(({ name }) => name === `termination-${agreementId}-1-r1`);
    expect([end?.status, (await agreementOf(who))?.status]).toEqual(['RUNNING', 'ending']);
    await spine.journey.move({ by: 'P4D' });
    expect((await agreementOf(who))?.status).toBe('ended');
    expect(await spine.historyTypesOf(who.email)).not.toContain('repaired');
  }, 120_000);
});

test('a decline just when the wait for signers begins is seen by the wait itself', async () => {
  const { journey } = spine;
  const who = person('Hastyno');
  await journey.apply(who);
  const declined = faults.meanwhile(
    'perennial-tasks',
    ({ task }) => task === 'wait-for-signers',
    async () => {
      const visitor = journey.visitor();
      const link = linkOf(await journey.mail(who.email, /ready to read/i));
      await journey.identify(visitor, link, who.born);
      return visitor.submit(await visitor.open(`${link}/decline`), {}, '/decline');
    },
  );
  const stopLosing = faults.lose('perennial-stream', ({ Records: [record] }) =>
    JSON.stringify(record?.dynamodb?.Keys).includes('signing'),
  );
  await journey.confirm(who);
  await declined;
  await journey.mail(who.email, /closed/i);
  stopLosing();
  expect((await agreementOf(who))?.status).toBe('closed');
});

test('what is done just when a wait begins is seen by the wait itself', async () => {
  const { journey } = spine;
  const who = person('Hasty');
  await journey.apply(who);
  const signed = faults.meanwhile(
    'perennial-tasks',
    ({ task }) => task === 'wait-for-signers',
    async () =>
      journey.sign(who, linkOf(await journey.mail(who.email, /ready to read/i)), {
        method: 'pm_card_chargeCustomerFail',
      }),
  );
  // The wait alone is there to see it.
  const stopLosing = faults.lose('perennial-stream', ({ Records: [record] }) =>
    JSON.stringify(record?.dynamodb?.Keys).includes('signing'),
  );
  await journey.confirm(who);
  await signed;
  await journey.countersign(who);
  stopLosing();
  const paid = faults.meanwhile(
    'perennial-tasks',
    ({ task }) => task === 'wait-for-payment',
    async () => {
      const visitor = journey.visitor();
      const pay = await visitor.open(linkOf(await journey.mail(who.email, /did not go through/i)));
      return visitor.submit(pay, { method: 'pm_card_visa' });
    },
  );
  await journey.move({ by: 'PT6H1M' });
  await paid;
  await journey.move({ by: 'PT6H1M' });
  expect((await agreementOf(who))?.status).toBe('active');
});

describe('a freed seat', () => {
  const ofFern = (name: string): Applicant => ({ ...person(name), physicianId: 'fern', medicare: 'no' });
  const nextSweep = () => spine.journey.move({ by: 'PT6H1M' });
  const answer = async (who: Applicant) => {
    const visitor = spine.journey.visitor();
    const offer = await visitor.open(linkOf(await spine.journey.mail(who.email, /a place is free/i)));
    return visitor.submit(offer, { answer: 'yes' });
  };
  const free = async (who: Applicant) => {
    const { visitor, page } = await spine.journey.staff('Manager', '/desk');
    expect(page.text).toContain('What waits for you');
    const form = await visitor.open(`/desk/agreements/${(await agreementOf(who))?.agreementId}?do=void`);
    await visitor.submit(form, { reason: 'To free a seat' }, '/void');
  };

  beforeAll(async () => {
    for (const name of ['Sitting1', 'Sitting2', 'Sitting3']) await spine.journey.enrol(ofFern(name));
    for (const name of ['Standing1', 'Standing2']) {
      await spine.journey.apply(ofFern(name));
      await spine.journey.confirm(ofFern(name));
    }
  });

  test('is offered and its answer heard by the sweep, without any stream', async () => {
    const stopLosing = faults.lose('perennial-stream');
    await free(ofFern('Sitting1'));
    await nextSweep();
    await nextSweep();
    await answer(ofFern('Standing1'));
    await nextSweep();
    await spine.journey.mail('standing1@example.com', /ready to read/i);
    stopLosing();
  });

  test('that is answered just when the wait begins is seen by the wait itself', async () => {
    const answered = faults.meanwhile(
      'perennial-tasks',
      ({ task }) => task === 'wait-for-answer',
      () => answer(ofFern('Standing2')),
    );
    await free(ofFern('Sitting2'));
    await answered;
    await spine.journey.mail('standing2@example.com', /ready to read/i);
  });
});

test('a charge that was made and not noted is looked up', async () => {
  const who = person('Looked-up');
  await spine.journey.sign(who, await spine.journey.enrol(who));
  const at = { service: 'dynamodb', action: 'PutItem', function: 'perennial-money-tasks' };
  await spine.cloud.faults.add({ ...at, mode: 'crash-after' });
  await spine.journey.countersign(who);
  await spine.journey.move({ by: 'PT10M' });
  expect((await agreementOf(who))?.invoices[0]?.attempts).toHaveLength(1);
});

describe('what fails for good', () => {
  /** A wish that nobody can fulfil: no execution may have such a name. */
  const wishBadly = async (who: Applicant) => {
    const at = new Date(spine.cloud.clock.now()).toISOString();
    const PK = `A#${(await agreementOf(who))?.agreementId}`;
    const wish = { workflow: 'notice', noticeKey: 'bad key' };
    const Item = {
      PK,
      SK: 'WISH#notice#bad key',
      wish,
      wishedAt: at,
      nonce: 'n',
      GSI3PK: 'WISH',
      GSI3SK: `${at}#${PK}`,
    };
    await spine.table.client.send(new PutCommand({ TableName: spine.table.name, Item }));
    await spine.cloud.work.quiet();
    return { PK, SK: Item.SK };
  };
  const attentionOf = async (who: Applicant) => (await agreementOf(who))?.needsAttention.map(({ code }) => code);
  const given = () => spine.cloud.queues.messages().length;

  test('is marked by the stream, or by the sweep, whose event ends in the queue of failed ones', async () => {
    const [streamed, swept] = [person('Streamed'), person('Sweeping')];
    await spine.journey.enrol(streamed);
    await spine.journey.enrol(swept);
    await wishBadly(streamed);
    expect(await attentionOf(streamed)).toEqual(['wish_failed']);
    const stopLosing = faults.lose('perennial-stream');
    await wishBadly(swept);
    expect(await attentionOf(swept)).toEqual([]);
    const before = given();
    await spine.journey.move({ by: 'PT6H10M' });
    stopLosing();
    expect(await attentionOf(swept)).toEqual(['wish_failed']);
    expect(given()).toBeGreaterThan(before);
  });

  test.each(['perennial-events', 'perennial-stream'])('of %s ends in the queue of failed events', async (name) => {
    const before = given();
    const stopFailing = faults.fail(name);
    await spine.journey.apply(person(`Failing-${name.at(-1)}`));
    await spine.journey.move({ by: 'PT3H' });
    stopFailing();
    expect(given()).toBeGreaterThan(before);
  });
});

test('a sender whose domain is verified may send', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const ses = new SESClient({ endpoint: spine.cloud.awsUrl, region: 'us-east-1', credentials });
  await ses.send(new DeleteIdentityCommand({ Identity: 'care@lakeside.example.com' }));
  await ses.send(new VerifyDomainIdentityCommand({ Domain: 'lakeside.example.com' }));
  const who = person('Domain');
  await spine.journey.apply(who);
  await spine.journey.mail(who.email, /confirm/i);
});

test('a nested execution that nobody waits for any longer is stopped', async () => {
  const who = person('Stopped');
  await spine.journey.enrol(who);
  await spine.cloud.work.quiet();
  const id = (await agreementOf(who))?.agreementId;
  const named = async (machine: string) =>
    (await spine.executions()).find(({ name }) => name?.startsWith(`${machine}-${id}`))?.executionArn;
  const child = await named('signing');
  await spine.workflows.send(new StopExecutionCommand({ executionArn: await named('onboarding') }));
  await spine.cloud.work.quiet();
  expect((await spine.workflows.send(new DescribeExecutionCommand({ executionArn: child }))).status).toBe('ABORTED');
});
