import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decide } from '../../../../functions/actions/decide.ts';
import { loadAgreement, readHistory, storeDecision } from '../../../../functions/adapters/table/agreement-store.ts';
import { keys } from '../../../../functions/adapters/table/keys.ts';
import { readPanel } from '../../../../functions/adapters/table/panel-store.ts';
import { ConflictError, type Table } from '../../../../functions/adapters/table/table.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { firstBreak } from '../../../../functions/domain/audit/audit-trail.ts';
import {
  anAgreement,
  anApplication,
  aPerson,
  aPlan,
  approvedWith,
  decideOn,
  events,
  monday,
} from '../../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../../support/stored.ts';
import { everything, itemsUnder, startTables, type Tables } from '../../../support/table.ts';

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

test.each(['waitlisted', 'offered', 'awaiting_countersignature', 'awaiting_payment', 'active', 'closed'] as const)(
  'an agreement that is %s comes back as it was stored',
  async (status) => {
    const stored = await storedAgreement(depsOf(table), status);
    const loaded = await loadAgreement(table, id);
    expect(loaded?.agreement).toEqual(stored);
    expect({ ...stored, version: 0, audit: 0 }).toEqual({ ...anAgreement({ status }), version: 0, audit: 0 });
  },
);

test('twelve installments come back in the order of their numbers', async () => {
  const stored = await storedAgreement(depsOf(table), 'active', { plan: aPlan({ installments: 12 }) });
  const loaded = await loadAgreement(table, id);
  expect(loaded?.agreement.invoices.map((invoice) => invoice.installment)).toEqual(
    [...Array(12).keys()].map((n) => n + 1),
  );
  expect(loaded?.agreement).toEqual(stored);
});

test('an agreement that is not there is undefined, not an error', async () => {
  expect(await loadAgreement(table, idOf(404))).toBeUndefined();
});

test('one decision is one transaction: state, history, wish and seat', async () => {
  const before = await everything(table);
  tables.calls.length = 0;
  await storedAgreement(depsOf(table), 'offered');
  expect(tables.calls).toEqual(['TransactWriteItems']);
  const after = await everything(table);
  const isOld = new Set(before.map((item) => `${item.PK} ${item.SK}`));
  expect(after.filter((item) => !isOld.has(`${item.PK} ${item.SK}`)).map((item) => `${item.PK} ${item.SK}`)).toEqual([
    `A#${id} AGREEMENT`,
    `A#${id} DOCUMENT#d1`,
    `A#${id} MEMBER#m1`,
    `A#${id} WISH#onboarding`,
    `D#${id} TEXT#d1`,
    `H#${id} E#00000001`,
  ]);
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ cap: 3, seatsTaken: 1, seatsFree: 2 });
});

test('a decision that changes nothing but the document leaves the other items untouched', async () => {
  const deps = depsOf(table);
  await storedAgreement(deps, 'awaiting_signature');
  const member = await itemsUnder(table, 'MEMBER#');
  await decided(deps, id, events.recordsConsented);
  expect(await itemsUnder(table, 'MEMBER#')).toEqual(member);
});

test('refuses a decision on an agreement that has moved on since it was read, and stores nothing of it', async () => {
  const stale = await storedAgreement(depsOf(table), 'awaiting_signature');
  await decided(depsOf(table), id, events.recordsConsented);
  const before = await everything(table);
  const declined = decideOn(stale, events.declined);
  await expect(storeDecision(table, stale, declined, monday)).rejects.toThrow(ConflictError);
  expect(await everything(table)).toEqual(before);
});

test('refuses to create the same agreement twice', async () => {
  await storedAgreement(depsOf(table), 'offered');
  const again = createAgreement(anApplication(), approvedWith(), monday);
  await expect(storeDecision(table, undefined, again, monday)).rejects.toThrow(ConflictError);
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
});

