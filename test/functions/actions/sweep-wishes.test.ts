import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sweepWishes } from '../../../functions/actions/sweep-wishes.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { putWish } from '../../../functions/adapters/table/wish-store.ts';
import { openWorkflows } from '../../../functions/adapters/workflows/workflows.ts';
import { monday } from '../../support/builders.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { depsOf, idOf } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let fake: FakeWorkflows;
let workflows: SFNClient;
let table: Table;
beforeAll(async () => {
  [tables, fake] = [await startTables(), await startFakeWorkflows()];
  workflows = openWorkflows();
});
afterAll(async () => {
  workflows.destroy();
  await Promise.all([tables.stop(), fake.stop()]);
});
beforeEach(async () => {
  fake.forget();
  table = await tables.fresh();
});

const hourLater = '2026-03-02T16:00:00.000Z';
const confirmation = { workflow: 'notice', noticeKey: 'confirmation' } as const;

const wishFor = (number: number, at = monday) =>
  transact(table, [putWish(table, { kind: 'application', id: idOf(number) }, confirmation, at)]);

async function sweep(now = hourLater) {
  const errors: unknown[] = [];
  const report = await sweepWishes({ ...depsOf(table, now), workflows, ...machines }, (error) => errors.push(error));
  return { report, errors };
}

test('every wish that is still there is fulfilled', async () => {
  for (const number of [1, 2, 3]) await wishFor(number);
  expect(await sweep()).toEqual({ report: { fulfilled: 3, failed: 0 }, errors: [] });
  expect(await itemsUnder(table, 'WISH#')).toEqual([]);
  expect(await sweep()).toEqual({ report: { fulfilled: 0, failed: 0 }, errors: [] });
});

test('a wish of the last minute is left to the stream', async () => {
  await wishFor(1, '2026-03-02T15:59:00.000Z');
  await wishFor(2, '2026-03-02T15:59:00.001Z');
  expect((await sweep()).report).toEqual({ fulfilled: 1, failed: 0 });
  expect(fake.started()).toEqual([`notice-${idOf(1)}-confirmation-r1`]);
});

test('one wish that fails holds up no other, and stays', async () => {
  for (const number of [1, 2, 3]) await wishFor(number);
  fake.fail('StartExecution', 'InvalidExecutionInput');
  const { report, errors } = await sweep();
  expect(report).toEqual({ fulfilled: 2, failed: 1 });
  expect(errors).toEqual([expect.objectContaining({ name: 'InvalidExecutionInput' })]);
  expect(await itemsUnder(table, 'WISH#')).toHaveLength(1);
});

test('a wish of an agreement that never was holds up no other', async () => {
  await transact(table, [putWish(table, { kind: 'agreement', id: idOf(404) }, { workflow: 'onboarding' }, monday)]);
  await wishFor(1);
  expect((await sweep()).report).toEqual({ fulfilled: 1, failed: 1 });
});

test('more wishes than fit on a page are all fulfilled, each once', async () => {
  await Promise.all(Array.from({ length: 130 }, (_, index) => wishFor(index + 1)));
  expect((await sweep()).report).toEqual({ fulfilled: 130, failed: 0 });
  expect(new Set(fake.started()).size).toBe(130);
  expect(fake.started()).toHaveLength(130);
});
