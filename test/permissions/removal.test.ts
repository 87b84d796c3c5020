import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { startCloud } from '../../local/cloud.ts';
import { demonstrate } from '../../local/demonstrate.ts';
import { assembly } from '../support/assembly.ts';
import { Journey, pat } from '../support/journey.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

interface Resource {
  Type: string;
  Properties?: Partial<Record<'PolicyDocument' | 'KeyPolicy', { Statement: Statement[] }>> & { Action?: string };
}

/** The synthesized app, but for one action (or resource) of one policy, or one function's permission. */
async function without(policy: string, action: string, resource?: RegExp): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), 'perennial-without-'));
  const made = await assembly();
  const copy = join(folder, 'assembly');
  symlinkAll(made, copy);
  let removed = 0;
  for (const name of ['PerennialApp.template.json', 'PerennialData.template.json']) {
    const template = JSON.parse(readFileSync(join(made, name), 'utf8'));
    for (const [logicalId, { Type, Properties }] of Object.entries<Resource>(template.Resources)) {
      if (!logicalId.startsWith(policy)) continue;
      if (Type === 'AWS::Lambda::Permission' && Properties?.Action === action) {
        removed += 1;
        delete template.Resources[logicalId];
      }
      const document = Properties?.PolicyDocument ?? Properties?.KeyPolicy;
      if (document === undefined) continue;
      document.Statement = document.Statement.flatMap((statement: Statement) => {
        if (![statement.Action].flat().includes(action)) return [statement];
        removed += 1;
        if (resource !== undefined) {
          const left = [statement.Resource].flat().filter((one) => !resource.test(JSON.stringify(one)));
          return [{ ...statement, Resource: left }];
        }
        const left = [statement.Action].flat().filter((one) => one !== action);
        return left.length === 0 ? [] : [{ ...statement, Action: left }];
      });
    }
    rmSync(join(copy, name));
    writeFileSync(join(copy, name), JSON.stringify(template));
  }
  expect(removed).toBeGreaterThan(0);
  return copy;
}

function symlinkAll(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const name of readdirSync(from)) symlinkSync(join(from, name), join(to, name));
}

/** What was denied on the way from the application to the signing link, and what ended in the queue of failed events. */
async function sequel(app: string): Promise<{ denied: string[]; failed: unknown[] }> {
  const dataDir = join(folder, 'data');
  const cloud = await startCloud({ assembly: app, dataDir });
  try {
    await demonstrate(cloud, dataDir);
    const journey = new Journey(cloud.productUrl);
    await journey.apply(pat);
    await cloud.work.quiet();
    const [confirmation] = (await journey.mails(pat.email)).filter(({ subject }) => /confirm/i.test(subject));
    if (confirmation !== undefined) await journey.confirm(pat);
    await cloud.work.quiet();
    return { denied: cloud.permissions.denied, failed: cloud.queues.messages() };
  } finally {
    await cloud.stop();
  }
}

test.each([
  ['FunctionsPatientPolicy', 'dynamodb:UpdateItem', undefined],
  ['FunctionsTasksPolicy', 'kms:Decrypt', undefined],
  ['FunctionsTasksPolicy', 'states:DescribeExecution', undefined],
  ['FunctionsStreamPolicy', 'states:StartExecution', undefined],
  ['FunctionsMailTasksPolicy', 'ses:SendRawEmail', /configuration-set/],
  ['MachinesSigningPolicy', 'lambda:InvokeFunction', undefined],
  ['MachinesOnboardingPolicy', 'states:StartExecution', undefined],
])('without it in %s, %s is denied by its name', async (policy, action, resource) => {
  const { denied } = await sequel(await without(policy, action, resource));
  expect(denied.join('\n')).toContain(`is not authorized to perform: ${action} on resource: `);
});

test('a rule that may not call its function is denied by name, and what it had to tell ends in the queue', async () => {
  const { denied, failed } = await sequel(await without('TriggersMailEventsAllowEventRule', 'lambda:InvokeFunction'));
  expect(denied[0]).toMatch(/^events.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: /);
  expect(JSON.stringify(failed)).toContain('aws.ses');
});

test.each([
  ['FunctionsStreamPolicy', 'dynamodb:GetRecords'],
  ['FunctionsEventsPolicy', 'logs:PutLogEvents'],
  ['MachinesOnboardingPolicy', 'events:PutRule'],
  ['MachinesBillingPolicy', 'logs:CreateLogDelivery'],
  ['MachinesNoticePolicy', 'xray:PutTraceSegments'],
  ['OperationsKey', 'kms:GenerateDataKey*'],
  ['FailedEventsPolicy', 'sqs:SendMessage'],
  ['TriggersSweepSchedulePolicy', 'sqs:SendMessage'],
  ['AlarmsTopicPolicy', 'sns:Publish'],
])('without it in %s, nothing starts, and %s is named', async (policy, action) => {
  const app = await without(policy, action);
  await expect(startCloud({ assembly: app, dataDir: join(folder, 'data') })).rejects.toThrow(action.replace('*', ''));
});

test("a table's key whose policy leaves nothing to the account opens to nobody", async () => {
  const app = await without('TableKey', 'kms:*');
  await expect(startCloud({ assembly: app, dataDir: join(folder, 'data') })).rejects.toThrow(
    /The policy of .*:key\/.* does not let arn:aws:iam::\d+:root perform: kms:Decrypt/,
  );
});
