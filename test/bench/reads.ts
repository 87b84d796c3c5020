import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isMorningSweep } from '../../functions/actions/morning-sweep.ts';
import type { InvocationHook } from '../../local/lambda/lambda.ts';
import { assembly } from '../support/assembly.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import type { Visitor } from '../support/visitor.ts';
import { agedCount, agedPanel, nowOf, panelPatient, requireRenewed, timeZone } from './panel.ts';
import { storeCopies } from './reads/copies.ts';
import { withoutExpiry } from './reads/without-expiry.ts';
import { aimed, type Row } from './row.ts';

const [few, many] = [100, 100_000];
const { email } = panelPatient(1);

/** What a page and a renewal read of the table, with few agreements in it and with many: the same. */
export async function reads(): Promise<Row[]> {
  const [withFew, withMany] = [await readUnitsAt(few), await readUnitsAt(many)];
  return [...withFew].flatMap(([name, value]) => {
    const row = (units: number, count: number) => ({
      name: `${name}, ${count.toLocaleString('en')} agreements`,
      value: units,
      unit: 'read units',
    });
    return [row(value, few), aimed(row(withMany.get(name) ?? Number.NaN, many), { atMost: value })];
  });
}

type Used = [name: string, readUnits: number][];

/** The units that each uses with so many agreements in the table, as the meter counts them. */
async function readUnitsAt(count: number): Promise<Map<string, number>> {
  return new Map([...(await withAgreements(count, pagesAndSweep)), ...(await withAgreements(count, wholeRenewal))]);
}

async function withAgreements(
  count: number,
  measure: (dataDir: string, agreementId: string) => Promise<Used>,
): Promise<Used> {
  const dataDir = await agedPanel();
  try {
    const agreementId = await agreementIdIn(dataDir);
    await storeCopies(dataDir, agreementId, count);
    return await measure(dataDir, agreementId);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function pagesAndSweep(dataDir: string, agreementId: string): Promise<Used> {
  await using spine = await startSpine({ dataDir, hook: withoutStream });
  const used = meterOf(spine);
  const { journey } = spine;
  const mail = await journey.mail(email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
  const { visitor: staff } = await journey.staff('Manager');
  return [
    ["a patient's plan page", await used(() => see(journey.visitor(), linkOf(mail), 'Your plan'))],
    ["the desk's agreement page", await used(() => see(staff, `/desk/agreements/${agreementId}`, 'Panel1'))],
    ["the desk's list, its first page", await used(() => see(staff, '/desk/agreements?physician=oak', 'More'))],
    // Two hours on is midnight, when all four are due.
    ["one renewal's share of a sweep", (await used(() => journey.move({ by: 'PT3H' }))) / agedCount],
  ];
}

/** What is about one agreement, from the sweep that prepares its renewal until it is renewed and paid for. */
async function wholeRenewal(dataDir: string, agreementId: string): Promise<Used> {
  let started: Spine | undefined;
  // A morning's comparison reads each agreement of a panel, whoever renews.
  const withoutMornings: InvocationHook = async ({ functionName }, run) => {
    const isMorning = started !== undefined && isMorningSweep({ now: nowOf(started), timeZone });
    return functionName === 'perennial-sweep' && isMorning ? { payload: 'null' } : run();
  };
  const deployed = withoutExpiry(await assembly(), join(dataDir, 'deployed'));
  await using spine = await startSpine({ dataDir, assembly: deployed, hook: withoutMornings });
  started = spine;
  const used = meterOf(spine, agreementId);
  // Past the sweep that prepares, the notices and the renewal date; in steps, since a request that lasts for minutes would time out.
  const weeks = async () => {
    for (let week = 0; week < 11; week += 1) await spine.journey.move({ by: 'P7D' });
  };
  const units = await used(weeks);
  await requireRenewed(spine, agreementId);
  return [['one whole renewal, its sweeps apart', units]];
}

async function agreementIdIn(dataDir: string): Promise<string> {
  await using spine = await startSpine({ dataDir });
  const id = await spine.agreementIdOf(email);
  if (id === undefined) throw new Error(`There is no agreement of ${email}`);
  return id;
}

/** The sweep's wishes stay where they are, so that it is measured alone. */
const withoutStream: InvocationHook = async ({ functionName }, run) =>
  functionName === 'perennial-stream' ? { payload: '{"batchItemFailures":[]}' } : run();

async function see(visitor: Visitor, path: string, words: string): Promise<void> {
  const page = await visitor.open(path);
  if (page.status !== 200 || !page.text.includes(words))
    throw new Error(`${path} answered ${page.status}: ${page.text}`);
}

/** The meter's report would read the whole table, for what is stored. */
function meterOf({ dataDir }: Spine, agreementId?: string) {
  const units = (): number => {
    using db = new DatabaseSync(join(dataDir, 'cloud.sqlite'), { readOnly: true });
    const counted = "SELECT sum(amount) AS units FROM meter WHERE unit = 'readUnits' AND subject = ifnull(?, subject)";
    return Number(db.prepare(counted).get(agreementId ?? null)?.units);
  };
  return async (work: () => Promise<unknown>): Promise<number> => {
    const before = units();
    await work();
    return units() - before;
  };
}
