import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { keys, type Owner } from '../../../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../../../functions/adapters/table/table.ts';
import { deleteWish, pendingWishes, putWish, readWish } from '../../../../functions/adapters/table/wish-store.ts';
import { type Wish, workflowName } from '../../../../functions/domain/agreement/events.ts';
import { monday } from '../../../support/builders.ts';
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

const owner: Owner = { kind: 'agreement', id: idOf(1) };
const signing: Wish = { workflow: 'signing', documentId: 'd1' };
const key = keys.wish(owner, workflowName(signing));
const later = '2026-03-02T15:01:00.000Z';

async function wishFor(number: number, at: string): Promise<void> {
  await transact(table, [putWish(table, { kind: 'agreement', id: idOf(number) }, signing, at)]);
}

test.each<[Owner, Wish]>([
  [owner, { workflow: 'onboarding' }],
  [owner, signing],
  [owner, { workflow: 'billing', invoiceId: 't1-i1' }],
  [owner, { workflow: 'notice', noticeKey: 'fresh-d1-s1-20260302' }],
  [
    { kind: 'application', id: idOf(2) },
    { workflow: 'notice', noticeKey: 'confirmation' },
  ],
])('of %o the wish %o comes back as it was stored', async (someone, wish) => {
  await transact(table, [putWish(table, someone, wish, monday)]);
  const read = await readWish(table, keys.wish(someone, workflowName(wish)));
  expect(read).toEqual({ owner: someone, wish, wishedAt: monday, nonce: expect.any(String) });
});

test('a wish is deleted as it was read', async () => {
  await wishFor(1, monday);
  const read = await readWish(table, key);
  if (read !== undefined) await deleteWish(table, read);
  expect(await readWish(table, key)).toBeUndefined();
});

test('a newer wish of the same moment stays when the older one is deleted', async () => {
  await wishFor(1, monday);
  const old = await readWish(table, key);
  await wishFor(1, monday);
  if (old !== undefined) await deleteWish(table, old);
  expect(await readWish(table, key)).toMatchObject({ wishedAt: monday });
});

test('a wish that is gone already can be deleted again', async () => {
  await wishFor(1, monday);
  const read = await readWish(table, key);
  if (read === undefined) throw new Error('no wish');
  await deleteWish(table, read);
  await expect(deleteWish(table, read)).resolves.toBeUndefined();
});

test('pending wishes come oldest first and only up to the given moment', async () => {
  await wishFor(3, later);
  await wishFor(2, '2026-03-02T15:00:30.000Z');
  await wishFor(1, monday);
  const page = await pendingWishes(table, '2026-03-02T15:00:30.000Z');
  expect(page).toEqual({ keys: [1, 2].map((number) => ({ PK: `A#${idOf(number)}`, SK: 'WISH#signing#d1' })) });
});

test('pending wishes come page by page, each once', async () => {
  const numbers = Array.from({ length: 230 }, (_, index) => index + 1);
  for (let at = 0; at < numbers.length; at += 50)
    await Promise.all(numbers.slice(at, at + 50).map((n) => wishFor(n, monday)));
  const found: string[] = [];
  const sizes: number[] = [];
  let start: Parameters<typeof pendingWishes>[2];
  do {
    const page = await pendingWishes(table, later, start);
    found.push(...page.keys.map(({ PK }) => PK));
    sizes.push(page.keys.length);
    start = page.next;
  } while (start !== undefined);
  expect(sizes).toEqual([100, 100, 30]);
  expect(new Set(found).size).toBe(230);
});

test('refuses the key of something that is no wish of anybody', async () => {
  await transact(table, [{ Put: { TableName: table.name, Item: { PK: 'PRACTICE', SK: 'WISH#x' } } }]);
  await expect(readWish(table, { PK: 'PRACTICE', SK: 'WISH#x' })).rejects.toThrow(RangeError);
});