test('refuses a seat beyond the cap, and stores nothing of the agreement', async () => {
  for (const number of [1, 2, 3]) {
    await storedAgreement(depsOf(table), 'offered', { application: anApplication({ applicationId: idOf(number) }) });
  }
  await expect(
    storedAgreement(depsOf(table), 'offered', { application: anApplication({ applicationId: idOf(4) }) }),
  ).rejects.toThrow(ConflictError);
  expect(await loadAgreement(table, idOf(4))).toBeUndefined();
  expect(await readHistory(table, idOf(4))).toEqual([]);
});

test('a closed agreement gives its seat back, once', async () => {
  await storedAgreement(depsOf(table), 'closed');
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 0, seatsFree: 3 });
  const { refusal } = await decide(depsOf(table), id, events.declined);
  expect(refusal).toBe('document_closed');
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 0, seatsFree: 3 });
});

test('the stored history is a whole chain from the first decision to the last', async () => {
  const { audit } = await storedAgreement(depsOf(table), 'active');
  const history = await readHistory(table, id);
  expect(firstBreak(history, audit)).toBeUndefined();
  expect(history.map((entry) => entry.type)).toEqual([
    'application_approved',
    'signing_opened',
    'records_consented',
    'disclosures_accepted',
    'document_read',
    'signed',
    'payment_method_saved',
    'countersigned',
    'invoice_paid',
    'activated',
  ]);
  expect(history.at(-1)).toMatchObject(audit);
});

test('a changed entry of the stored history is found by its number', async () => {
  const { audit } = await storedAgreement(depsOf(table), 'active');
  const command = new UpdateCommand({
    TableName: table.name,
    Key: keys.history(id, 6),
    UpdateExpression: 'SET #data.#name = :other',
    ExpressionAttributeNames: { '#data': 'data', '#name': 'name' },
    ExpressionAttributeValues: { ':other': 'Somebody Else' },
  });
  await table.client.send(command);
  expect(firstBreak(await readHistory(table, id), audit)).toBe(6);
});

test('entries that were cut off at the end of the stored history are missed', async () => {
  const { audit } = await storedAgreement(depsOf(table), 'active');
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.history(id, 10) }));
  expect(firstBreak(await readHistory(table, id), audit)).toBe(10);
});

test('no key of the table or of an index holds an email address in clear', async () => {
  const members = [aPerson({ email: 'Paula.Example+Care@Example.com' })];
  await storedAgreement(depsOf(table), 'active', { application: anApplication({ members }) });
  const items = await everything(table);
  const inKeys = items.flatMap((item) =>
    Object.entries(item).flatMap(([name, value]) => (/^(PK|SK|GSI\d[PS]K)$/.test(name) ? String(value) : [])),
  );
  expect(inKeys.filter((key) => /@|paula\.example/i.test(key))).toEqual([]);
  expect(inKeys).toContainEqual(expect.stringMatching(/^EMAIL#[0-9a-f]{64}$/));
});

test('two spellings of an address lead to one index key', async () => {
  for (const [number, email] of [
    [1, 'Paula@Example.com'],
    [2, ' paula@example.com '],
  ] as const) {
    const application = anApplication({ applicationId: idOf(number), members: [aPerson({ email })] });
    await storedAgreement(depsOf(table), 'offered', { application });
  }
  const found = (await itemsUnder(table, 'MEMBER#')).map((item) => item.GSI1PK);
  expect(found[0]).toBe(found[1]);
});

test('what is for good has no time to live', async () => {
  await storedAgreement(depsOf(table), 'active');
  expect((await everything(table)).filter((item) => 'ttl' in item)).toEqual([]);
});

test('the index of due invoices holds those that are open or drafted, and no others', async () => {
  await storedAgreement(depsOf(table), 'active', { plan: aPlan({ installments: 4 }) });
  const invoices = await itemsUnder(table, 'INVOICE#');
  expect(invoices.map((item) => item.GSI2PK)).toEqual([undefined, 'INVOICE#draft', 'INVOICE#draft', 'INVOICE#draft']);
});
