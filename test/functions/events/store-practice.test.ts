import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { aPhysician, aPlan } from '../../support/builders.ts';
import { invoke } from '../../support/deployed-handler.ts';
import { aPractice, practiceContent } from '../../support/stored.ts';
import { everything, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
let handler: unknown;
beforeAll(async () => {
  tables = await startTables();
  Object.assign(process.env, { TABLE_NAME: 'practice', TIME_ZONE: 'America/New_York' });
  handler = (await import('../../../functions/events/store-practice.ts')).handler;
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.empty('practice');
});

type Answer = { stored?: string[]; notes?: string[]; mistakes?: string[] };
const { version: _, ...plan } = aPlan();
const store = (given: unknown) => invoke<Answer>(handler, given);

test('a good file is stored, and the same file again stores nothing', async () => {
  expect((await store(practiceContent())).stored).toHaveLength(4);
  expect((await store(practiceContent())).stored).toEqual([]);
});

test('the demonstration practice is a good file', async () => {
  const read = (file: string) => readFileSync(`local/demonstration/${file}`, 'utf8');
  const file = JSON.parse(read('practice.json'));
  const answer = await store({ ...file, template: read('agreement.md') });
  expect(answer.stored).toContain('SETTINGS');
  expect((await readPractice(table)).plans).toHaveLength(4);
});

test('what its plans can’t meet of the rules about notices is said, and does not keep them from being stored', async () => {
  const content = practiceContent();
  const cutShort = { ...plan, planId: 'common', renewal: { on: 'common-date', monthDay: '01-01', proration: 'day' } };
  const template = `${content.template}\n\n{{ plan.firstTerm }}`;
  const { stored, notes = [] } = await store({ ...content, template, plans: [...content.plans, cutShort] });
  expect(stored).toContain('PLAN#common version 1');
  expect(notes.filter((note) => note.startsWith('plan common: '))).toEqual(
    expect.arrayContaining([expect.stringContaining('the patient is asked instead')]),
  );
  // Patients may live across the border: all such states in one sentence.
  const elsewhere = notes.filter((note) => note.startsWith('patients who live elsewhere: '));
  expect(elsewhere).toEqual([expect.stringContaining('FL (Fla. Stat. 501.165)')]);
  for (const state of ['NY', 'NC']) expect(elsewhere[0]).not.toContain(`${state} (`);
});

test('every mistake of a file is named by its place and what is allowed there, and nothing is stored', async () => {
  const { mistakes = [] } = await store({
    practice: aPractice({ colour: '#ffff00', email: 'care', name: ' ' }),
    physicians: [aPhysician({ email: 'sam', panelCap: -1 }), aPhysician()],
    plans: [{ ...plan, priceCents: 12.5, installments: 3 }, plan],
    template: 'short',
  });
  const mistakeAt = (place: string) => mistakes.filter((one) => one.startsWith(`${place}: `)).join();
  expect(mistakeAt('practice.colour')).toContain('too light');
  expect(mistakeAt('practice.email')).toContain('is not an email address');
  expect(mistakeAt('physicians.0.email')).toContain('is not an email address');
  expect(mistakeAt('physicians.0.panelCap')).toContain('>=0');
  expect(mistakeAt('plans.0.priceCents')).toContain('int');
  expect(mistakeAt('template')).toContain('>=100');
  for (const place of ['practice.name', 'plans.0.installments']) expect(mistakeAt(place)).not.toBe('');
  expect(mistakes.filter((one) => one.endsWith(': Invalid input'))).toEqual(
    mistakes.filter((one) => one.startsWith('plans.0.installments')),
  );
  expect(await everything(table)).toEqual([]);
});

test.each([
  ['physicians', { physicians: [aPhysician(), aPhysician()] }, 'names a physicianId twice'],
  ['plans', { plans: [plan, plan] }, 'names a planId twice'],
])('refuses %s of one id', async (place, given, words) => {
  expect(await store(practiceContent(given as object))).toEqual({ mistakes: [`${place}: ${words}`] });
});

test('refuses a template that no agreement could be made of, and stores nothing', async () => {
  const { mistakes } = await store(practiceContent({ template: 'A text that names nobody. '.repeat(10) }));
  expect(mistakes).toEqual([expect.stringContaining('template: The template lacks variables')]);
  expect(await everything(table)).toEqual([]);
});

test('refuses a price run that can not be, by its place', async () => {
  const priceRuns = [
    { plan: 'gold', version: 1, renewalsFrom: '2027-01-01' },
    { plan: 'individual', version: 2, renewalsFrom: 'soon' },
  ];
  expect((await store(practiceContent({ practice: aPractice({ priceRuns }) }))).mistakes).toEqual([
    'practice.priceRuns.0.plan: there is no plan gold',
    'practice.priceRuns.1.renewalsFrom: is a day like 2027-01-31, got "soon"',
    'practice.priceRuns.1.version: individual has no version 2; it has 1',
  ]);
  expect(await everything(table)).toEqual([]);
});

test('a mistake in a file that is stored already leaves what is stored', async () => {
  await store(practiceContent());
  const before = await everything(table);
  await store(practiceContent({ plans: [{ ...plan, priceCents: -1 }] }));
  expect(await everything(table)).toEqual(before);
});

test.each([[undefined], [null], ['text'], [[]], [{}]])('refuses %j as a file', async (file) => {
  expect((await store(file)).mistakes?.length).toBeGreaterThan(0);
});
