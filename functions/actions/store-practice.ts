import { isDeepStrictEqual } from 'node:util';
import { writePanel } from '../adapters/table/panel-store.ts';
import { deletePracticePart, readPracticeParts, writePracticePart } from '../adapters/table/practice-store.ts';
import { type Table, untilStored } from '../adapters/table/table.ts';
import { checkTemplate } from '../adapters/templates/agreement-template.ts';
import type { Person } from '../domain/people/person.ts';
import type { Physician, Plan, Practice } from '../domain/practice/practice.ts';
import { priceAt } from '../domain/practice/price.ts';
import { firstTermWords } from '../pages/plan-words.ts';

export interface PracticeContent {
  practice: Practice;
  physicians: Physician[];
  plans: Omit<Plan, 'version'>[];
  /** Markdown with Liquid. */
  template: string;
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
 * the same file again changes nothing. Throws a TemplateError before anything is stored.
 */
export async function storePractice(
  table: Table,
  content: PracticeContent,
  now: string,
): Promise<{ stored: string[] }> {
  if (content.physicians.length === 0 || content.plans.length === 0) {
    throw new RangeError('A practice needs a physician and a plan');
  }
  checkForEveryone(content);

  const before = await readPracticeParts(table);
  const stored: string[] = [];
  const write = async (part: string, item: object, order: number) => {
    if (isDeepStrictEqual(before.get(part), { ...item, order })) return;
    await writePracticePart(table, part, item, order);
    stored.push(part);
  };
  const versioned = async (part: string, item: object, order: number) => {
    const { version = 0, order: _, ...old } = before.get(part) ?? before.get(withdrawn(part)) ?? {};
    await write(part, { ...item, version: isDeepStrictEqual(old, { ...item }) ? version : Number(version) + 1 }, order);
  };
  for (const [order, one] of content.physicians.entries()) {
    await write(`PHYSICIAN#${one.physicianId}`, one, order);
    await untilStored(() => writePanel(table, one.physicianId, one.panelCap, now));
  }
  for (const [order, one] of content.plans.entries()) await versioned(`PLAN#${one.planId}`, one, order);
  const offered = new Set(content.plans.map((one) => `PLAN#${one.planId}`));
  for (const [part, item] of before) {
    if (!part.startsWith('PLAN#') || offered.has(part)) continue;
    await writePracticePart(table, withdrawn(part), item, Number(item.order));
    await deletePracticePart(table, part);
    stored.push(`${part} withdrawn`);
  }
  await versioned('TEMPLATE#agreement', { templateId: 'agreement', text: content.template }, 0);
  // The settings come last: before them, the pages say that the practice is not set up.
  await write('SETTINGS', content.practice, 0);
  return { stored };
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
