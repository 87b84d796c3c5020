import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { enterApplication } from '../../../functions/actions/apply.ts';
import { approveApplication, closeApplication } from '../../../functions/actions/decide-application.ts';
import { applicationsToDecide, readApplication } from '../../../functions/adapters/table/application-store.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import type { PracticeBook } from '../../../functions/domain/practice/practice.ts';
import { anApplication, aPerson, aPlan } from '../../support/builders.ts';
import { depsOf, idOf, setUpPractice } from '../../support/stored.ts';
import { itemsUnder, startTables } from '../../support/table.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
let table: Table;
let book: PracticeBook;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  book = await setUpPractice(table);
});

async function entered(number: number, people = 1): Promise<string> {
  const { planId, physicianId } = anApplication();
  const members = Array.from({ length: people }, () => aPerson());
  await enterApplication(
    depsOf(table),
    { applicationId: idOf(number), applied: { planId, physicianId, members }, mail: 'paper' },
    'staff-1',
  );
  return idOf(number);
}
const waiting = async () =>
  (await applicationsToDecide(table, 50)).applications.map(({ applicationId }) => applicationId);

test('staff approve: the agreement is on offer with a seat for each member, and says who approved it', async () => {
  const id = await entered(1, 2);
  expect(await waiting()).toEqual([id]);
  const decision = await approveApplication(depsOf(table), book, id, { by: 'staff-2' });
  expect(decision).toMatchObject({
    outcome: 'approved',
    agreement: { status: 'offered', price: { feeCents: 480_000 } },
  });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 2 });
  expect(await itemsUnder(table, 'E#')).toMatchObject([{ type: 'application_approved', data: { by: 'staff-2' } }]);
  expect(await waiting()).toEqual([]);
});

test('a household that does not fit waits, however free a single seat is', async () => {
  const decision = await approveApplication(depsOf(table), book, await entered(1, 4), { by: 'staff-2' });
  expect(decision).toMatchObject({ outcome: 'approved', agreement: { status: 'waitlisted' } });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 0 });
});

test('a discount is agreed with its reason, and stands in the trail', async () => {
  const discount = { reason: 'hardship', percent: 25, by: 'staff-2' } as const;
  const decision = await approveApplication(depsOf(table), book, await entered(1), { by: 'staff-2', discount });
  expect(decision).toMatchObject({
    agreement: {
      price: { feeCents: 180_000, discount: { reason: 'hardship', offCents: 60_000, grantedBy: 'staff-2' } },
    },
  });
  const [fact] = await itemsUnder(table, 'E#');
  expect(fact?.data).toMatchObject({ feeCents: 180_000, discount: { reason: 'hardship' } });
});

test('of two who decide at once, one does; the other learns that it is decided', async () => {
  const id = await entered(1);
  const both = await Promise.all([
    approveApplication(depsOf(table), book, id, { by: 'staff-1' }),
    closeApplication(depsOf(table), id, { by: 'staff-2', reason: 'outside-area' }),
  ]);
  const outcomes = both.map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'decided-already')).toHaveLength(1);
});

test('a refusal is kept with its reason, and the applicant is told', async () => {
  const id = await entered(1);
  expect(await closeApplication(depsOf(table), id, { by: 'staff-1', reason: 'outside-area' })).toEqual({
    outcome: 'closed',
  });
  expect(await readApplication(table, id)).toMatchObject({
    status: 'refused',
    closed: { by: 'staff-1', reason: 'outside-area' },
  });
  expect(await itemsUnder(table, 'WISH#notice#applicationclosed')).toHaveLength(1);
  expect(await approveApplication(depsOf(table), book, id, { by: 'staff-1' })).toEqual({ outcome: 'decided-already' });
});

test('what is not offered any more cannot be approved, and nothing is lost', async () => {
  const id = await entered(1);
  const without = { ...book, plans: [aPlan({ planId: 'other' })] };
  expect(await approveApplication(depsOf(table), without, id, { by: 'staff-1' })).toEqual({ outcome: 'not-offered' });
  expect(await waiting()).toEqual([id]);
});
