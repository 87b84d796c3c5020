import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication } from '../../support/builders.ts';
import { invoke } from '../../support/deployed-handler.ts';
import { type FakeMail, notVerified, startFakeMail } from '../../support/fake-mail.ts';
import { logLines } from '../../support/log-lines.ts';
import { depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let mail: FakeMail;
let table: Table;
let mailTasks: unknown;
let moneyTasks: unknown;
beforeAll(async () => {
  [tables, mail] = [await startTables(), await startFakeMail()];
  Object.assign(process.env, {
    TABLE_NAME: 'tasks',
    TIME_ZONE: 'America/New_York',
    SENDER: 'Sample <care@sample.example.com>',
    CONFIGURATION_SET: 'perennial',
    PUBLIC_URL: 'https://care.example.com',
    PAYMENTS: 'sandbox',
  });
  mailTasks = (await import('../../../functions/tasks/mail-tasks.ts')).handler;
  moneyTasks = (await import('../../../functions/tasks/money-tasks.ts')).handler;
});
afterAll(() => Promise.all([tables.stop(), mail.stop()]));
beforeEach(async () => {
  mail.forget();
  table = await tables.empty('tasks');
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const owner = { kind: 'agreement', id };
const deps = () => depsOf(table, new Date().toISOString());

async function run(handler: unknown, event: object): Promise<{ answer: unknown; lines: string }> {
  let answer: unknown;
  const lines = await logLines(async () => {
    answer = await invoke(handler, event);
  });
  return { answer, lines };
}

const send = (...noticeKeys: string[]) => run(mailTasks, { task: 'send-notices', owner, noticeKeys });

test('every notice that is named goes out, from the address and to the pages that are deployed', async () => {
  await storedAgreement(deps(), 'closed');
  const { answer } = await send('closed-s1', 'closed-s2');
  expect(answer).toEqual({ outcome: 'done' });
  expect(mail.mails.map((one) => one.to)).toEqual([['paula.example@example.com'], ['sam.sample@example.com']]);
  expect(mail.mails[0]?.text).toContain('https://care.example.com/');
});

test('neither a token nor an address of a mail is logged', async () => {
  await storedAgreement(deps(), 'awaiting_signature');
  const { lines } = await send('request-d1-s1');
  expect(lines).toContain('task done');
  expect(lines).not.toMatch(/@|\/sign\//);
});

test('one notice that must wait holds up no other, and the shortest wait is told', async () => {
  await storedAgreement(deps(), 'closed');
  mail.refuse(notVerified);
  const { answer } = await send('closed-s1', 'closed-s2');
  expect(answer).toEqual({ outcome: 'later', retryAfterSeconds: expect.any(Number) });
  expect(mail.mails).toHaveLength(1);
});

test('the mail service’s words never reach the machine', async () => {
  await storedAgreement(deps(), 'awaiting_signature');
  mail.refuse({ code: 'ValidationError', message: 'Address paula.example@example.com is blacklisted' });
  await expect(send('request-d1-s1')).rejects.toThrow(
    JSON.stringify({ name: 'Perennial.TaskFailed', code: 'ValidationError', ids: { ownerId: id } }),
  );
});

test.each([
  ['nobody’s', { owner: undefined }],
  ['of something else', { owner: { kind: 'practice', id } }],
  ['without a key', { noticeKeys: [] }],
  ['with a key that is none', { noticeKeys: ['../x'] }],
])('refuses notices %s', async (_, given) => {
  const event = { task: 'send-notices', owner, noticeKeys: ['request-d1-s1'], ...given };
  await expect(run(mailTasks, event)).rejects.toThrow(expect.objectContaining({ name: 'Perennial.InvalidInput' }));
  expect(mail.calls).toBe(0);
});

test('an invoice is charged by its task', async () => {
  await storedAgreement(deps(), 'awaiting_payment');
  const event = { task: 'collect-invoice', agreementId: id, invoiceId: 't1-i1' };
  expect((await run(moneyTasks, event)).answer).toEqual({ outcome: 'succeeded' });
  expect((await run(moneyTasks, event)).answer).toEqual({ outcome: 'nothing-due' });
});

test('a task that moves money is not among those that mail, nor the other way round', async () => {
  for (const [handler, task] of [
    [mailTasks, 'collect-invoice'],
    [moneyTasks, 'send-notices'],
  ] as const) {
    await expect(run(handler, { task })).rejects.toThrow(expect.objectContaining({ name: 'Perennial.UnknownTask' }));
  }
});
