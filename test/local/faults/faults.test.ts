import { beforeEach, describe, expect, test } from '@jest/globals';
import { type CallOfFunction, Faults } from '../../../local/faults/faults.ts';
import type { AwsCall } from '../../../local/kernel/aws-service.ts';

let faults: Faults;
let handled: number;
let crashed: string[];
const event = { task: 'open-signing' };

beforeEach(() => {
  handled = 0;
  crashed = [];
  faults = new Faults({
    lambda: () => ({
      invocationOf: (token) =>
        token === undefined
          ? undefined
          : { functionName: 'perennial-tasks', requestId: token, event: JSON.stringify(event) },
      crash: async (token) => {
        crashed.push(token);
        return true;
      },
    }),
    freezeIndexes: async () => ({ query: async () => ({ status: 200, body: 'as it was' }), drop: async () => {} }),
  });
});

/** One call of a function, or one more attempt of it where `id` is the same. */
function call(action: string, id: string, { token = 'one', input = {} }: { token?: string; input?: object } = {}) {
  const headers = { 'x-amz-security-token': token, 'amz-sdk-invocation-id': id };
  const made = { action, input, headers, method: 'POST', path: '/', body: Buffer.alloc(0) } as unknown as AwsCall;
  return faults.around('dynamodb', made, async () => {
    handled += 1;
    return { status: 200, body: 'done' };
  });
}

