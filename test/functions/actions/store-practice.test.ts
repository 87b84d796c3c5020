import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PriceRunError, storePractice } from '../../../functions/actions/store-practice.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import { readPlanVersions, readPractice } from '../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { TemplateError } from '../../../functions/adapters/templates/agreement-template.ts';
import { anApplication, aPhysician, aPlan } from '../../support/builders.ts';
import { aPractice, depsOf, practiceContent, storedAgreement, template } from '../../support/stored.ts';
import { everything, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const { version: _, ...plan } = aPlan();
const store = (given = {}) => storePractice(depsOf(table), practiceContent(given));
const versions = async () => (await readPractice(table)).plans.map(({ planId, version }) => `${planId} ${version}`);

test('everything of a new file is stored, the settings last', async () => {
  expect((await store()).stored).toEqual([
    'PHYSICIAN#dr-sample',
    'PLAN#individual version 1',
    'TEMPLATE#agreement',
    'SETTINGS',
  ]);
});

test('the same file again changes nothing', async () => {
  await store();
  const before = await everything(table);
  expect(await store()).toEqual({ stored: [] });
  expect(await everything(table)).toEqual(before);
});

test('a plan that changed gets the next version, the others keep theirs', async () => {
  const other = { ...plan, planId: 'other' };
  await store({ plans: [plan, other] });
  const { stored } = await store({ plans: [{ ...plan, priceCents: 250_000 }, other] });
  expect(stored).toEqual(['PLAN#individual version 2']);
  expect(await versions()).toEqual(['individual 2', 'other 1']);
});

test('plans that only change places keep their versions', async () => {
  const other = { ...plan, planId: 'other' };
  await store({ plans: [plan, other] });
  await store({ plans: [other, plan] });
  expect(await versions()).toEqual(['other 1', 'individual 1']);
});

test('an agreement keeps the plan that it was offered with', async () => {
  await store();
  const before = await storedAgreement(depsOf(table), 'offered');
  await store({ plans: [{ ...plan, priceCents: 250_000 }] });
  expect(before.plan).toMatchObject({ priceCents: 240_000, version: 1 });
});

test('a plan that the file lacks is offered no more', async () => {
  await store({ plans: [plan, { ...plan, planId: 'other' }] });
  expect((await store()).stored).toEqual(['PLAN#other withdrawn']);
  expect(await versions()).toEqual(['individual 1']);
});

test('a plan that comes back goes on from its last version: no two contents bear one number', async () => {
  const other = { ...plan, planId: 'other' };
  await store({ plans: [plan, other] });
  await store({ plans: [plan, { ...other, priceCents: 1 }] });
  await store();
  await store({ plans: [plan, { ...other, priceCents: 2 }] });
  expect(await versions()).toEqual(['individual 1', 'other 3']);
  await store();
  await store({ plans: [plan, { ...other, priceCents: 2 }] });
  expect(await versions()).toEqual(['individual 1', 'other 3']);
});

test('a changed template gets the next version', async () => {
  await store();
  await store({ template: `${template}\nAnother clause.` });
  expect((await readPractice(table)).template).toMatchObject({ version: 2, text: expect.stringContaining('Another') });
});

test('a physician whom the file lacks stays, since agreements name them', async () => {
  await store({ physicians: [aPhysician(), aPhysician({ physicianId: 'oak' })] });
  await store();
  expect((await readPractice(table)).physicians.map((one) => one.physicianId)).toContain('oak');
});

test('a moved cap keeps the seats that are taken', async () => {
  await store();
  await storedAgreement(depsOf(table), 'offered', { application: anApplication() });
  await store({ physicians: [aPhysician({ panelCap: 10 })] });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ cap: 10, seatsTaken: 1, seatsFree: 9 });
});

test.each([
  ['lacks what every agreement needs', 'Only {{ member.name }}', 'physician.name'],
  ['uses what is unknown', `${template} {{ member.birthDate }}`, 'member.birthDate'],
  ['uses what is unknown in a clause that nobody sees', `${template}{% if false %}{{ x.y }}{% endif %}`, 'x.y'],
  ['can not be read', `${template} {% if %}`, 'read'],
  ['uses an unknown filter', `${template} {{ plan.name | shout }}`, 'shout'],
])('refuses a template that %s, and stores nothing', async (__, text, named) => {
  await store();
  const before = await everything(table);
  const refused = store({ template: text, physicians: [aPhysician({ panelCap: 99 })] });
  await expect(refused).rejects.toThrow(TemplateError);
  await expect(refused).rejects.toThrow(named);
  expect(await everything(table)).toEqual(before);
});

test.each(['physicians', 'plans'])('refuses a practice without %s', async (part) => {
  await expect(store({ [part]: [] })).rejects.toThrow(RangeError);
});

describe('versions of a plan', () => {
  const dearer = { ...plan, priceCents: 250_000 };
  const run = (version: number, renewalsFrom = '2027-01-01') =>
    aPractice({ priceRuns: [{ plan: 'individual', version, renewalsFrom }] });

  test('are all kept, also of a plan that is sold no more', async () => {
    await store();
    await store({ plans: [dearer] });
    await store({ plans: [{ ...plan, planId: 'other' }] });
    expect(await readPlanVersions(table, 'individual')).toEqual([
      { ...plan, version: 1 },
      { ...dearer, version: 2 },
    ]);
  });

  test('may be named by a run in the very file that makes them', async () => {
    await store();
    expect(await store({ plans: [dearer], practice: run(2) })).toEqual({
      stored: ['PLAN#individual version 2', 'SETTINGS'],
    });
    expect((await readPractice(table)).practice.priceRuns).toHaveLength(1);
  });

  test('may be named by a run for years, without a word about it', async () => {
    await store({ practice: run(1, '2026-01-01') });
    expect(await store({ practice: run(1, '2026-01-01') })).toEqual({ stored: [] });
  });

  test('come with a note where a run is too early for some', async () => {
    const { notes } = await store({ practice: run(1, '2026-04-01') });
    expect(notes).toEqual([expect.stringContaining('before 2026-05-12 are prepared already')]);
  });

  test('refuses a run of one that is not there, and stores nothing', async () => {
    await store();
    const before = await everything(table);
    const refused = store({ plans: [dearer], practice: run(3) });
    await expect(refused).rejects.toThrow(PriceRunError);
    await expect(refused).rejects.toThrow('it has 1 and 2');
    expect(await everything(table)).toEqual(before);
  });
});
