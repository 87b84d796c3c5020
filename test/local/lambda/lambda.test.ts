import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kernel, openKernel, stack } from '../../support/local-kernel.ts';
import { functionProperties, lambdaWith } from './functions.ts';

let kernel: Kernel;
let close: () => Promise<void> = async () => {};

beforeEach(() => {
  kernel = openKernel();
});
afterEach(async () => {
  await close();
  kernel.remove();
});

function start(source: string, options = {}) {
  const lambda = lambdaWith(kernel, { probe: source }, options);
  close = lambda.close;
  return lambda;
}

const invoke = (lambda: ReturnType<typeof start>, payload: unknown = {}) =>
  lambda.invoke({ functionName: 'probe', payload });

describe('a function', () => {
  it('gets its event and gives its answer', async () => {
    const lambda = start('export const handler = async (event) => ({ got: event });');
    const answer = await lambda.invoke({
      functionName: 'arn:aws:lambda:us-east-1:000000000000:function:probe',
      payload: { a: [1, 'ü'] },
    });
    expect(answer.payload).toEqual({ got: { a: [1, 'ü'] } });
    expect(answer.functionError).toBeUndefined();
    expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers null where it returns nothing', async () => {
    expect((await invoke(start('export const handler = async () => {};'))).payload).toBeNull();
  });

  it('has the environment of its template and of Lambda, and nothing of this machine', async () => {
    process.env.SECRET_OF_THIS_MACHINE = 'secret';
    const lambda = start('export const handler = async () => process.env;');
    const { payload } = await invoke(lambda);
    expect(payload).toMatchObject({
      TABLE_NAME: 'table',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'LOCAL-role-of-tests',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/probe',
      TZ: 'UTC',
    });
    expect(payload).not.toHaveProperty('PATH');
    expect(payload).not.toHaveProperty('SECRET_OF_THIS_MACHINE');
  });

  it('lives at the moved time from its first line on', async () => {
    const later = Date.parse('2031-05-06T07:08:09.123Z');
    kernel.clock.freeze(later);
    const lambda = start(
      'const loaded = Date.now(); export const handler = async () => [loaded, Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date, Date().slice(11, 15)];',
    );
    expect((await invoke(lambda)).payload).toEqual([later, later, later, 5, true, '2031']);
    kernel.clock.freeze(later + 1000);
    expect((await invoke(lambda)).payload[1]).toBe(later + 1000);
  });

  it('keeps its module between invocations, and runs in two sandboxes when it is busy', async () => {
    const lambda = start(
      'let calls = 0; export const handler = async () => { calls += 1; await new Promise((r) => setTimeout(r, 50)); return calls; };',
    );
    expect((await invoke(lambda)).payload).toBe(1);
    expect((await invoke(lambda)).payload).toBe(2);
    const both = await Promise.all([invoke(lambda), invoke(lambda)]);
    expect(both.map(({ payload }) => payload).sort()).toEqual([1, 3]);
  });

  it('gives an error that it throws as type, message and trace, and stays warm', async () => {
    const lambda = start(
      'let calls = 0; export const handler = async () => { calls += 1; throw Object.assign(new Error("no " + calls), { name: "Refused" }); };',
    );
    await invoke(lambda);
    const { payload, functionError } = await invoke(lambda);
    expect(functionError).toBe('Unhandled');
    expect(payload).toEqual({ errorType: 'Refused', errorMessage: 'no 2', trace: expect.any(Array) });
    expect(lambda.logOf('probe')).toContain('"errorType":"Refused"');
  });

  it('is killed at its time-out, even in an endless loop, and starts anew', async () => {
    const lambda = start('export const handler = async (event) => { while (event.hang) {} return "well"; };');
    const { payload } = await invoke(lambda, { hang: true });
    expect(payload.errorType).toBe('Sandbox.Timedout');
    expect(payload.errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
    expect((await invoke(lambda)).payload).toBe('well');
    expect(lambda.logOf('probe')).toContain('Task timed out after 1.00 seconds');
  });

  it('ends with Runtime.ExitError where it exits', async () => {
    const lambda = start('export const handler = async () => { console.log("last words"); process.exit(3); };');
    const { payload } = await invoke(lambda);
    expect(payload.errorType).toBe('Runtime.ExitError');
    expect(payload.errorMessage).toMatch(/Error: Runtime exited with error: exit status 3$/);
    expect(lambda.logOf('probe')).toContain('last words');
  });

  it('ends where a promise is rejected and nobody catches it', async () => {
    const lambda = start(
      'export const handler = async () => { Promise.reject(new TypeError("lost")); await new Promise((r) => setTimeout(r, 500)); };',
    );
    const { payload } = await invoke(lambda);
    expect(payload).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'TypeError: lost',
    });
  });

  it('tells why it could not be loaded', async () => {
    expect((await invoke(start('export const other = 1;'))).payload).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
    });
  });

  it('writes its output line by line: JSON as it is, other lines with time and request', async () => {
    const lambda = start(
      'export const handler = async () => { console.log(\'{"level":"INFO","n":1}\'); console.error("plain\\nlines"); process.stdout.write("half "); process.stdout.write("and half"); };',
    );
    const { requestId } = await invoke(lambda);
    const lines = lambda.logOf('probe').trim().split('\n');
    expect(lines[0]).toBe('{"level":"INFO","n":1}');
    expect(lines.slice(1).map((line) => line.split('\t').slice(1))).toEqual([
      [requestId, 'plain'],
      [requestId, 'lines'],
      [requestId, 'half and half'],
    ]);
  });

  it('dies when its sandbox is crashed in the midst of a call', async () => {
    const lambda = start(
      'export const handler = async () => { console.log(process.env.AWS_SESSION_TOKEN); await new Promise((r) => setTimeout(r, 900)); };',
    );
    const running = invoke(lambda);
    while (!lambda.logOf('probe').includes('probe/')) await new Promise((resolve) => setTimeout(resolve, 20));
    const token = lambda.logOf('probe').trim().split('\t').at(-1) ?? '';
    expect(await lambda.crash(token)).toBe(true);
    expect((await running).payload.errorType).toBe('Runtime.ExitError');
  });
});

