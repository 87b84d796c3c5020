import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { carryOutLeaves } from '../../../functions/actions/carry-out-leaves.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { approveApplication } from '../../../functions/actions/decide-application.ts';
import { offerSeats } from '../../../functions/actions/offer-seats.ts';
import { storePractice } from '../../../functions/actions/store-practice.ts';
import { storeDecision } from '../../../functions/adapters/table/agreement-store.ts';
import { storeEnteredApplication } from '../../../functions/adapters/table/application-store.ts';
import { readPanel, recordLeave } from '../../../functions/adapters/table/panel-store.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import { ConflictError, type Table } from '../../../functions/adapters/table/table.ts';
import { lastChange } from '../../../functions/domain/physician/physician-change.ts';
import { anAgreement, anApplication, aPerson, aPhysician, daysLater, events, monday } from '../../support/builders.ts';
import { decided, depsOf, idOf, practiceContent, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const physicians = (sample: number, other: number) => [
  aPhysician({ panelCap: sample }),
  aPhysician({ physicianId: 'dr-other', name: 'Dr. Olga Other', email: 'olga@example.com', panelCap: other }),
];
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table, { physicians: physicians(5, 2) });
});

const leavesOn = '2026-05-31';
const leave = (offeredTo?: string) =>
  recordLeave(table, 'dr-sample', {
    on: leavesOn,
    ...(offeredTo === undefined ? {} : { offeredTo }),
    recordedAt: monday,
    recordedBy: 'staff-1',
  });
const stored = (number: number, status: Parameters<typeof storedAgreement>[1] = 'active', given = {}) =>
  storedAgreement(depsOf(table), status, { application: anApplication({ applicationId: idOf(number), ...given }) });
const agreementOf = async (number: number) => (await getAgreement(depsOf(table), idOf(number))).agreement;
async function sweep(now = monday) {
  const errors: unknown[] = [];
  return { ...(await carryOutLeaves(depsOf(table, now), (error) => errors.push(error))), errors };
}
const taken = async (physicianId: string) => (await readPanel(table, physicianId)).seatsTaken;

test('without anybody who leaves, nothing is done', async () => {
  await stored(1);
  expect(await sweep()).toEqual({ told: 0, failed: 0, errors: [] });
});

test('each agreement in force ends on that day, and what is not in force is closed, each once', async () => {
  for (const number of [1, 2]) await stored(number);
  await stored(3, 'awaiting_signature');
  await stored(4, 'waitlisted');
  await leave();
  expect(await sweep()).toMatchObject({ told: 4, failed: 0 });
  expect((await agreementOf(1)).endings[0]).toMatchObject({ endsOn: leavesOn, cause: 'physician-leaves' });
  expect([(await agreementOf(3)).closedFor, (await agreementOf(4)).closedFor]).toEqual([
    'physician_left',
    'physician_left',
  ]);
  expect(await taken('dr-sample')).toBe(2);
  expect(await sweep(daysLater(1))).toMatchObject({ told: 0, failed: 0 });
});

test('the other is offered as long as there are seats, which are kept; for whom there is none, it ends', async () => {
  for (const number of [1, 2, 3]) await stored(number);
  await leave('dr-other');
  expect(await sweep()).toMatchObject({ told: 3 });
  const all = await Promise.all([1, 2, 3].map(agreementOf));
  expect(all.map((one) => lastChange(one)?.state)).toEqual(['proposed', 'proposed', undefined]);
  expect(all.map(({ status }) => status)).toEqual(['active', 'active', 'ending']);
  expect([await taken('dr-sample'), await taken('dr-other')]).toEqual([3, 2]);
  // A no gives the seat back; the old one is kept until the end.
  await decided(depsOf(table), idOf(1), events.doctorDeclined);
  expect([await taken('dr-sample'), await taken('dr-other')]).toEqual([3, 1]);
});

