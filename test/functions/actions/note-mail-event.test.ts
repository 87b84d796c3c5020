import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type MailEvent, noteMailEvent } from '../../../functions/actions/note-mail-event.ts';
import { claimNotice, noteUnmailed, readNotice } from '../../../functions/adapters/table/notice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { monday } from '../../support/builders.ts';
import { idOf } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await claimNotice(table, owner, { noticeKey, before: undefined, now: monday }, []);
});

const owner = { kind: 'agreement', id: idOf(1) } as const;
const noticeKey = 'request-d1-s1';
const later = '2026-03-02T15:00:09.000Z';
const note = (type: MailEvent['type'], at = later, isFinal = false) =>
  noteMailEvent(table, {
    owner,
    noticeKey,
    messageId: 'm1',
    email: 'paula.example@example.com',
    type,
    isFinal,
    isSuppressed: false,
    at,
  });
const read = async () => {
  const { state, sentAt, deliveredAt, bouncedAt } = (await readNotice(table, owner, noticeKey)) ?? {};
  return { state, sentAt, deliveredAt, bouncedAt };
};

test('a mail that was sent and delivered says when', async () => {
  await note('Send', monday);
  await note('Delivery');
  expect(await read()).toEqual({ state: 'sent', sentAt: monday, deliveredAt: later });
});

test('events in the wrong order and twice come to the same', async () => {
  for (const [type, at] of [
    ['Delivery', later],
    ['Send', monday],
    ['Delivery', monday],
    ['Send', later],
  ] as const) {
    await note(type, at);
  }
  expect(await read()).toEqual({ state: 'sent', sentAt: monday, deliveredAt: later });
});

test('a mail that bounces for good, or is rejected, is noted as bounced', async () => {
  await note('Bounce', later, true);
  expect((await read()).bouncedAt).toBe(later);
  await note('Reject', monday);
  expect((await read()).bouncedAt).toBe(later);
});

test('a passing bounce is noted as such, and one after which the mail is lost beside it', async () => {
  const before = await readNotice(table, owner, noticeKey);
  for (const at of [later, monday]) await note('Bounce', at);
  expect(await readNotice(table, owner, noticeKey)).toEqual({ ...before, passingBounceAt: later });
  await note('Bounce', monday, true);
  expect(await readNotice(table, owner, noticeKey)).toEqual({ ...before, passingBounceAt: later, bouncedAt: monday });
});

test.each([
  ['DeliveryDelay', 'delayedAt'],
  ['Complaint', 'complainedAt'],
] as const)('the first %s is noted, and what was sent and delivered stays', async (type, field) => {
  await note('Send', monday);
  await note(type, monday);
  await note('Delivery');
  await note(type, later);
  expect(await readNotice(table, owner, noticeKey)).toMatchObject({
    state: 'sent',
    sentAt: monday,
    deliveredAt: later,
    [field]: monday,
  });
});

test('the send event of a mail that has become a letter comes too late', async () => {
  const before = await readNotice(table, owner, noticeKey);
  await noteUnmailed(table, owner, { noticeKey, before, now: later, state: 'letter' });
  await note('Send', monday);
  expect(await read()).toEqual({ state: 'letter' });
});
