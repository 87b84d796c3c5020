import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { proposePhysician } from '../../../functions/actions/propose-physician.ts';
import { readPanel, recordLeave } from '../../../functions/adapters/table/panel-store.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import { changesToSign } from '../../../functions/adapters/table/roster-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { lastChange } from '../../../functions/domain/physician/physician-change.ts';
import { anApplication, aPhysician, events, monday } from '../../support/builders.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUp(1);
  await storedAgreement(depsOf(table), 'active');
});

const id = anApplication().applicationId;
const setUp = (panelCap: number) =>
  setUpPractice(table, {
    physicians: [aPhysician(), aPhysician({ physicianId: 'dr-other', name: 'Dr. Olga Other', panelCap })],
  });
const propose = async (to = 'dr-other') =>
  proposePhysician(depsOf(table), await readPractice(table), id, { to, effectiveOn: '2026-03-16', by: 'staff-1' });
const changes = async () => (await getAgreement(depsOf(table), id)).agreement.physicianChanges;

test('a seat with the other is kept from the proposal on, and a form that comes twice asks once', async () => {
  expect(await propose()).toEqual({});
  expect(await propose()).toEqual({ refusal: 'nothing_changes' });
  expect(await changes()).toHaveLength(1);
  expect(await readPanel(table, 'dr-other')).toMatchObject({ seatsTaken: 1, seatsFree: 0 });
});

test('sent five times at once, it asks once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => propose()));
  expect(await changes()).toHaveLength(1);
  expect(await readPanel(table, 'dr-other')).toMatchObject({ seatsTaken: 1 });
});

test('refuses a panel that is full, a physician who leaves, and one who is none, each with its reason', async () => {
  await setUp(0);
  expect(await propose()).toEqual({ unfit: 'Dr. Olga Other has 0 free seats, and 1 are needed' });
  expect(await propose('dr-nobody')).toEqual({ unfit: 'The practice has no such physician' });
  await setUp(3);
  await recordLeave(table, 'dr-other', { on: '2026-06-30', recordedAt: monday, recordedBy: 'staff-1' });
  expect(await propose()).toEqual({ unfit: 'Dr. Olga Other leaves the practice' });
  expect(await changes()).toEqual([]);
});

test('stands in the queue of the new physician from the yes until the signature', async () => {
  await propose();
  expect(await changesToSign(table)).toEqual([]);
  await decided(depsOf(table), id, events.doctorAccepted);
  expect(await changesToSign(table)).toEqual([{ agreementId: id, physicianId: 'dr-other' }]);
  const signed = await decided(depsOf(table), id, events.doctorSigned);
  expect([await changesToSign(table), lastChange(signed)?.state]).toEqual([[], 'signed']);
});
