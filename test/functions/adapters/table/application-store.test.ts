import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  moveOnWrite,
  readApplication,
  storeApplication,
} from '../../../../functions/adapters/table/application-store.ts';
import { ConflictError, type Table, transact } from '../../../../functions/adapters/table/table.ts';
import { anApplication, aPerson } from '../../../support/builders.ts';
import { idOf } from '../../../support/stored.ts';
import { everything, itemsUnder, startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const application = anApplication();
const today = '2026-03-02';
const conflict = {
  name: 'TransactionCanceledException',
  fields: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }, { Code: 'None' }] },
};

test('an application comes back as it was stored, with the wish for its confirmation', async () => {
  expect(await storeApplication(table, application, today)).toBe('stored');
  expect(await readApplication(table, application.applicationId)).toEqual(application);
  expect(await itemsUnder(table, 'WISH#')).toMatchObject([{ wish: { workflow: 'notice', noticeKey: 'confirmation' } }]);
});

test('an application that is never confirmed is cleaned away after seven days, and the mark of its day a day later', async () => {
  await storeApplication(table, application, today);
  const items = await everything(table);
  const ttlOf = (sortKey: string) => items.find((item) => String(item.SK).startsWith(sortKey))?.ttl;
  const week = Date.parse('2026-03-09T15:00:00.000Z') / 1000;
  expect([ttlOf('APPLICATION'), ttlOf('EMAIL#')]).toEqual([week, week + 86_400]);
});

test('who is on paper and would have email after all on that day applies again, and gets the mail', async () => {
  const { emailConsentAt: _, ...onPaper } = application;
  expect(await storeApplication(table, { ...onPaper, status: 'confirmed' }, today)).toBe('stored');
  const byMail = { ...application, applicationId: idOf(2) };
  expect(await storeApplication(table, byMail, today)).toBe('stored');
  expect(await storeApplication(table, byMail, today)).toBe('repeated');
  expect((await readApplication(table, idOf(1)))?.status).toBe('confirmed');
  expect(await itemsUnder(table, 'WISH#')).toMatchObject([{ wish: { workflow: 'notice', noticeKey: 'confirmation' } }]);
});

test('refuses to move on what was corrected meanwhile', async () => {
  await storeApplication(table, application, today);
  await storeApplication(table, { ...application, planId: 'corrected' }, today);
  await expect(transact(table, [moveOnWrite(table, application, { status: 'approved' })])).rejects.toThrow(
    ConflictError,
  );
});

test('a form of one who has confirmed already changes nothing', async () => {
  await storeApplication(table, application, today);
  await transact(table, [moveOnWrite(table, application, { status: 'approved' })]);
  expect(await storeApplication(table, { ...application, planId: 'corrected' }, today)).toBe('repeated');
  expect((await readApplication(table, application.applicationId))?.planId).toBe(application.planId);
});

test('an application that moves on is kept for good', async () => {
  await storeApplication(table, application, today);
  await transact(table, [moveOnWrite(table, application, { status: 'confirmed' })]);
  const [item] = await itemsUnder(table, 'APPLICATION');
  expect(item).toMatchObject({ status: 'confirmed' });
  expect(item).not.toHaveProperty('ttl');
});

test('refuses to move on what has moved on already', async () => {
  await storeApplication(table, application, today);
  await transact(table, [moveOnWrite(table, application, { status: 'approved' })]);
  await expect(transact(table, [moveOnWrite(table, application, { status: 'confirmed' })])).rejects.toThrow(
    ConflictError,
  );
});

test('an application whose write met another transaction is stored at the next try, not taken for a repetition', async () => {
  tables.fail('TransactWriteItems', conflict);
  expect(await storeApplication(table, application, today)).toBe('stored');
  expect(await readApplication(table, application.applicationId)).toEqual(application);
});

test('two applications of one address in two forms at once: one is stored', async () => {
  const two = [1, 2].map((number) => anApplication({ applicationId: idOf(number) }));
  const outcomes = await Promise.all(two.map((one) => storeApplication(table, one, today)));
  expect(outcomes.sort()).toEqual(['repeated', 'stored']);
  expect(await itemsUnder(table, 'APPLICATION')).toHaveLength(1);
});

test('the mark of the day holds the address as its hash only', async () => {
  await storeApplication(table, anApplication({ members: [aPerson({ email: 'Paula@Example.com' })] }), today);
  const marks = await itemsUnder(table, 'EMAIL#');
  expect(JSON.stringify(marks).toLowerCase()).not.toContain('paula');
});
