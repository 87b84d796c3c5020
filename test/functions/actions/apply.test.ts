import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Applied, enterApplication, apply as send } from '../../../functions/actions/apply.ts';
import type { Deps } from '../../../functions/actions/decide.ts';
import { closeApplication } from '../../../functions/actions/decide-application.ts';
import { moveOnWrite, readApplication } from '../../../functions/adapters/table/application-store.ts';
import { sha256 } from '../../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { anApplication, aPerson, events } from '../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

function request(number: number, email = 'paula.example@example.com') {
  const { planId, physicianId } = anApplication();
  return { applicationId: idOf(number), planId, physicianId, members: [aPerson({ email })] };
}

/** From one network unless told otherwise. */
function apply(deps: Deps, given: Applied & { applicationId: string }, network = '192.0.2.7') {
  const { applicationId, ...applied } = given;
  return send(deps, { applicationId, applied, mail: 'email' }, network);
}

test('an application is stored unconfirmed, with the moment of its consent to email', async () => {
  expect(await apply(depsOf(table), request(1))).toBe('stored');
  expect(await readApplication(table, idOf(1))).toEqual({
    ...anApplication({ applicationId: idOf(1) }),
    networkHash: sha256('192.0.2.7'),
  });
});

test('the same form sent twice is one application', async () => {
  const outcomes = [await apply(depsOf(table), request(1)), await apply(depsOf(table), request(1))];
  expect(outcomes).toEqual(['stored', 'repeated']);
  expect(await itemsUnder(table, 'APPLICATION')).toHaveLength(1);
});

test('the same form sent five times at once is one application', async () => {
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => apply(depsOf(table), request(1))));
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(1);
});

test('a form sent again with a corrected address is an application of its own, with its own confirmation', async () => {
  await apply(depsOf(table), request(1, 'paula@exampel.org'));
  expect(await apply(depsOf(table), request(1, 'paula@example.org'))).toBe('stored');
  const emails = (await itemsUnder(table, 'APPLICATION')).map((item) => item.members[0].email);
  expect(emails.sort()).toEqual(['paula@exampel.org', 'paula@example.org']);
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(2);
});

test("the same person's next form of the day takes the earlier one's place: the mail that is out confirms the newer", async () => {
  await apply(depsOf(table), request(1));
  expect(await apply(depsOf(table), { ...request(2), planId: 'corrected' })).toBe('replaced');
  expect(await readApplication(table, idOf(1))).toMatchObject({ planId: 'corrected', revision: 2 });
  expect(await readApplication(table, idOf(2))).toBeUndefined();
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(1);
});

test('a couple that shares one mailbox makes two applications, each with its confirmation', async () => {
  await apply(depsOf(table), request(1));
  const partner = { ...request(2), members: [aPerson({ firstName: 'Peter', email: 'paula.example@example.com' })] };
  expect(await apply(depsOf(table), partner)).toBe('stored');
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(2);
});

test('at most four confirmations go to an address a day', async () => {
  const people = ['A', 'B', 'C', 'D', 'E'].map((firstName, index) => ({
    ...request(index + 1),
    members: [aPerson({ firstName, email: 'paula.example@example.com' })],
  }));
  const outcomes = [];
  for (const one of people) outcomes.push(await apply(depsOf(table), one));
  expect(outcomes).toEqual(['stored', 'stored', 'stored', 'stored', 'too-many']);
});

test('one confirmation goes to a person and address a day, however the address is spelled', async () => {
  await apply(depsOf(table), request(1));
  expect(await apply(depsOf(table), request(2, 'Paula.Example@EXAMPLE.com'))).toBe('replaced');
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(1);
});

test("the day is the practice's own, not that of UTC", async () => {
  const evening = depsOf(table, '2026-03-03T04:59:00.000Z');
  const midnight = depsOf(table, '2026-03-03T05:00:00.000Z');
  await apply(depsOf(table), request(1));
  expect(await apply(evening, request(2))).toBe('repeated');
  expect(await apply(midnight, request(3))).toBe('stored');
});

test('two addresses on one day are two applications', async () => {
  await apply(depsOf(table), request(1));
  expect(await apply(depsOf(table), request(2, 'other@example.com'))).toBe('stored');
});

