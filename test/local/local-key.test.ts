import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { ListIdentitiesCommand, SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demonstrationBirthDates } from '../../local/demonstrate.ts';
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
    expect((await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.ConcurrentExecutions).toBe(10);
  });

  test('finds the verified sender', async () => {
    const { Identities } = await new SESClient(aws()).send(new ListIdentitiesCommand({}));
    expect(Identities).toEqual(['care@lakeside.example.com']);
  });

  test('is told who it is, and by name what is not known here', async () => {
    const ask = (service: string, body: string) =>
      fetch(spine.cloud.awsUrl, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      }).then((answer) => answer.text());
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

test('the birth dates of all physicians of the demonstration practice can be told', () => {
  expect(demonstrationBirthDates()).toBe('Dr. Fern Example: April 5, 1971 · Dr. Oak Sample: September 10, 1968');
});
