import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  clearWrongAnswers,
  readWrongAnswers,
  writeWrongAnswers,
} from '../../../../functions/adapters/table/answers-store.ts';
import { ConflictError, type Table } from '../../../../functions/adapters/table/table.ts';
import { idOf } from '../../../support/stored.ts';
import { startTables, type Tables } from '../../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const signer = { agreementId: idOf(1), documentId: 'd1', signerId: 's1' };

test('a signer who never answered has no wrong answers', async () => {
  expect(await readWrongAnswers(table, signer)).toEqual({ total: 0, count: 0 });
});

test('wrong answers are kept for each signer, until they are cleared', async () => {
  await writeWrongAnswers(table, signer, { total: 0, count: 0 }, { total: 1, count: 1 });
  expect(await readWrongAnswers(table, signer)).toEqual({ total: 1, count: 1 });
  expect(await readWrongAnswers(table, { ...signer, signerId: 's2' })).toEqual({ total: 0, count: 0 });
  await clearWrongAnswers(table, signer);
  expect(await readWrongAnswers(table, signer)).toEqual({ total: 0, count: 0 });
});

test('refuses to count on from before a pause, which counts from 0 again', async () => {
  const paused = { total: 5, count: 0, pausedUntil: '2026-03-02T15:30:00.000Z' };
  await writeWrongAnswers(table, signer, { total: 0, count: 0 }, paused);
  await expect(writeWrongAnswers(table, signer, { total: 0, count: 0 }, { total: 1, count: 1 })).rejects.toThrow(
    ConflictError,
  );
  await writeWrongAnswers(table, signer, paused, { total: 6, count: 1 });
  expect(await readWrongAnswers(table, signer)).toEqual({ total: 6, count: 1 });
});

test('refuses to count on from what another answer has changed', async () => {
  await writeWrongAnswers(table, signer, { total: 0, count: 0 }, { total: 1, count: 1 });
  await expect(writeWrongAnswers(table, signer, { total: 0, count: 0 }, { total: 1, count: 1 })).rejects.toThrow(
    ConflictError,
  );
});