test('the seat of the old panel is free with the day on which the other takes over, in one transaction', async () => {
  await stored(1);
  await leave('dr-other');
  await sweep();
  await decided(depsOf(table), idOf(1), events.doctorAccepted);
  await decided(depsOf(table), idOf(1), events.doctorSigned);
  expect([await taken('dr-sample'), await taken('dr-other')]).toEqual([1, 1]);
  tables.calls.length = 0;
  await decided(depsOf(table, daysLater(91)), idOf(1), events.dateCame);
  expect(tables.calls).toEqual(['Query', 'TransactWriteItems']);
  expect([await taken('dr-sample'), await taken('dr-other')]).toEqual([0, 1]);
  expect((await agreementOf(1)).physicianId).toBe('dr-other');
  expect(await sweep(daysLater(92))).toMatchObject({ told: 0 });
});

test('whom the other may not take over, because of Medicare, is not asked', async () => {
  const [sample = aPhysician(), other = aPhysician()] = physicians(5, 5);
  await storePractice(
    depsOf(table, monday),
    practiceContent({ physicians: [sample, { ...other, medicareStatus: 'opted-out' }] }),
  );
  await stored(1, 'active', { members: [aPerson({ isMedicareBeneficiary: true })] });
  await stored(2);
  await leave('dr-other');
  await sweep();
  expect([(await agreementOf(1)).status, (await agreementOf(2)).status]).toEqual(['ending', 'active']);
});

test('what comes into force after it is asked by the next sweep', async () => {
  await stored(1, 'awaiting_payment');
  await decided(depsOf(table), idOf(1), events.paymentPending);
  await leave('dr-other');
  expect(await sweep()).toMatchObject({ told: 0, failed: 0 });
  await decided(depsOf(table), idOf(1), events.paymentSucceeded);
  expect(await sweep(daysLater(1))).toMatchObject({ told: 1 });
  expect(lastChange(await agreementOf(1))?.state).toBe('proposed');
});

test('one that fails holds up no other', async () => {
  for (const number of [1, 2]) await stored(number);
  await leave();
  tables.fail('TransactWriteItems', { name: 'ValidationException' });
  expect(await sweep()).toMatchObject({ told: 1, failed: 1 });
  expect(await sweep()).toMatchObject({ told: 1, failed: 0 });
});

test('two hundred at most are told in one sweep; the next goes on where it stopped, and each is asked once', async () => {
  const all = 205;
  table = await tables.fresh();
  await setUpPractice(table, { physicians: physicians(all, all) });
  const template = anAgreement({ status: 'active' });
  for (let number = 1; number <= all; number += 1) {
    const agreement = { ...template, agreementId: idOf(number) };
    await storeDecision(table, undefined, { agreement, facts: [], wishes: [] }, monday);
  }
  await leave('dr-other');
  expect([await sweep(), await sweep(), await sweep()]).toMatchObject([
    { told: 200, failed: 0 },
    { told: 5, failed: 0 },
    { told: 0, failed: 0 },
  ]);
  expect(await taken('dr-other')).toBe(all);
}, 60_000);

describe('from the record on', () => {
  test('it is recorded once, and storing the practice’s settings again keeps it', async () => {
    await leave();
    await expect(leave('dr-other')).rejects.toThrow(ConflictError);
    await storePractice(depsOf(table, monday), practiceContent({ physicians: physicians(7, 2) }));
    expect(await readPanel(table, 'dr-sample')).toMatchObject({ cap: 7, leave: { on: leavesOn } });
  });

  test('a free seat is offered to nobody who waits', async () => {
    await stored(1, 'waitlisted');
    await leave();
    expect(await offerSeats(depsOf(table), 'dr-sample')).toEqual({ offered: [] });
  });

  test('an application that came before it is approved no more', async () => {
    await storeEnteredApplication(table, anApplication({ status: 'confirmed' }));
    await leave();
    const book = await readPractice(table);
    const given = { by: 'staff-1' };
    expect(await approveApplication(depsOf(table), book, anApplication().applicationId, given)).toEqual({
      outcome: 'not-offered',
    });
  });
});
