import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decide } from '../../../functions/actions/decide.ts';
import { openLink } from '../../../functions/actions/open-link.ts';
import { newToken } from '../../../functions/adapters/ids.ts';
import { type Link, type LinkTarget, putLink, writeSession } from '../../../functions/adapters/table/link-store.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { anApplication, events, monday } from '../../support/builders.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { everything, startTables, type Tables } from '../../support/table.ts';

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
const inTwoWeeks = '2026-03-17T04:00:00.000Z';
const patient: LinkTarget = { purpose: 'sign', agreementId: id, documentId: 'd1', signerId: 's1', generation: 0 };

async function aLink(target: LinkTarget, given: Partial<Link> = {}): Promise<string> {
  const token = newToken();
  await transact(table, [putLink(table, token, { ...target, expiresAt: inTwoWeeks, ...given } as Link)]);
  return token;
}

async function aSession(token: string): Promise<string> {
  const session = newToken();
  await writeSession(table, session, token, '2026-03-02T16:00:00.000Z');
  return session;
}

/** What a link answers to somebody who is known. */
async function stateOf(target: LinkTarget, now = monday) {
  const token = await aLink(target);
  const opened = await openLink(depsOf(table, now), token, await aSession(token));
  return opened.state === 'step' ? opened.step : opened.state;
}

async function at(status: Parameters<typeof storedAgreement>[1]): Promise<void> {
  await storedAgreement(depsOf(table), status);
}

test.each([
  ['an unknown token', newToken()],
  ['no token at all', ''],
  ['something that is none', '../PRACTICE'],
])('%s is unknown', async (_, token) => {
  expect(await openLink(depsOf(table), token, undefined)).toEqual({ state: 'unknown' });
});

test.each<LinkTarget>([
  { purpose: 'confirm', applicationId: id },
  { purpose: 'pay', agreementId: id, invoiceId: 't1-i1' },
  { ...patient, documentId: 'd9' },
  { ...patient, signerId: 's9' },
])('a link to something else is unknown: %o', async (target) => {
  await at('awaiting_signature');
  expect(await openLink(depsOf(table), await aLink(target), undefined)).toEqual({ state: 'unknown' });
});

test('a link asks who you are first, whoever holds it', async () => {
  await at('awaiting_signature');
  const token = await aLink(patient);
  const other = await aSession(await aLink(patient));
  for (const session of [undefined, '', 'nonsense', newToken(), other]) {
    expect(await openLink(depsOf(table), token, session)).toMatchObject({
      state: 'identity',
      signer: { signerId: 's1' },
    });
  }
});

test('a session that is over asks who you are again', async () => {
  await at('awaiting_signature');
  expect(await stateOf(patient, '2026-03-02T16:00:00.000Z')).toBe('identity');
});

test('each thing that a patient does leads to the next, until nothing is left', async () => {
  const deps = depsOf(table);
  await at('awaiting_signature');
  const steps = [await stateOf(patient)];
  const { recordsConsented, disclosuresAccepted, documentRead, signed, methodSaved } = events;
  for (const event of [recordsConsented, disclosuresAccepted, documentRead, signed, methodSaved]) {
    await decided(deps, id, event);
    steps.push(await stateOf(patient));
  }
  expect(steps).toEqual(['records', 'terms', 'document', 'sign', 'payment', 'done']);
});

test('a link of the physician is unknown: physicians sign at the desk', async () => {
  await at('awaiting_countersignature');
  expect(await stateOf({ ...patient, signerId: 's2' })).toBe('unknown');
});

test('an older link is revoked as soon as a fresh one is asked for', async () => {
  await at('awaiting_signature');
  const old = await aLink(patient);
  await decided(depsOf(table), id, events.freshLink);
  expect(await openLink(depsOf(table), old, await aSession(old))).toMatchObject({ state: 'revoked' });
  expect(await stateOf({ ...patient, generation: 1 })).toBe('records');
});

test('a link that is too old says so to everybody, known or not', async () => {
  await at('awaiting_signature');
  const token = await aLink(patient, { expiresAt: monday });
  expect(await openLink(depsOf(table), token, await aSession(token))).toMatchObject({ state: 'link-expired' });
  expect(await openLink(depsOf(table, '2026-03-02T14:59:59.999Z'), token, undefined)).toMatchObject({
    state: 'identity',
  });
});

test('on its last day a document can be signed, and the day after it is expired, noted or not', async () => {
  await at('awaiting_signature');
  const token = await aLink(patient, { expiresAt: '2026-05-01T04:00:00.000Z' });
  const stateAt = async (now: string) => (await openLink(depsOf(table, now), token, undefined)).state;
  expect(await stateAt('2026-04-02T03:59:59.999Z')).toBe('identity');
  expect(await stateAt('2026-04-02T04:00:00.000Z')).toBe('expired');
  await decided(depsOf(table, '2026-04-02T13:00:00.000Z'), id, events.documentExpired);
  expect(await stateAt('2026-04-02T13:00:00.000Z')).toBe('expired');
});

test('a declined document says so', async () => {
  await at('closed');
  expect(await stateOf(patient)).toBe('declined');
});

test('an agreement that was never paid is closed, though its document was signed by both', async () => {
  await at('awaiting_payment');
  await decided(depsOf(table), id, events.paymentFailed);
  await decided(depsOf(table, '2026-03-23T14:00:00.000Z'), id, events.invoiceGivenUp);
  expect(await stateOf(patient)).toBe('closed');
});

test('opening a link changes nothing', async () => {
  await at('awaiting_signature');
  const token = await aLink(patient);
  const session = await aSession(token);
  const before = await everything(table);
  await openLink(depsOf(table), token, session);
  await openLink(depsOf(table), token, undefined);
  expect(await everything(table)).toEqual(before);
});

test('refuses a step of a document whose last day is over, though the workflow has not noted it', async () => {
  await at('awaiting_signature');
  const { refusal } = await decide(depsOf(table, '2026-04-02T04:00:00.000Z'), id, events.recordsConsented);
  expect(refusal).toBe('document_closed');
});
