import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newToken } from '../../../../functions/adapters/ids.ts';
import { sha256 } from '../../../../functions/adapters/table/keys.ts';
import {
  hasSession,
  type Link,
  putLink,
  readLink,
  writeSession,
} from '../../../../functions/adapters/table/link-store.ts';
import { type Table, transact } from '../../../../functions/adapters/table/table.ts';
import { monday } from '../../../support/builders.ts';
import { idOf } from '../../../support/stored.ts';
import { everything, startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const link: Link = { purpose: 'confirm', applicationId: idOf(1), expiresAt: '2026-03-09T15:00:00.000Z' };
const hourLater = '2026-03-02T16:00:00.000Z';

test('a link comes back by its token, and is stored under the hash of it only', async () => {
  const token = newToken();
  await transact(table, [putLink(table, token, link)]);
  expect(await readLink(table, token)).toEqual(link);
  expect(await readLink(table, newToken())).toBeUndefined();
  const stored = await everything(table);
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(stored[0]?.PK).toBe(`L#${sha256(token)}`);
});

test('a link outlives its expiry by 400 days, so that it can say that it is expired', async () => {
  await transact(table, [putLink(table, newToken(), link)]);
  const [item] = await everything(table);
  expect(item?.ttl).toBe(Date.parse(link.expiresAt) / 1000 + 400 * 86_400);
});

test('a session is open until it expires, for its own link only', async () => {
  const [session, token] = [newToken(), newToken()];
  await writeSession(table, session, token, hourLater);
  expect(await hasSession(table, session, token, monday)).toBe(true);
  expect(await hasSession(table, session, token, hourLater)).toBe(false);
  expect(await hasSession(table, session, newToken(), monday)).toBe(false);
  expect(await hasSession(table, newToken(), token, monday)).toBe(false);
});

test('neither the token of a session nor that of its link is stored, and the session is cleaned away', async () => {
  const [session, token] = [newToken(), newToken()];
  await writeSession(table, session, token, hourLater);
  const [item] = await everything(table);
  expect(JSON.stringify(item)).not.toContain(session);
  expect(JSON.stringify(item)).not.toContain(token);
  expect(item?.ttl).toBe(Date.parse(hourLater) / 1000 + 86_400);
});
