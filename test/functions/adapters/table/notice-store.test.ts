import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newToken } from '../../../../functions/adapters/ids.ts';
import type { Owner } from '../../../../functions/adapters/table/keys.ts';
import { putLink, readLink } from '../../../../functions/adapters/table/link-store.ts';
import {
  claimNotice,
  noteFate,
  notePosted,
  noteSent,
  noteUnmailed,
  noteUnsent,
  readNotice,
} from '../../../../functions/adapters/table/notice-store.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
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

const owner: Owner = { kind: 'agreement', id: idOf(1) };
const noticeKey = 'request-d1-s1';
const later = '2026-03-02T15:10:00.000Z';
const first = { noticeKey, before: undefined, now: monday };
const claimed = { noticeKey, state: 'claimed', claimedAt: monday } as const;
const read = () => readNotice(table, owner, noticeKey);

test('of many that claim a notice at once, one gets it', async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => claimNotice(table, owner, first, [])));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await read()).toEqual(claimed);
});

test('a claim that was lost stores none of its links', async () => {
  const token = newToken();
  const link = { purpose: 'confirm', applicationId: idOf(1), expiresAt: later } as const;
  expect(await claimNotice(table, owner, first, [])).toBe(true);
  expect(await claimNotice(table, owner, first, [putLink(table, token, link)])).toBe(false);
  expect(await readLink(table, token)).toBeUndefined();
});

test('an old claim is taken over once', async () => {
  await claimNotice(table, owner, first, []);
  const again = { noticeKey, before: claimed, now: later };
  const claims = [await claimNotice(table, owner, again, []), await claimNotice(table, owner, again, [])];
  expect(claims).toEqual([true, false]);
  expect(await read()).toEqual({ ...claimed, claimedAt: later });
});

test('refuses to take over what has been noted as sent since', async () => {
  await claimNotice(table, owner, first, []);
  await noteSent(table, owner, noticeKey, { messageId: 'm1', at: monday });
  expect(await claimNotice(table, owner, { noticeKey, before: claimed, now: later }, [])).toBe(false);
});

test('the first moment of sending is kept, whoever notes it', async () => {
  await claimNotice(table, owner, first, []);
  await noteSent(table, owner, noticeKey, { messageId: 'm1', at: monday });
  await noteSent(table, owner, noticeKey, { messageId: 'm1', at: later });
  expect(await read()).toEqual({ ...claimed, state: 'sent', messageId: 'm1', sentAt: monday });
});

test('a claim that is given back can be taken anew', async () => {
  await claimNotice(table, owner, first, []);
  await noteUnsent(table, owner, noticeKey, monday);
  const before = await read();
  expect(before).toEqual({ ...claimed, state: 'unsent' });
  expect(await claimNotice(table, owner, { noticeKey, before, now: later }, [])).toBe(true);
});

test('delivery and bounce are both kept, each with its first moment, in any order', async () => {
  await claimNotice(table, owner, first, []);
  await noteFate(table, owner, noticeKey, 'bouncedAt', later);
  await noteFate(table, owner, noticeKey, 'deliveredAt', monday);
  await noteFate(table, owner, noticeKey, 'bouncedAt', monday);
  expect(await read()).toEqual({ ...claimed, bouncedAt: later, deliveredAt: monday });
});

test('word about a mail that is not ours stores nothing', async () => {
  await noteSent(table, owner, 'other-mail', { messageId: 'm1', at: monday });
  await noteFate(table, owner, 'other-mail', 'deliveredAt', monday);
  expect(await everything(table)).toEqual([]);
});

test('a letter is posted once, on the day that was said first, and no mail is a letter', async () => {
  const posted = { on: '2026-03-03', by: 'staff-1' };
  expect(await notePosted(table, owner, noticeKey, posted)).toBe(false);
  expect(await noteUnmailed(table, owner, { ...first, state: 'letter' })).toBe(true);
  expect(await noteUnmailed(table, owner, { ...first, state: 'letter' })).toBe(false);
  expect(await read()).toEqual({ noticeKey, state: 'letter', claimedAt: monday, ownerId: owner.id });
  expect(await notePosted(table, owner, noticeKey, posted)).toBe(true);
  expect(await notePosted(table, owner, noticeKey, { on: '2026-03-04', by: 'staff-2' })).toBe(false);
  expect(await read()).toMatchObject({ state: 'letter', postedOn: '2026-03-03', postedBy: 'staff-1' });
});
