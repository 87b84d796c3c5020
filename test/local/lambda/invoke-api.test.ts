import type { Server } from 'node:http';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFrontDoor } from '../../../local/front-door/front-door.ts';
import { Iam } from '../../../local/iam/iam.ts';
import { type Kernel, listen, noFaults, openKernel } from '../../support/local-kernel.ts';
import { lambdaWith } from './functions.ts';

let kernel: Kernel;
let lambda: ReturnType<typeof lambdaWith>;
let server: Server;
let client: LambdaClient;

beforeEach(async () => {
  kernel = openKernel();
  lambda = lambdaWith(kernel, {
    echo: 'export const handler = async (event) => { console.log("ran"); return { got: event }; };',
    failing: 'export const handler = async () => { throw new RangeError("too far"); };',
  });
  server = createFrontDoor({ ...kernel, faults: noFaults, services: [lambda.service], iam: new Iam() });
  client = new LambdaClient({
    region: 'us-east-1',
    endpoint: await listen(server),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  server.close();
  await lambda.close();
  kernel.remove();
});

describe('Invoke by the SDK', () => {
  it('answers the payload', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'echo', Payload: Buffer.from('{"a":1}') }));
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ got: { a: 1 } });
  });

  it('marks the error of a function', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'failing' }));
    expect(answer.FunctionError).toBe('Unhandled');
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'too far',
    });
  });

  it('accepts an event and runs it later', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'echo', InvocationType: 'Event' }));
    expect(answer.StatusCode).toBe(202);
    await kernel.work.quiet();
    expect(lambda.logOf('echo')).toContain('ran');
  });

  it('refuses a function that is not there, and a body that is not JSON', async () => {
    await expect(client.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(
      client.send(new InvokeCommand({ FunctionName: 'echo', Payload: Buffer.from('{') })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/InvalidRequestContent|SerializationException/) });
  });

  it('refuses the log type Tail by name', async () => {
    await expect(client.send(new InvokeCommand({ FunctionName: 'echo', LogType: 'Tail' }))).rejects.toThrow(
      'The log type Tail is not modelled locally',
    );
  });

  it('needs lambda:InvokeFunction on the function', () => {
    const call = {
      action: 'InvokeFunction',
      method: 'POST',
      path: '/2015-03-31/functions/echo/invocations',
      headers: {},
      body: Buffer.alloc(0),
      input: {},
      caller: { accessKey: 'local', roleArn: undefined },
    };
    expect(lambda.service.permissionsFor(call)).toEqual([
      { action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:us-east-1:000000000000:function:echo' },
    ]);
  });
});
