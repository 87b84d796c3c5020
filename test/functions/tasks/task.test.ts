import { expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { TransientError } from '../../../functions/adapters/errors.ts';
import { agreementId, defineTask, localId, noticeKey, taskHandler } from '../../../functions/tasks/task.ts';
import { logLines } from '../../support/log-lines.ts';

const id = 'app0000000000001';
const secret = 'paula.example@example.com';

const handler = taskHandler({
  echo: defineTask(z.object({ agreementId }), async (input, now) => ({ ...input, now })),
  break: defineTask(z.object({ agreementId, documentId: localId }), () => {
    throw Object.assign(new Error(`${secret} is not verified`), { name: 'MessageRejected', item: secret });
  }),
  renamed: defineTask(z.object({ agreementId, documentId: localId }), async (input) => input, [
    z.pipe(
      z.object({ agreementId, document: z.number() }),
      z.transform(({ agreementId, document }) => ({ agreementId, documentId: `d${document}` })),
    ),
  ]),
  pass: defineTask(z.object({ agreementId }), () => {
    throw new TransientError(secret);
  }),
});

/** The error that a machine sees, and what is logged of it. */
async function failure(event: unknown): Promise<{ name: string; said: unknown; text: string; lines: string }> {
  let caught: unknown;
  const lines = await logLines(async () => {
    await Promise.resolve(handler(event, {} as Context)).catch((error) => {
      caught = error;
    });
  });
  if (!(caught instanceof Error)) throw new Error('it did not fail');
  const text = `${caught.message} ${caught.stack} ${JSON.stringify(caught)} ${String(caught.cause)}`;
  return { name: caught.name, said: JSON.parse(caught.message), text, lines };
}

test('a task is found by its name, and gets its own input and the time', async () => {
  let answer: unknown;
  const lines = await logLines(async () => {
    answer = await handler({ task: 'echo', agreementId: id, more: 'x' }, {} as Context);
  });
  expect(answer).toEqual({ agreementId: id, now: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
  expect(JSON.parse(lines)).toMatchObject({ message: 'task done', task: 'echo', agreementId: id });
});

test.each([['dance'], ['toString'], ['__proto__'], [undefined], [7]])(
  'refuses the unknown task %j, and names those that there are',
  async (task) => {
    const { name, said } = await failure({ task, agreementId: id });
    expect([name, said]).toEqual([
      'Perennial.UnknownTask',
      { name: 'Perennial.UnknownTask', code: 'allowed: echo, break, renamed, pass', ids: {} },
    ]);
  },
);

test.each([[undefined], [null], ['text'], [[]]])('refuses %j as an event', async (event) => {
  expect((await failure(event)).name).toBe('Perennial.UnknownTask');
});

test('refuses an input that is not right by its field, without what stood in it', async () => {
  const { name, said, text } = await failure({ task: 'break', agreementId: secret, documentId: 'd1' });
  expect([name, said]).toEqual([
    'Perennial.InvalidInput',
    { name: 'Perennial.InvalidInput', code: 'break: agreementId', ids: { documentId: 'd1' } },
  ]);
  expect(text).not.toContain(secret);
});

test.each([
  ['the newest version', { version: 2, documentId: 'd3' }],
  ['an earlier version', { version: 1, document: 3 }],
  ['none, as definitions did before there were versions', { document: 3 }],
])('an input of %s is taken as the newest', async (_, input) => {
  expect(await handler({ task: 'renamed', agreementId: id, ...input }, {} as Context)).toEqual({
    agreementId: id,
    documentId: 'd3',
  });
});

test('refuses a version that is newer than the function, by a name of its own', async () => {
  const { name, said } = await failure({ task: 'renamed', version: 3, agreementId: id, documentId: 'd3' });
  expect([name, said]).toEqual([
    'Perennial.NewerInput',
    {
      name: 'Perennial.NewerInput',
      code: 'renamed: version 3, known up to 2',
      ids: { agreementId: id, documentId: 'd3' },
    },
  ]);
});

test.each([[0], [-1], [1.5], ['1'], [null], [[1]], ['paula.example@example.com']])(
  'refuses %j as a version, without saying it',
  async (version) => {
    const { name, said } = await failure({ task: 'echo', version, agreementId: id });
    expect([name, said]).toMatchObject(['Perennial.InvalidInput', { code: 'echo: version' }]);
  },
);

test('refuses what belongs to another version than it says', async () => {
  const { said } = await failure({ task: 'renamed', version: 2, agreementId: id, document: 3 });
  expect(said).toMatchObject({ name: 'Perennial.InvalidInput', code: 'renamed: documentId' });
});

test('an error of AWS becomes its name and ids: neither machine nor log sees an address', async () => {
  const { name, said, text, lines } = await failure({
    task: 'break',
    agreementId: id,
    documentId: 'd1',
    email: secret,
  });
  expect([name, said]).toEqual([
    'Perennial.TaskFailed',
    { name: 'Perennial.TaskFailed', code: 'MessageRejected', ids: { agreementId: id, documentId: 'd1' } },
  ]);
  expect(text).not.toContain(secret);
  expect(lines).toContain('task failed');
  expect(lines).not.toContain(secret);
});

test('an error that may pass bears the name that machines try again', async () => {
  const { name, text } = await failure({ task: 'pass', agreementId: id });
  expect(name).toBe('Perennial.Transient');
  expect(text).not.toContain(secret);
});

test.each([
  [agreementId, id, 'app-000000000001'],
  [agreementId, '0123456789abcdef', '0123456789ABCDEF'],
  [localId, 't1-i12', 'T1'],
  [noticeKey, 'unpaid-t1_i1-1', 'unpaid t1'],
] as const)('an id is taken as %# says', (schema, good, bad) => {
  expect(z.safeParse(schema, good).success).toBe(true);
  expect(z.safeParse(schema, bad).success).toBe(false);
});

test('an invocation near the end of its time is not cut short under another name: Lambda itself says Sandbox.Timedout', async () => {
  const handler = taskHandler({ slow: defineTask(z.object({}), async () => ({ done: await later(60) })) });
  const context = { getRemainingTimeInMillis: () => 20 } as Context;
  expect(await handler({ task: 'slow' }, context)).toEqual({ done: true });
});

function later(milliseconds: number): Promise<true> {
  return new Promise((resolve) => setTimeout(() => resolve(true), milliseconds));
}
