import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { NoPracticeError, noteMailBlocked, readPractice } from '../../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import { aPhysician, aPlan, monday } from '../../../support/builders.ts';
import { aPractice, setUpPractice, template } from '../../../support/stored.ts';
import { startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

test('refuses to read a practice that was never set up', async () => {
  await expect(readPractice(table)).rejects.toThrow(NoPracticeError);
});

test('the book comes back as it was stored, in the order of the file', async () => {
  const plans = ['zebra', 'ant', 'moth'].map((planId) => ({ ...aPlan({ planId }), version: undefined }));
  const physicians = ['oak', 'fern'].map((physicianId) => aPhysician({ physicianId }));
  const book = await setUpPractice(table, { plans, physicians });
  expect(book).toEqual({
    practice: aPractice(),
    physicians,
    plans: plans.map((plan) => ({ ...plan, version: 1 })),
    template: { templateId: 'agreement', version: 1, text: template },
  });
});

test('mail that is blocked counts from the first refusal until it goes out again', async () => {
  await setUpPractice(table);
  await noteMailBlocked(table, monday);
  await noteMailBlocked(table, '2026-03-03T15:00:00.000Z');
  expect((await readPractice(table)).mailBlockedSince).toBe(monday);
  await noteMailBlocked(table, undefined);
  expect(await readPractice(table)).not.toHaveProperty('mailBlockedSince');
});

test('mail that was never blocked can be noted as going out', async () => {
  await setUpPractice(table);
  await noteMailBlocked(table, undefined);
  expect(await readPractice(table)).not.toHaveProperty('mailBlockedSince');
});