describe('an account', () => {
  it('runs ten invocations at once and throttles the eleventh', async () => {
    const lambda = start(
      'export const handler = async () => { await new Promise((r) => setTimeout(r, 600)); return "done"; };',
    );
    const ten = Array.from({ length: 10 }, () => invoke(lambda));
    await expect(invoke(lambda)).rejects.toMatchObject({ name: 'TooManyRequestsException', status: 429 });
    expect((await Promise.all(ten)).filter(({ payload }) => payload === 'done')).toHaveLength(10);
    expect((await invoke(lambda)).payload).toBe('done');
  });
});

describe('a call', () => {
  const echo = 'export const handler = async (event) => event;';

  it('is counted as under way until it has ended', async () => {
    const lambda = start(echo);
    let isQuiet = false;
    const running = invoke(lambda);
    void kernel.work.quiet().then(() => {
      isQuiet = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isQuiet).toBe(false);
    await running;
    await kernel.work.quiet();
    expect(isQuiet).toBe(true);
  });

  it('refuses a payload over 6 MB', async () => {
    await expect(invoke(start(echo), 'x'.repeat(6_291_556))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      status: 413,
    });
  });

  it('turns an answer over 6 MB into an error', async () => {
    const lambda = start('export const handler = async () => "x".repeat(6_291_556);');
    expect((await invoke(lambda)).payload.errorType).toBe('Function.ResponseSizeTooLarge');
  });

  it('refuses a function that is not there', async () => {
    await expect(start(echo).invoke({ functionName: 'nobody', payload: 1 })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
      status: 404,
    });
  });

  it('asks the resource policy where a service calls on its own behalf', async () => {
    const asked: unknown[] = [];
    const lambda = start(echo, { authorizeService: (call: unknown) => asked.push(call) });
    const invoker = { service: 'events.amazonaws.com', sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/r' };
    await lambda.invoke({ functionName: 'probe', payload: 1, invoker });
    expect(asked).toEqual([{ ...invoker, functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:probe' }]);
  });

  it('can be made to fail by a hook before the function runs', async () => {
    const hook = async () => {
      throw new Error('crashed before');
    };
    await expect(invoke(start(echo, { hook }))).rejects.toThrow('crashed before');
  });
});

describe('a template', () => {
  const provision = (properties: object) =>
    start('export const handler = async () => 1;').provisioners['AWS::Lambda::Function']?.('Sweep', properties, stack);

  it('gets name and ARN of the function, the same at every start', () => {
    const properties = functionProperties('probe', { FunctionName: undefined });
    expect(provision(properties)).toEqual({
      ref: 'app-Sweep',
      attributes: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:app-Sweep' },
    });
  });

  it.each([
    [{ VpcConfig: {} }, /^Sweep \(AWS::Lambda::Function\): VpcConfig is not modelled locally; known are Architectures/],
    [{ Runtime: 'nodejs22.x' }, /Runtime is "nodejs22.x", which is not modelled locally; allowed: nodejs24.x/],
    [{ Code: { ZipFile: 'x' } }, /Code: ZipFile is not modelled locally/],
    [{ Environment: { Variables: { AWS_REGION: 'x' } } }, /the variable AWS_REGION is reserved by Lambda/],
  ])('refuses by name what is not modelled: %j', (others, message) => {
    expect(() => provision(functionProperties('probe', others))).toThrow(message);
  });
});
