import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AwsAnswer, type AwsCall, AwsError, type AwsService } from '../../../local/kernel/aws-service.ts';
import { type DynamoDbCloud, startDynamoDbCloud } from '../../support/dynamodb-cloud.ts';

let cloud: DynamoDbCloud;
let calls: AwsCall[] = [];
let answer: () => AwsAnswer | Promise<AwsAnswer>;

/** A service that notes its calls and answers what the test says. */
const noting = (name: string, prefix: string): AwsService => ({
  name,
  permissionsFor: ({ action }) => [{ action: `${prefix}:${action}`, resource: `arn:aws:${prefix}:one` }],
  handle: async (call) => {
    calls.push(call);
    return answer();
  },
});

beforeAll(async () => {
  cloud = await startDynamoDbCloud({
    services: [noting('states', 'states'), noting('lambda', 'lambda'), noting('ses', 'ses')],
  });
});
afterAll(() => cloud.stop());
beforeEach(() => {
  calls = [];
  answer = () => ({ status: 200, body: '{}' });
});

const sfn = (key?: string) => new SFNClient(cloud.config(key));
const ses = (key?: string) => new SESClient(cloud.config(key));
const lambda = (key?: string) => new LambdaClient(cloud.config(key));

describe('a call is read', () => {
  test('in the JSON protocol: the action from the target, the input from the body', async () => {
    answer = () => ({ status: 200, body: '{"stateMachines":[]}' });
    const { stateMachines } = await sfn().send(new ListStateMachinesCommand({ maxResults: 3 }));
    expect(stateMachines).toEqual([]);
    expect(calls).toMatchObject([
      { action: 'ListStateMachines', input: { maxResults: 3 }, caller: { accessKey: 'local' } },
    ]);
  });

  test('in the query protocol: the action from the form', async () => {
    const body = '<R><GetSendQuotaResult><Max24HourSend>5</Max24HourSend></GetSendQuotaResult></R>';
    answer = () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body });
    expect(await ses().send(new GetSendQuotaCommand({}))).toMatchObject({ Max24HourSend: 5 });
    expect(calls).toMatchObject([{ action: 'GetSendQuota', input: { Action: 'GetSendQuota' } }]);
  });

  test('in REST: the action from the path', async () => {
    answer = () => ({ status: 200, body: '{"ok":true}' });
    const { Payload } = await lambda().send(new InvokeCommand({ FunctionName: 'one', Payload: '{"a":1}' }));
    expect(Payload?.transformToString()).toBe('{"ok":true}');
    expect(calls).toMatchObject([{ action: 'InvokeFunction', input: { a: 1 } }]);
  });
});

describe('a caller', () => {
  test('is the role whose access key signs', async () => {
    const { accessKey, roleArn } = await cloud.role('Lists', {
      Effect: 'Allow',
      Action: 'states:List*',
      Resource: '*',
    });
    await sfn(accessKey).send(new ListStateMachinesCommand({}));
    expect(calls[0]?.caller).toEqual({ accessKey, roleArn });
  });

  test.each([
    [
      'AccessDeniedException',
      'states:ListStateMachines',
      (key: string) => sfn(key).send(new ListStateMachinesCommand({})),
    ],
    [
      'AccessDeniedException',
      'lambda:InvokeFunction',
      (key: string) => lambda(key).send(new InvokeCommand({ FunctionName: 'one' })),
    ],
    ['AccessDenied', 'ses:GetSendQuota', (key: string) => ses(key).send(new GetSendQuotaCommand({}))],
  ])('without a permission is told so by the SDK: %s for %s', async (name, action, send) => {
    const { accessKey } = await cloud.role('Nothing', { Effect: 'Allow', Action: 'x:y', Resource: '*' });
    const message = expect.stringContaining(`"Action":"${action}"`);
    await expect(send(accessKey)).rejects.toMatchObject({ name, message });
    expect(calls).toEqual([]);
  });

  test('with an unknown key is refused', async () => {
    await expect(sfn('AKIANOBODY').send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  test('without a signature is refused', async () => {
    const response = await fetch(cloud.endpoint, { method: 'POST', headers: { 'x-amz-target': 'X.Y' }, body: '{}' });
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });
});

describe('an error', () => {
  test('of a service keeps its name and message', async () => {
    answer = () => Promise.reject(new AwsError('StateMachineDoesNotExist', 'There is no <machine>'));
    await expect(sfn().send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: 'There is no <machine>',
    });
  });

  test('in the query protocol is XML with its text escaped', async () => {
    answer = () => Promise.reject(new AwsError('MessageRejected', 'No <care@x> & co'));
    await expect(ses().send(new GetSendQuotaCommand({}))).rejects.toMatchObject({
      name: 'MessageRejected',
      message: 'No <care@x> & co',
    });
  });

  test('in REST keeps its status', async () => {
    answer = () => Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429));
    await expect(lambda().send(new InvokeCommand({ FunctionName: 'one' }))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
  });

  test('names a service and an address that are not known', async () => {
    const sign = (service: string) => `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request`;
    const get = (service: string) =>
      fetch(`${cloud.endpoint}/bucket/key`, { headers: { authorization: sign(service) } });
    expect(await (await get('lambda')).json()).toMatchObject({
      message: expect.stringMatching(/^GET \/bucket\/key of lambda is not known here; known are InvokeFunction, /),
    });
    expect(await (await get('ses')).json()).toMatchObject({
      message:
        'GET /bucket/key of ses is not known here; known are PutSuppressedDestination, DeleteSuppressedDestination',
    });
    expect(await (await get('scheduler')).json()).toMatchObject({
      message: expect.stringMatching(/service scheduler is not known here; known are dynamodb/),
    });
  });

  test.each(['s3', 'route53'])('is XML for a caller of %s, who reads nothing else', async (service) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request`;
    const answer = await fetch(`${cloud.endpoint}/`, { headers: { authorization } });
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(await answer.text()).toMatch(
      new RegExp(
        `^<Error><Code>UnknownOperationException</Code><Message>The service ${service} is not known here; known`,
      ),
    );
  });
});

test('every answer carries a request id and the moved time, by which the SDK sets its clock', async () => {
  cloud.clock.freeze(Date.parse('2031-02-03T04:05:06Z'));
  try {
    const response = await fetch(cloud.endpoint, { method: 'POST', body: '' });
    expect(response.headers.get('date')).toBe('Mon, 03 Feb 2031 04:05:06 GMT');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    // Signed by the machine's own time, five years off: the call goes through all the same.
    await sfn().send(new ListStateMachinesCommand({}));
  } finally {
    cloud.clock.real();
  }
});

test('the cloud is not quiet while a call is under way', async () => {
  let finish: (value: AwsAnswer) => void = () => {};
  answer = () => new Promise((resolve) => (finish = resolve));
  const sent = sfn().send(new ListStateMachinesCommand({}));
  let isQuiet = false;
  while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const quiet = cloud.work.quiet().then(() => {
    isQuiet = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isQuiet).toBe(false);
  finish({ status: 200, body: '{}' });
  await Promise.all([sent, quiet]);
});
