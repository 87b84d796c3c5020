import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invoke } from '../support/deployed-handler.ts';
import { startFakeMail } from '../support/fake-mail.ts';
import { machines, startFakeWorkflows } from '../support/fake-workflows.ts';
import { logLines } from '../support/log-lines.ts';
import { idOf } from '../support/stored.ts';
import { startTables } from '../support/table.ts';

// Every call that a definition of `earlier` makes, with samples in the place of its expressions, is read by the tasks of today.
// `upgrade.test.ts` lets whole executions go on; it comes by the common ways alone.

const samples: Readonly<Record<string, unknown>> = {
  '{% $states.input.agreementId %}': idOf(1),
  '{% $states.input.documentId %}': 'd1',
  '{% $states.input.invoiceId %}': 't1-i1',
  '{% $states.input.term %}': 2,
  '{% $states.input.ending %}': 1,
  '{% $states.input.owner.kind %}': 'agreement',
  '{% $states.input.owner.id %}': idOf(1),
  '{% $states.input.noticeKey %}': 'ending-1-s1',
  '{% $position.noticeKeys %}': ['request-d1-s1', 'receipt-t1_i1-1'],
  '{% $states.context.Task.Token %}': 'token-1',
};

interface Call {
  FunctionName: string;
  Payload: { task: string };
}

const folder = join(import.meta.dirname, 'earlier');
const calls = readdirSync(folder).flatMap((file) => {
  const { States } = JSON.parse(readFileSync(join(folder, file), 'utf8'), sampled);
  const all = Object.values<{ Arguments?: Partial<Call> }>(States).map((state) => state.Arguments);
  const ours = all.filter((call): call is Call => call?.Payload !== undefined);
  return ours.map((call) => ({ file, task: call.Payload.task, ...call }));
});

/** What stands elsewhere in a definition than in a call stays as it is. */
function sampled(_: string, value: unknown): unknown {
  return typeof value === 'string' && Object.hasOwn(samples, value) ? samples[value] : value;
}

let handlers: Record<string, unknown>;
let stop: () => Promise<unknown>;
beforeAll(async () => {
  const [tables, workflows, mail] = [await startTables(), await startFakeWorkflows(), await startFakeMail()];
  stop = () => Promise.all([tables.stop(), workflows.stop(), mail.stop()]);
  Object.assign(process.env, {
    TABLE_NAME: 'earlier',
    TIME_ZONE: 'America/New_York',
    SIGNING_MACHINE_ARN: machines.signingMachineArn,
    BILLING_MACHINE_ARN: machines.billingMachineArn,
    SENDER: 'Sample <care@sample.example.com>',
    CONFIGURATION_SET: 'perennial',
    PUBLIC_URL: 'https://care.example.com',
    PAYMENTS: 'sandbox',
  });
  await tables.empty('earlier');
  handlers = {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as definitions have them
    '${TasksFunctionArn}': (await import('../../functions/tasks/other-tasks.ts')).handler,
    '${MoneyTasksFunctionArn}': (await import('../../functions/tasks/money-tasks.ts')).handler,
    '${MailTasksFunctionArn}': (await import('../../functions/tasks/mail-tasks.ts')).handler,
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as definitions have them
  };
});
afterAll(() => stop());

/** What a call comes to where nothing is stored: an answer, or the code of the error that it fails with. */
async function outcomeOf({ FunctionName, Payload }: Call): Promise<string> {
  let outcome = 'done';
  await logLines(async () => {
    await invoke(handlers[FunctionName], Payload).catch((error) => {
      outcome = error.name === 'Perennial.TaskFailed' ? JSON.parse(error.message).code : error.message;
    });
  });
  return outcome;
}

test.each(calls)('$file: $task is read by the task of today', async (call) => {
  expect(JSON.stringify(call.Payload)).not.toContain('{%');
  expect(await outcomeOf(call)).toMatch(/^(NoAgreement|NoPractice|done)$/);
});

test('a call that lacks what its task needs is told from those', async () => {
  const { FunctionName = '' } = calls.find(({ task }) => task === 'look-up-charge') ?? {};
  expect(await outcomeOf({ FunctionName, Payload: { task: 'look-up-charge' } })).toContain('Perennial.InvalidInput');
});
