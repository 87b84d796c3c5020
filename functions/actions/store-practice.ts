import { isDeepStrictEqual } from 'node:util';
import { writePanel } from '../adapters/table/panel-store.ts';
import {
  deletePracticePart,
  readPlanVersions,
  readPracticeParts,
  writePlanVersion,
  writePracticePart,
} from '../adapters/table/practice-store.ts';
import { type Item, type Table, untilStored } from '../adapters/table/table.ts';
import { checkTemplate } from '../adapters/templates/agreement-template.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import type { Person } from '../domain/people/person.ts';
import type { Physician, Plan, Practice } from '../domain/practice/practice.ts';
import { priceAt } from '../domain/practice/price.ts';
import { type PriceRun, runMistakes, runNotes } from '../domain/practice/price-run.ts';
import { firstTermWords } from '../pages/plan-words.ts';
import type { Deps } from './decide.ts';

export interface PracticeContent {
  practice: Practice;
  physicians: Physician[];
  plans: Omit<Plan, 'version'>[];
  /** Markdown with Liquid. */
  template: string;
}

/** Price runs that can't be, each mistake in a sentence under its place in the file. */
export class PriceRunError extends Error {
  override readonly name = 'PriceRun';
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(mistakes.join('; '));
    this.mistakes = mistakes;
  }
}

const anyone: Person = {
  firstName: 'A',
  lastName: 'Patient',
  birthDate: '1970-01-01',
  email: 'patient@example.com',
  phone: '',
  address: { line1: '', city: '', state: 'NY', postalCode: '' },
  isMedicareBeneficiary: true,
  isMedicaidBeneficiary: false,
};

/**
 * Stores the practice's settings. A plan or template whose content differs from the stored one gets the next version;
 * agreements keep what they were signed with. A plan that the file lacks is offered no more, and goes on from its last
 * version when it comes back; a physician stays (set the cap to 0 to take nobody new), since agreements name them. Storing
 * the same file again changes nothing. Every version of a plan is kept, so that price runs can name it; what a practice
 * should know of them comes back as notes. Throws a TemplateError or a PriceRunError before anything is stored.
 */
export async function storePractice(
  { table, now, timeZone }: Deps,
  content: PracticeContent,
): Promise<{ stored: string[]; notes?: string[] }> {
  if (content.physicians.length === 0 || content.plans.length === 0) {
    throw new RangeError('A practice needs a physician and a plan');
  }
  checkForEveryone(content);

  const before = await readPracticeParts(table);
  const plans = content.plans.map((one) => ({ ...one, version: versionOf(before, `PLAN#${one.planId}`, one) }));
  const { priceRuns = [] } = content.practice;
  await checkPriceRuns(table, priceRuns, plans);
  const runsBefore: PriceRun[] = before.get('SETTINGS')?.priceRuns ?? [];
  const notes = runNotes(priceRuns, runsBefore, practiceDate(now, timeZone));

  const stored: string[] = [];
  const write = async (part: string, item: object, order: number, said = part) => {
    if (isDeepStrictEqual(before.get(part), { ...item, order })) return;
    await writePracticePart(table, part, item, order);
    stored.push(said);
  };
  for (const [order, one] of content.physicians.entries()) {
    await write(`PHYSICIAN#${one.physicianId}`, one, order);
    await untilStored(() => writePanel(table, one.physicianId, one.panelCap, now));
  }
  for (const [order, one] of plans.entries()) {
    // Kept before it is sold: no agreement has a version that can't be read again.
    if (before.get(`PLAN#${one.planId}`)?.version !== one.version) await writePlanVersion(table, one);
    await write(`PLAN#${one.planId}`, one, order, `PLAN#${one.planId} version ${one.version}`);
  }
  const offered = new Set(content.plans.map((one) => `PLAN#${one.planId}`));
  for (const [part, item] of before) {
    if (!part.startsWith('PLAN#') || offered.has(part)) continue;
    await writePracticePart(table, withdrawn(part), item, Number(item.order));
    await deletePracticePart(table, part);
    stored.push(`${part} withdrawn`);
  }
  const text = { templateId: 'agreement', text: content.template };
  await write('TEMPLATE#agreement', { ...text, version: versionOf(before, 'TEMPLATE#agreement', text) }, 0);
  // The settings come last: before them, the pages say that the practice is not set up.
  await write('SETTINGS', content.practice, 0);
  return notes.length === 0 ? { stored } : { stored, notes };
}

/** That of what is stored where the content is the same, or else the next. */
function versionOf(before: ReadonlyMap<string, Item>, part: string, item: object): number {
  const { version = 0, order: _, ...old } = before.get(part) ?? before.get(withdrawn(part)) ?? {};
  return isDeepStrictEqual(old, { ...item }) ? Number(version) : Number(version) + 1;
}

/** Runs may name a version that this very file makes. */
async function checkPriceRuns(table: Table, runs: readonly PriceRun[], plans: readonly Plan[]): Promise<void> {
  const versions = new Map<string, Plan[]>();
  for (const planId of new Set(runs.map(({ plan }) => plan))) {
    const kept = await readPlanVersions(table, planId);
    const isNew = (one: Plan) => one.planId === planId && !kept.some(({ version }) => version === one.version);
    versions.set(planId, [...kept, ...plans.filter(isNew)]);
  }
  const mistakes = runMistakes(runs, (planId) => versions.get(planId) ?? []);
  if (mistakes.length > 0) throw new PriceRunError(mistakes);
}

/** Where a plan's last version is kept, so that no two contents ever bear one number. */
function withdrawn(part: string): string {
  return `WITHDRAWN#${part}`;
}

/** Every clause of the template, for each plan and physician, with Medicare and without: no patient meets a gap. */
function checkForEveryone({ practice, physicians, plans, template }: PracticeContent): void {
  for (const plan of plans) {
    for (const physician of physicians) {
      for (const isMedicareBeneficiary of [true, false]) {
        const members = [{ ...anyone, isMedicareBeneficiary }];
        const facts = { price: priceAt(plan, 0), members, firstTerm: firstTermWords(plan.renewal) };
        checkTemplate(template, { practice, physician, plan: { ...plan, version: 1 }, ...facts });
      }
    }
  }
}