describe('a call', () => {
  test.each([
    ['fail-before', 'InternalServerError', 0],
    ['fail-after', 'InternalServerError', 1],
    ['throttle', 'ProvisionedThroughputExceededException', 0],
  ])('%s: once, by the name that AWS gives it', async (mode, name, times) => {
    await faults.add({ service: 'dynamodb', action: 'PutItem', mode });
    await expect(call('PutItem', 'a')).rejects.toMatchObject({ name });
    expect(handled).toBe(times);
    expect(faults.list()).toEqual([]);
    expect((await call('PutItem', 'a')).body).toBe('done');
  });

  test.each([
    ['crash-before', 0],
    ['crash-after', 1],
  ])('%s: its sandbox dies and nobody is answered', async (mode, times) => {
    await faults.add({ service: 'dynamodb', action: 'PutItem', mode });
    await expect(call('PutItem', 'a')).rejects.toMatchObject({ name: 'ConnectionDropped' });
    expect([handled, crashed]).toEqual([times, ['one']]);
  });

  test('is counted within its invocation, however often the SDK sends it', async () => {
    await faults.add({ service: 'dynamodb', action: 'PutItem', nth: 2, mode: 'fail-before' });
    await call('PutItem', 'a');
    await call('PutItem', 'a');
    await call('GetItem', 'b');
    await call('PutItem', 'c', { token: 'two' });
    expect(faults.list()).toHaveLength(1);
    await expect(call('PutItem', 'd')).rejects.toMatchObject({ name: 'InternalServerError' });
  });

  test.each([
    ['function', { function: 'perennial-tasks' }, { function: 'perennial-patient' }],
    ['operation', { operation: 'open-signing' }, { operation: 'expire-document' }],
    ['service', { service: 'dynamodb' }, { service: 'states' }],
  ])('of another %s goes well', async (_what, fits, other) => {
    const fault = { service: 'dynamodb', action: 'PutItem', mode: 'throttle' };
    await faults.add({ ...fault, ...other });
    expect((await call('PutItem', 'a')).body).toBe('done');
    await faults.add({ ...fault, ...fits, nth: 2 });
    await expect(call('PutItem', 'b')).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  test('that conflicts with another transaction is told so, with a reason for each item', async () => {
    await faults.add({ service: 'dynamodb', action: 'TransactWriteItems', mode: 'conflict' });
    const { status, body } = await call('TransactWriteItems', 'a', { input: { TransactItems: [{}, {}] } });
    expect([status, handled]).toEqual([400, 0]);
    expect(JSON.parse(String(body))).toMatchObject({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
  });

  test('of an index that lags behind is answered as it was, until the faults are cleared', async () => {
    await faults.add({ service: 'dynamodb', action: 'Query', mode: 'index-lag' });
    expect((await call('Query', 'a', { input: { IndexName: 'GSI1' } })).body).toBe('as it was');
    expect((await call('Query', 'a2', { input: { IndexName: 'GSI2' } })).body).toBe('as it was');
    expect((await call('Query', 'b', { token: 'two' })).body).toBe('done');
    expect((await call('Query', 'c', { token: 'three', input: { IndexName: 'GSI1' } })).body).toBe('as it was');
    await faults.clear();
    expect((await call('Query', 'd', { token: 'four', input: { IndexName: 'GSI1' } })).body).toBe('done');
  });

  test('of nobody known (a person) is never touched, and every other one is told', async () => {
    const told: CallOfFunction[] = [];
    faults.observe((made) => told.push(made));
    await faults.add({ service: 'dynamodb', action: 'PutItem', mode: 'fail-before' });
    const made = { action: 'PutItem', input: {}, headers: {} } as unknown as AwsCall;
    expect(await faults.around('dynamodb', made, async () => ({ status: 200, body: 'ok' }))).toMatchObject({
      status: 200,
    });
    await call('GetItem', 'a');
    await call('GetItem', 'b');
    expect(told.map(({ action, nth, operation }) => [action, nth, operation])).toEqual([
      ['GetItem', 1, 'open-signing'],
      ['GetItem', 2, 'open-signing'],
    ]);
  });
});

describe('an invocation', () => {
  const attempt = { functionName: 'perennial-stream', requestId: 'r', payload: '{"Records":[]}', memoryMegabytes: 512 };
  const run = (payload = attempt.payload) => {
    handled += 1;
    return Promise.resolve({ payload });
  };
  const set = (mode: string, nth = 1) =>
    faults.add({
      service: 'lambda',
      action: 'InvokeFunction',
      function: 'perennial-stream',
      operation: 'stream',
      nth,
      mode,
    });

  test.each([
    ['fail-before', 'ServiceException', 0],
    ['fail-after', 'ServiceException', 1],
    ['throttle', 'TooManyRequestsException', 0],
  ])('%s: the caller gets the service error', async (mode, name, times) => {
    await set(mode);
    await expect(faults.hook(attempt, run)).rejects.toMatchObject({ name });
    expect(handled).toBe(times);
  });

  test.each([
    ['crash-before', 0],
    ['crash-after', 1],
  ])('%s: ends as one whose process has died', async (mode, times) => {
    await set(mode);
    expect(JSON.parse((await faults.hook(attempt, run)).payload).errorType).toBe('Runtime.ExitError');
    expect(handled).toBe(times);
  });

  test('comes twice', async () => {
    await set('duplicate');
    await faults.hook(attempt, run);
    await faults.hook(attempt, run);
    expect(handled).toBe(3);
  });

  test('is counted from when the fault was set, among those of its function', async () => {
    await set('duplicate', 2);
    await faults.hook({ ...attempt, functionName: 'perennial-events' }, run);
    await faults.hook(attempt, run);
    expect(handled).toBe(2);
    await faults.hook(attempt, run);
    expect(handled).toBe(4);
  });

  test('counts for every fault that is set for it', async () => {
    await set('throttle', 1);
    await set('fail-before', 2);
    await expect(faults.hook(attempt, run)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(faults.hook(attempt, run)).rejects.toMatchObject({ name: 'ServiceException' });
  });

  test('of a single event is overtaken by the next', async () => {
    const order: string[] = [];
    const noting = (name: string) => async () => {
      order.push(name);
      return { payload: 'null' };
    };
    await faults.add({ service: 'lambda', action: 'InvokeFunction', mode: 'reorder' });
    const event = { ...attempt, payload: '{}' };
    await Promise.all([
      faults.hook({ ...event, requestId: 'first' }, noting('first')),
      faults.hook({ ...event, requestId: 'second' }, noting('second')),
    ]);
    expect(order).toEqual(['second', 'first']);
  });
});
