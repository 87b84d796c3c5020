import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, UpdateAccountSendingEnabledCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assembly } from '../support/assembly.ts';
import { calledTasks } from '../support/called-tasks.ts';
import { earlierAssembly } from '../support/earlier-assembly.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { wishNow } from '../support/wish-now.ts';

// An execution keeps the definition that it began with, up to a year; the functions that it calls are always the newest.
// So the practice upgrades in the midst of everything: what began under the definitions of `earlier` ends under today's functions.

const earlierFolder = join(import.meta.dirname, 'earlier');
/** `billing.1.asl.json`: as billing was before its first change. */
const generations = [...new Set(readdirSync(earlierFolder).map((file) => Number(file.split('.')[1])))];

describe.each(generations)('what began under definitions of generation %d', (generation) => {
  const versionsIn = (file: string) => calledTasks(file).map(({ version }) => version);
  const today = (machine: string) => versionsIn(`statemachines/${machine}.asl.json`);
  const earlier = (machine: string) => versionsIn(join(earlierFolder, `${machine}.${generation}.asl.json`));
  const people = { signs: person('Signs'), pays: person('Pays'), renews: person('Renews'), leaves: person('Leaves') };
  const wordOfEnding = 'ending-1-s1';
  let spine: Spine;
  let dataDir: string;
  let link: string;

  const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
  const executionOf = async (machine: string, who: Applicant, part = '') => {
    const begins = `${machine}-${(await agreementOf(who))?.agreementId}-${part}`;
    return (await spine.executions()).find(({ name }) => name?.startsWith(begins));
  };
  /** The versions that an execution's tasks were called with. */
  const versionsOf = async (machine: string, who: Applicant, part = '') => {
    const history = await spine.historyOf((await executionOf(machine, who, part))?.executionArn);
    const called = history.flatMap(({ taskScheduledEventDetails: details }) =>
      details?.resourceType === 'lambda' ? [JSON.parse(details.parameters ?? '').Payload.version] : [],
    );
    expect(called.length).toBeGreaterThan(1);
    return called;
  };
  const planLink = async (who: Applicant) =>
    linkOf(await spine.journey.mail(who.email, /./, ({ links }) => links.some((one) => one.includes('/plan/'))));

  async function inForce(who: Applicant): Promise<void> {
    await spine.journey.sign(who, await spine.journey.enrol(who), { renewal: 'no' });
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
  }

  const allowMail = (Enabled: boolean) =>
    new SESClient({
      endpoint: spine.cloud.awsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }).send(new UpdateAccountSendingEnabledCommand({ Enabled }));

  /** Ends with this day: word of it cannot go out now, and the money waits for the day after. */
  async function cancelToday(who: Applicant): Promise<void> {
    const visitor = spine.journey.visitor();
    const page = await visitor.open(`${await planLink(who)}/cancel`);
    await allowMail(false);
    await visitor.submit(page, { how: 'on-date' }, '/cancel');
    await wishNow(spine, who, { workflow: 'termination', ending: 1 });
  }

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'perennial-upgrade-'));
    const before = earlierAssembly(await assembly(), join(dataDir, 'app'), generation);
    spine = await startSpine({ dataDir: join(dataDir, 'data'), assembly: before });
    link = await spine.journey.enrol(people.signs);
    await spine.journey.sign(people.pays, await spine.journey.enrol(people.pays), {
      method: 'pm_card_chargeCustomerFail',
    });
    await spine.journey.countersign(people.pays);
    await spine.journey.mail(people.pays.email, /did not go through/i);
    await inForce(people.renews);
    await wishNow(spine, people.renews, { workflow: 'renewal', term: 2 });
    await inForce(people.leaves);
    await cancelToday(people.leaves);
    await spine.cloud.work.quiet();
    // All of it waits, each under the definition that it began with.
    for (const [machine, who, part] of [
      ['signing', people.signs],
      ['billing', people.pays],
      ['renewal', people.renews],
      ['notice', people.leaves, wordOfEnding],
      ['termination', people.leaves],
    ] as const) {
      expect([machine, (await executionOf(machine, who, part))?.status]).toEqual([machine, 'RUNNING']);
    }
    await spine[Symbol.asyncDispose]();
    spine = await startSpine({ dataDir: join(dataDir, 'data') });
    await allowMail(true);
  }, 240_000);
  afterAll(async () => {
    await spine[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('comes into force, and its first payment is made by the definition of today', async () => {
    const who = people.signs;
    await spine.journey.sign(who, link);
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect(await endOf(spine, 'onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'active' });
    for (const machine of ['onboarding', 'signing']) {
      expect(earlier(machine)).toEqual(expect.arrayContaining(await versionsOf(machine, who)));
    }
    expect(today('billing')).toEqual(expect.arrayContaining(await versionsOf('billing', who)));
  }, 60_000);

  test('is paid by another card', async () => {
    const who = people.pays;
    const visitor = spine.journey.visitor();
    const page = await visitor.open(linkOf(await spine.journey.mail(who.email, /did not go through/i)));
    await visitor.submit(page, { method: 'pm_card_visa' });
    await spine.journey.mail(who.email, /welcome/i);
    expect(await endOf(spine, 'billing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect(earlier('billing')).toEqual(expect.arrayContaining(await versionsOf('billing', who)));
  }, 60_000);

  test('is renewed', async () => {
    const who = people.renews;
    const visitor = spine.journey.visitor();
    await visitor.submit(await visitor.open(await planLink(who)), {}, '/renew');
    await spine.journey.mail(who.email, /is renewed/i);
    expect(await endOf(spine, 'renewal', who)).toEqual({ status: 'SUCCEEDED', outcome: 'renewed' });
    expect(earlier('renewal')).toEqual(expect.arrayContaining(await versionsOf('renewal', who)));
    expect((await agreementOf(who))?.needsAttention).toEqual([]);
  }, 60_000);

  test('is told by the mail that could not go out before', async () => {
    const who = people.leaves;
    await spine.journey.move({ by: 'PT7H' });
    expect((await spine.journey.mail(who.email, /ends on/i)).text).toContain('You can undo this');
    expect(await endOf(spine, 'notice', who, wordOfEnding)).toEqual({ status: 'SUCCEEDED' });
    expect(earlier('notice')).toEqual(expect.arrayContaining(await versionsOf('notice', who, wordOfEnding)));
  }, 60_000);

  test('is ended, and what is not earned goes back', async () => {
    const who = people.leaves;
    await spine.journey.move({ by: 'P2D' });
    await spine.journey.mail(who.email, /has ended/i);
    expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'SUCCEEDED', outcome: 'ended' });
    expect(earlier('termination')).toEqual(expect.arrayContaining(await versionsOf('termination', who)));
    const agreement = await agreementOf(who);
    const parts = agreement?.endings[0]?.settlement?.parts;
    expect([agreement?.status, parts, agreement?.needsAttention]).toEqual([
      'ended',
      [expect.objectContaining({ way: 'charge', refundId: expect.stringMatching(/^re_/) })],
      [],
    ]);
  }, 60_000);
});
