import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sweepWishes } from '../../../functions/actions/sweep-wishes.ts';
import { transact } from '../../../functions/adapters/table/table.ts';
import { putWish } from '../../../functions/adapters/table/wish-store.ts';
import { monday } from '../../support/builders.ts';
import { idOf } from '../../support/stored.ts';
import { itemsUnder } from '../../support/table.ts';
import { startTableAndWorkflows, type TableAndWorkflows } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const hourLater = '2026-03-02T16:00:00.000Z';
const confirmation = { workflow: 'notice', noticeKey: 'confirmation' } as const;

const wishFor = (number: number, at = monday) =>
  transact(aws.table, [putWish(aws.table, { kind: 'application', id: idOf(number) }, confirmation, at)]);

async function sweep(now = hourLater) {
  const errors: unknown[] = [];
  const report = await sweepWishes(aws.deps(now), (error) => errors.push(error));
  return { report, errors };
}

test('every wish that is still there is fulfilled', async () => {
  for (const number of [1, 2, 3]) await wishFor(number);
  expect(await sweep()).toEqual({ report: { fulfilled: 3, failed: 0 }, errors: [] });
  expect(await itemsUnder(aws.table, 'WISH#')).toEqual([]);
  expect(await sweep()).toEqual({ report: { fulfilled: 0, failed: 0 }, errors: [] });
});

test('a wish of the last minute is left to the stream', async () => {
  await wishFor(1, '2026-03-02T15:59:00.000Z');
  await wishFor(2, '2026-03-02T15:59:00.001Z');
  expect((await sweep()).report).toEqual({ fulfilled: 1, failed: 0 });
  expect(aws.fake.started()).toEqual([`notice-${idOf(1)}-confirmation-r1`]);
});

test('one wish that fails holds up no other, and stays', async () => {
  for (const number of [1, 2, 3]) await wishFor(number);
  aws.fake.fail('StartExecution', 'InvalidExecutionInput');
  const { report, errors } = await sweep();
  expect(report).toEqual({ fulfilled: 2, failed: 1 });
  expect(errors).toEqual([expect.objectContaining({ name: 'InvalidExecutionInput' })]);
  expect(await itemsUnder(aws.table, 'WISH#')).toHaveLength(1);
});

test('a wish of an agreement that never was holds up no other', async () => {
  await transact(aws.table, [
    putWish(aws.table, { kind: 'agreement', id: idOf(404) }, { workflow: 'onboarding' }, monday),
  ]);
  await wishFor(1);
  expect((await sweep()).report).toEqual({ fulfilled: 1, failed: 1 });
});

test('more wishes than fit on a page are all fulfilled, each once', async () => {
  await Promise.all(Array.from({ length: 130 }, (_, index) => wishFor(index + 1)));
  expect((await sweep()).report).toEqual({ fulfilled: 130, failed: 0 });
  expect(new Set(aws.fake.started()).size).toBe(130);
  expect(aws.fake.started()).toHaveLength(130);
});
