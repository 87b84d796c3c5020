import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAgreement } from '../../functions/adapters/table/agreement-store.ts';
import type { Agreement } from '../../functions/domain/agreement/agreement.ts';
import { renewalDate } from '../../functions/domain/agreement/next-date.ts';
import { addDays, instantAt } from '../../functions/domain/calendar/practice-time.ts';
import { copyData } from '../faults/recording.ts';
import { type Applicant, person } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';

/** The demonstration practice's. */
export const timeZone = 'America/New_York';

/** The patient of this number, from 1 on. */
export const panelPatient = (number: number): Applicant => person(`Panel${number}`);

/** So many agreements in force, each enrolled, signed, paid by card, with a yes to automatic renewal; gives their ids. */
export async function enrolPanel({ journey, agreementIdOf }: Spine, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const who = panelPatient(number);
    await journey.sign(who, await journey.enrol(who), { renewal: 'yes' });
    await journey.countersign(who);
    await journey.mail(who.email, /welcome/i);
    const id = await agreementIdOf(who.email);
    if (id === undefined) throw new Error(`There is no agreement of ${who.email}`);
    ids.push(id);
  }
  return ids;
}

export async function agreementOf({ table }: Spine, id: string | undefined): Promise<Agreement> {
  const loaded = await loadAgreement(table, id ?? '');
  if (loaded === undefined) throw new Error(`There is no agreement ${id}`);
  return loaded.agreement;
}

/** Fails unless the agreement's second term is under way and both are paid for. */
export async function requireRenewed(spine: Spine, id: string): Promise<void> {
  const { status, terms, invoices } = await agreementOf(spine, id);
  const paid = invoices.filter((invoice) => invoice.status === 'paid').length;
  if (status === 'active' && terms.length === 2 && paid === 2) return;
  throw new Error(
    `Agreement ${id} is ${status} in term ${terms.length} with ${paid} payments, so its renewal says nothing`,
  );
}

/** The instant of its clock, in UTC. */
export function nowOf({ cloud }: Spine): string {
  return new Date(cloud.clock.now()).toISOString();
}

/** What a sweep does once is shared by several. */
export const agedCount = 4;
let aged: Promise<string> | undefined;

/**
 * A copy of the data of a panel of four in whose next sweep, at midnight, their renewals are to be prepared; gives its folder.
 * Made once for all benchmarks.
 */
export async function agedPanel(): Promise<string> {
  aged ??= age();
  const copy = mkdtempSync(join(tmpdir(), 'perennial-panel-'));
  copyData(await aged, copy);
  return copy;
}

async function age(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-panel-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  await using spine = await startSpine({ dataDir });
  const [id = ''] = await enrolPanel(spine, agedCount);
  const agreement = await agreementOf(spine, id);
  const [term] = agreement.terms;
  if (term === undefined) throw new Error(`The agreement ${id} is not in force`);
  // Later than the midnight of UTC, at which expired items are looked for in the whole table.
  await spine.journey.move({ to: instantAt(addDays(renewalDate(agreement, term), -1), '22:00', timeZone) });
  return dataDir;
}
