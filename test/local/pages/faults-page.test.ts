import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startPages } from './served-pages.ts';

let pages: Awaited<ReturnType<typeof startPages>>;
beforeEach(async () => {
  pages = await startPages();
});
afterEach(() => pages.stop());

const post = (body: string, headers = {}) =>
  pages.json('/_local/faults', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
const fault = { service: 'dynamodb', action: 'PutItem', function: 'perennial-tasks', nth: 2, mode: 'crash-after' };

test('a fault is set, listed and cleared', async () => {
  expect(await pages.json('/_local/faults')).toEqual({ status: 200, body: [] });
  expect(await post(JSON.stringify(fault))).toEqual({ status: 201, body: fault });
  expect((await pages.json('/_local/faults')).body).toEqual([fault]);
  expect(await pages.page('/_local/faults')).toContain('crash-after: dynamodb PutItem number 2 of perennial-tasks');
  expect(await pages.json('/_local/faults', { method: 'DELETE' })).toEqual({ status: 200, body: [] });
});

test.each([
  ['one that there is not', JSON.stringify({ ...fault, mode: 'explode' }), /"mode" is "explode"; allowed: fail-before/],
  ['no JSON', '{"service"', /The body can't be read/],
])('%s is refused with what is allowed', async (_what, body, message) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.body.message).toMatch(message);
  expect((await pages.json('/_local/faults')).body).toEqual([]);
});

test('a page of another site may not set or clear one', async () => {
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await post(JSON.stringify(fault), foreign)).status).toBe(403);
  expect((await pages.json('/_local/faults', { method: 'DELETE', headers: foreign })).status).toBe(403);
});
