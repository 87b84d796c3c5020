import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  beginSignIn,
  beginStaffSession,
  endEveryStaffSession,
  endStaffSession,
  keepStaffName,
  keepStaffSession,
  readStaffSession,
  staffNames,
  takeSignIn,
} from '../../../../functions/adapters/table/staff-session-store.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import { addToInstant } from '../../../../functions/domain/calendar/practice-time.ts';
import type { Staff } from '../../../../functions/domain/staff/roles.ts';
import { monday } from '../../../support/builders.ts';
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

const staff: Staff = { staffId: 'sub-1', name: 'Manager (demonstration)', role: 'manager' };
const at = (given: { seconds?: number; minutes?: number; hours?: number }) => addToInstant(monday, given);
const begin = (who = staff, now = monday) => beginStaffSession(table, { staff: who }, now);

describe('a session', () => {
  test('is found by its token, which the table never holds', async () => {
    const token = await begin();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await readStaffSession(table, token, monday)).toEqual({
      staff,
      startedAt: monday,
      seenAt: monday,
      csrf: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(JSON.stringify(await everything(table))).not.toContain(token);
  });

  test('has a form token of its own', async () => {
    const [one, other] = [await begin(), await begin()];
    const csrfOf = async (token: string) => (await readStaffSession(table, token, monday))?.csrf;
    expect(await csrfOf(one)).not.toBe(await csrfOf(other));
  });

  test.each([undefined, '', 'x', 'A'.repeat(43), 'A'.repeat(44)])('is not found by %p', async (token) => {
    await begin();
    expect(await readStaffSession(table, token, monday)).toBeUndefined();
  });

  test('is over once nobody was seen for a quarter of an hour', async () => {
    const token = await begin();
    expect(await readStaffSession(table, token, at({ minutes: 14, seconds: 59 }))).toBeDefined();
    expect(await readStaffSession(table, token, at({ minutes: 15 }))).toBeUndefined();
  });

  test('goes on where somebody is seen, half a day at most', async () => {
    const token = await begin();
    for (let minutes = 14; minutes < 12 * 60; minutes += 14) await keepStaffSession(table, token, at({ minutes }));
    expect(await readStaffSession(table, token, at({ hours: 11, minutes: 59 }))).toBeDefined();
    expect(await readStaffSession(table, token, at({ hours: 12 }))).toBeUndefined();
  });

  test('stays ended, whatever request of it comes late', async () => {
    const token = await begin();
    await endStaffSession(table, token);
    await keepStaffSession(table, token, at({ minutes: 1 }));
    expect(await readStaffSession(table, token, at({ minutes: 1 }))).toBeUndefined();
  });

  test('is over with all others of the same person, and those that begin later are not', async () => {
    const [here, there] = [await begin(), await begin()];
    const other = await begin({ ...staff, staffId: 'sub-2' });
    await endEveryStaffSession(table, 'sub-1', at({ minutes: 1 }));
    const later = await begin(staff, at({ minutes: 2 }));
    const now = at({ minutes: 3 });
    const open = await Promise.all([here, there, other, later].map((token) => readStaffSession(table, token, now)));
    expect(open.map((one) => one !== undefined)).toEqual([false, false, true, true]);
  });

  test('is cleaned away by the table only when it is long over', async () => {
    await begin();
    await endEveryStaffSession(table, 'sub-1', monday);
    for (const { ttl } of await everything(table)) {
      expect(Number(ttl)).toBeGreaterThan(Date.parse(at({ hours: 12 })) / 1000);
    }
  });
});

describe('an attempt to sign in', () => {
  const attempt = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/desk', expiresAt: at({ minutes: 10 }) };

  test('is taken once', async () => {
    const token = await beginSignIn(table, attempt);
    expect(await takeSignIn(table, token, monday)).toMatchObject(attempt);
    expect(await takeSignIn(table, token, monday)).toBeUndefined();
  });

  test('is over after ten minutes', async () => {
    const token = await beginSignIn(table, attempt);
    expect(await takeSignIn(table, token, attempt.expiresAt)).toBeUndefined();
  });

  test('is not found by a session’s token, nor a session by its', async () => {
    expect(await takeSignIn(table, await begin(), monday)).toBeUndefined();
    expect(await readStaffSession(table, await beginSignIn(table, attempt), monday)).toBeUndefined();
  });
});

test('names are kept for whoever signed in, and for nobody else', async () => {
  await keepStaffName(table, staff);
  expect(await staffNames(table, ['sub-1', 'sub-9', 'sub-1'])).toEqual(new Map([['sub-1', staff.name]]));
});
