import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { InvocationHook } from '../../local/lambda/lambda.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import type { Visitor } from '../support/visitor.ts';
import { agedCount, agedPanel, panelPatient } from './panel.ts';
import { storeCopies } from './reads/copies.ts';
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

/** The units that each uses with so many agreements in the table, as the meter counts them. */
async function readUnitsAt(count: number): Promise<Map<string, number>> {
  const dataDir = await agedPanel();
  try {
    await storeCopies(dataDir, await agreementIdIn(dataDir), count);
    await using spine = await startSpine({ dataDir, hook: withoutStream });
    const agreementId = await spine.agreementIdOf(email);
    const used = meterOf(spine);
    const { journey } = spine;
    const mail = await journey.mail(email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
    const { visitor: staff } = await journey.staff('Manager');
    return new Map([
      ["a patient's plan page", await used(() => see(journey.visitor(), linkOf(mail), 'Your plan'))],
      ["the desk's agreement page", await used(() => see(staff, `/desk/agreements/${agreementId}`, 'Panel1'))],
      ["the desk's list, its first page", await used(() => see(staff, '/desk/agreements?physician=oak', 'More'))],
      // Two hours on is midnight, when all four are due.
      ["one renewal's share of a sweep", (await used(() => journey.move({ by: 'PT3H' }))) / agedCount],
    ]);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
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
function meterOf({ dataDir }: Spine) {
  const units = (): number => {
    using db = new DatabaseSync(join(dataDir, 'cloud.sqlite'), { readOnly: true });
    return Number(db.prepare("SELECT sum(amount) AS units FROM meter WHERE unit = 'readUnits'").get()?.units);
  };
  return async (work: () => Promise<unknown>): Promise<number> => {
    const before = units();
    await work();
    return units() - before;
  };
}
