import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { recordPacket } from '../../../functions/actions/record-packet.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication, aPerson, events } from '../../support/builders.ts';
import { depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
const { applicationId: id } = anApplication();
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
  const members = [aPerson(), aPerson({ firstName: 'Max', email: 'max.example@example.com' })];
  await storedAgreement(depsOf(table), 'awaiting_signature', { application: anApplication({ members }) });
});

const { evidence } = events.methodSaved;
const cameBack = (signerId: string) => recordPacket(depsOf(table), id, { ...events.signedOnPaper, signerId }, evidence);
const method = async () => (await getAgreement(depsOf(table), id)).agreement.paymentMethod?.kind;

test('the packet of whoever pays says that they pay by check; that of another adult says nothing about it', async () => {
  expect(await cameBack('s2')).toBeUndefined();
  expect(await method()).toBeUndefined();
  expect(await cameBack('s1')).toBeUndefined();
  expect(await method()).toBe('check');
  expect(await cameBack('s1')).toBe('already_signed');
});
