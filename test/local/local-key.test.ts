import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { ListIdentitiesCommand, SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pat } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';

let spine: Spine;
const aws = () => ({
  endpoint: spine.cloud.awsUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

describe('the access key "local"', () => {
  test('finds the table', async () => {
    const { TableNames } = await new DynamoDBClient(aws()).send(new ListTablesCommand({}));
    expect(TableNames).toEqual([spine.table.name]);
  });

  test('finds the functions, and how many may run at once', async () => {
    const lambda = new LambdaClient(aws());
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toContain('perennial-patient');
    const one = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'perennial-practice' }));
    expect([one.FunctionArn, one.Runtime]).toEqual([expect.stringContaining(':perennial-practice'), 'nodejs24.x']);
    const { Configuration, Code } = await lambda.send(new GetFunctionCommand({ FunctionName: 'perennial-practice' }));
    expect(Configuration?.FunctionArn).toBe(one.FunctionArn);
    expect(existsSync(fileURLToPath(Code?.Location ?? ''))).toBe(true);
    expect((await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.ConcurrentExecutions).toBe(10);
  });

  test('finds the verified sender', async () => {
    const { Identities } = await new SESClient(aws()).send(new ListIdentitiesCommand({}));
    expect(Identities).toEqual(['care@lakeside.example.com']);
  });

  /** As the query protocol asks. */
  const ask = (service: string, body: string, more: Record<string, string> = {}) =>
    fetch(spine.cloud.awsUrl, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request`,
        'content-type': 'application/x-www-form-urlencoded',
        ...more,
      },
      body,
    }).then((answer) => answer.text());

  test('may do what docs/local-cloud.md lists, and is told so when it asks for something else', async () => {
    const docs = readFileSync(join(import.meta.dirname, '../../docs/local-cloud.md'), 'utf8').replaceAll('\n', ' ');
    const json = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'Any.Other' };
    const rest = { 'content-type': 'application/json' };
    const answers = [
      await ask('dynamodb', '{}', json),
      await ask('states', '{}', json),
      await ask('lambda', '{}', rest),
      await ask('ses', 'Action=Other'),
      await ask('sts', 'Action=Other'),
    ];
    for (const answer of answers) {
      const known = /known (?:are|is) ([\w, ]+)/.exec(answer)?.[1]?.split(', ') ?? [];
      expect(known.length).toBeGreaterThan(0);
      expect(known.filter((action) => !new RegExp(`\\b${action}\\b`).test(docs))).toEqual([]);
    }
  });

  test('is told who it is, and by name what is not known here', async () => {
    expect(await ask('sts', 'Action=GetCallerIdentity')).toContain('<Account>000000000000</Account>');
    expect(await ask('sts', 'Action=AssumeRole')).toContain('known is GetCallerIdentity');
    expect(await ask('s3', 'Action=ListBuckets')).toContain('The service s3 is not known here');
  });
});

describe('npm run doctor against the local cloud', () => {
  const doctor = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../infra/doctor.ts'), ...args], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: spine.cloud.awsUrl,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error) => ({ code: error.code as number, text: `${error.stdout}${error.stderr}` }),
    );

  test('accepts the credentials and looks at everything behind them', async () => {
    const { text } = await doctor();
    expect(text).toMatch(/✓ AWS credentials: account 000000000000/);
    expect(text).toMatch(/Lambda concurrency: 10 at once/);
    expect(text).not.toMatch(/not known/);
  });

  test('refuses arguments', async () => {
    expect(await doctor('--bogus')).toEqual({ code: 2, text: expect.stringContaining('It takes no arguments') });
  });
});

test('a request that never ends does not hold up the clock', async () => {
  const { port } = new URL(spine.cloud.productUrl);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('POST /apply HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await spine.journey.move({ by: 'PT1M' });
  socket.destroy();
});

test('a month and a week on, an offer that nobody signs has brought three reminders and is over, as npm start says', async () => {
  const { journey } = spine;
  await journey.enrol(pat);
  await journey.move({ by: 'P1M' });
  await journey.move({ by: 'P7D' });
  const subjects = (await journey.mails(pat.email)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => /reminder/i.test(subject))).toHaveLength(3);
  expect(subjects[0]).toMatch(/is closed$/);
  expect(await spine.panelOf(pat.physicianId)).toMatchObject({ seatsTaken: 0 });
});
