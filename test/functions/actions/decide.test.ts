import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decide, getAgreement, NoAgreementError } from '../../../functions/actions/decide.ts';
import { TransientError } from '../../../functions/adapters/errors.ts';
import { readHistory } from '../../../functions/adapters/table/agreement-store.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { firstBreak } from '../../../functions/domain/audit/audit-trail.ts';
import { anApplication, events } from '../../support/builders.ts';
import { depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const conflict = {
  name: 'TransactionCanceledException',
  fields: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
};
const throttle = {
  name: 'TransactionCanceledException',
  fields: { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] },
};

test('a decision that meets another in its transaction is taken again, unseen', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('TransactWriteItems', conflict, conflict);
  const { agreement, refusal } = await decide(depsOf(table), id, events.signingOpened);
  expect([agreement.status, refusal]).toEqual(['awaiting_signature', undefined]);
  expect((await readHistory(table, id)).map((entry) => entry.type)).toEqual(['application_approved', 'signing_opened']);
});

test('a decision that never comes through is an error that may be tried again', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('TransactWriteItems', ...Array(8).fill(conflict));
  await expect(decide(depsOf(table), id, events.signingOpened)).rejects.toThrow(TransientError);
});

test('a throttled transaction is an error that may be tried again', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('TransactWriteItems', throttle);
  await expect(decide(depsOf(table), id, events.signingOpened)).rejects.toThrow(TransientError);
});

test('a transaction that AWS cancels for a defect of ours stays that error', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('TransactWriteItems', { ...throttle, fields: { CancellationReasons: [{ Code: 'ValidationError' }] } });
  await expect(decide(depsOf(table), id, events.signingOpened)).rejects.toThrow(
    expect.objectContaining({ name: 'TransactionCanceledException' }),
  );
});

test('a decision whose answer is lost is not taken twice', async () => {
  await storedAgreement(depsOf(table), 'offered');
  tables.fail('TransactWriteItems', { name: 'InternalServerError', status: 500, isCarriedOut: true });
  const { agreement } = await decide(depsOf(table), id, events.signingOpened);
  expect(agreement.status).toBe('awaiting_signature');
  expect(await readHistory(table, id)).toHaveLength(2);
});

test('many decisions at once on one agreement all come through, in one unbroken chain', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  const codes = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
  const outcomes = await Promise.all(
    codes.map((code) => decide(depsOf(table), id, { type: 'attention_needed', code })),
  );
  expect(outcomes.filter((outcome) => outcome.refusal !== undefined)).toEqual([]);
  const history = await readHistory(table, id);
  expect(
    history
      .map((entry) => entry.data.code)
      .filter(Boolean)
      .sort(),
  ).toEqual(codes.sort());
  const { agreement } = await getAgreement(depsOf(table), id);
  expect(firstBreak(history, agreement.audit)).toBeUndefined();
});

test('of many signatures at once one is taken, and the others are refused by the domain', async () => {
  const deps = depsOf(table);
  await storedAgreement(deps, 'awaiting_signature');
  for (const event of [events.recordsConsented, events.disclosuresAccepted, events.documentRead]) {
    await decide(deps, id, event);
  }
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => decide(deps, id, events.signed)));
  expect(outcomes.map((outcome) => outcome.refusal).sort()).toEqual([...Array(5).fill('already_signed'), undefined]);
  expect((await readHistory(table, id)).filter((entry) => entry.type === 'signed')).toHaveLength(1);
});

test('declined by the patient and by the physician at once gives one seat back', async () => {
  const deps = depsOf(table);
  await storedAgreement(deps, 'awaiting_countersignature');
  const outcomes = await Promise.all(
    [events.declined, events.declinedByPhysician].map((event) => decide(deps, id, event)),
  );
  expect(outcomes.map((outcome) => outcome.refusal).sort()).toEqual(['document_closed', undefined]);
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 0, seatsFree: 3 });
});

test('refuses to decide on an agreement that is not there', async () => {
  await expect(decide(depsOf(table), idOf(404), events.signingOpened)).rejects.toThrow(NoAgreementError);
});
