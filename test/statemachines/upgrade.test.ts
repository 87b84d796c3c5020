import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assembly } from '../support/assembly.ts';
import { calledTasks } from '../support/called-tasks.ts';
import { earlierAssembly } from '../support/earlier-assembly.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// An execution keeps the definition that it began with, up to a year; the functions that it calls are always the newest.
// So the practice upgrades in the midst of everything: what began under the definitions of `earlier` ends under today's functions.

const earlierFolder = join(import.meta.dirname, 'earlier');
/** `billing.1.asl.json`: as billing was before its first change. */
const generations = [...new Set(readdirSync(earlierFolder).map((file) => Number(file.split('.')[1])))];

describe.each(generations)('what began under definitions of generation %d', (generation) => {
  const versionsIn = (file: string) => calledTasks(file).map(({ version }) => version);
  const today = (machine: string) => versionsIn(`statemachines/${machine}.asl.json`);
  const earlier = (machine: string) => versionsIn(join(earlierFolder, `${machine}.${generation}.asl.json`));
  const people = { signs: person('Signs'), pays: person('Pays'), renews: person('Renews') };
  let spine: Spine;
  let dataDir: string;
  let link: string;

  const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
  const executionOf = async (machine: string, who: Applicant) => {
    const id = (await agreementOf(who))?.agreementId;
    return (await spine.executions()).find(({ name }) => name?.startsWith(`${machine}-${id}`));
  };
  /** The versions that an execution's tasks were called with. */
  const versionsOf = async (machine: string, who: Applicant) => {
    const history = await spine.historyOf((await executionOf(machine, who))?.executionArn);
    const called = history.flatMap(({ taskScheduledEventDetails: details }) =>
      details?.resourceType === 'lambda' ? [JSON.parse(details.parameters ?? '').Payload.version] : [],
    );
    expect(called.length).toBeGreaterThan(2);
    return called;
  };
  const planLink = async (who: Applicant) =>
    linkOf(await spine.journey.mail(who.email, /./, ({ links }) => links.some((one) => one.includes('/plan/'))));

  async function inForce(who: Applicant): Promise<void> {
    await spine.journey.sign(who, await spine.journey.enrol(who), { renewal: 'no' });
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
  }

  /** Wishes for the next year at once, as the sweep does ten weeks before it. */
  async function beginRenewal(who: Applicant): Promise<void> {
    const at = new Date(spine.cloud.clock.now()).toISOString();
    const key = { PK: `A#${(await agreementOf(who))?.agreementId}`, SK: 'WISH#renewal#2' };
    const wish = { workflow: 'renewal', term: 2 };
    const index = { GSI3PK: 'WISH', GSI3SK: `${at}#${key.PK}#${key.SK}` };
    const Item = { ...key, wish, wishedAt: at, nonce: 'n', ...index };
    await spine.table.client.send(new PutCommand({ TableName: spine.table.name, Item }));
    await spine.cloud.work.quiet();
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
    await beginRenewal(people.renews);
    await spine.cloud.work.quiet();
    // All of it waits, each under the definition that it began with.
    for (const [machine, who] of [
      ['signing', people.signs],
      ['billing', people.pays],
      ['renewal', people.renews],
    ] as const) {
      expect((await executionOf(machine, who))?.status).toBe('RUNNING');
    }
    await spine[Symbol.asyncDispose]();
    spine = await startSpine({ dataDir: join(dataDir, 'data') });
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
});