test('twenty applications a day are taken from one network; others are told so, and other networks go on', async () => {
  const outcomes = [];
  for (let number = 1; number <= 21; number += 1) {
    outcomes.push(await apply(depsOf(table), request(number, `person${number}@example.com`)));
  }
  expect(outcomes).toEqual([...Array(20).fill('stored'), 'network-full']);
  expect(await apply(depsOf(table), request(22, 'person22@example.com'), '192.0.2.8')).toBe('stored');
  const tomorrow = depsOf(table, '2026-03-03T15:00:00.000Z');
  expect(await apply(tomorrow, request(23, 'person23@example.com'))).toBe('stored');
});

test('whoever wants paper has nothing to confirm: staff decide, and no mail goes out', async () => {
  const { applicationId, ...applied } = request(1);
  expect(await send(depsOf(table), { applicationId, applied, mail: 'paper' }, '192.0.2.7')).toBe('stored');
  expect(await readApplication(table, idOf(1))).toMatchObject({ status: 'confirmed' });
  expect(await itemsUnder(table, 'WISH#')).toEqual([]);
});

test('what staff enter is stored once, with who entered it', async () => {
  const { applicationId, ...applied } = request(1);
  for (const by of ['staff-1', 'staff-2'])
    await enterApplication(depsOf(table), { applicationId, applied, mail: 'paper' }, by);
  expect(await readApplication(table, idOf(1))).toMatchObject({ status: 'confirmed', enteredBy: 'staff-1' });
});

test('whoever wants paper after all has nothing to confirm any more, and has agreed to no email', async () => {
  await apply(depsOf(table), request(1));
  const { applicationId, ...applied } = request(1);
  expect(await send(depsOf(table), { applicationId, applied, mail: 'paper' }, '192.0.2.7')).toBe('replaced');
  const stored = await readApplication(table, idOf(1));
  expect(stored).toMatchObject({ status: 'confirmed', revision: 2 });
  expect(stored?.emailConsentAt).toBeUndefined();
  const [item] = await itemsUnder(table, 'APPLICATION');
  expect([item?.ttl, item?.GSI2PK]).toEqual([undefined, 'APPLICATIONS#confirmed']);
});

test.each(['withdrawn', 'panel-closed'] as const)(
  'whoever was closed as %s may apply again on that day',
  async (reason) => {
    await apply(depsOf(table), request(1));
    expect((await closeApplication(depsOf(table), idOf(1), { reason })).outcome).toBe('closed');
    expect(await apply(depsOf(table), request(1))).toBe('stored');
    const statuses = (await itemsUnder(table, 'APPLICATION')).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(
      [
        reason === 'withdrawn' ? 'unconfirmed' : 'refused',
        reason === 'withdrawn' ? 'withdrawn' : 'unconfirmed',
      ].toSorted(),
    );
  },
);

test('what staff enter again after the back button is kept: corrected in its place, of others beside it', async () => {
  const enter = (given: object) => {
    const { applicationId, ...applied } = request(1);
    return enterApplication(
      depsOf(table),
      { applicationId, applied: { ...applied, ...given }, mail: 'paper' },
      'staff-1',
    );
  };
  expect(await enter({})).toBe(idOf(1));
  expect(await enter({ planId: 'other' })).toBe(idOf(1));
  expect(await readApplication(table, idOf(1))).toMatchObject({ planId: 'other', revision: 2 });
  const other = await enter({ members: [aPerson({ firstName: 'Max' })] });
  expect(other).not.toBe(idOf(1));
  expect((await readApplication(table, other))?.members[0]?.firstName).toBe('Max');
  expect((await readApplication(table, idOf(1)))?.members[0]?.firstName).toBe('Paula');
});

test('whoever has left the waiting list may apply again on that day; whoever is on it has applied', async () => {
  await setUpPractice(table);
  await apply(depsOf(table), request(1));
  const application = await readApplication(table, idOf(1));
  if (application === undefined) throw new Error('It was not stored');
  await transact(table, [moveOnWrite(table, application, { status: 'approved' })]);
  await storedAgreement(depsOf(table), 'waitlisted', { application });
  expect(await apply(depsOf(table), request(1))).toBe('repeated');
  await decided(depsOf(table), idOf(1), events.waitlistLeft);
  expect(await apply(depsOf(table), request(1))).toBe('stored');
});
