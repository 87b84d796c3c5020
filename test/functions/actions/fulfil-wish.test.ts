import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { fulfilWish } from '../../../functions/actions/fulfil-wish.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../../functions/adapters/table/table.ts';
import { storeToken } from '../../../functions/adapters/table/token-store.ts';
import { putWish, readWish } from '../../../functions/adapters/table/wish-store.ts';
import { openWorkflows } from '../../../functions/adapters/workflows/workflows.ts';
import { anApplication, events, monday } from '../../support/builders.ts';
import { type FakeWorkflows, machines, startFakeWorkflows } from '../../support/fake-workflows.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let fake: FakeWorkflows;
let workflows: SFNClient;
let table: Table;
beforeAll(async () => {
  [tables, fake] = [await startTables(), await startFakeWorkflows()];
  workflows = openWorkflows();
});
afterAll(async () => {
  workflows.destroy();
  await Promise.all([tables.stop(), fake.stop()]);
});
beforeEach(async () => {
  fake.forget();
  table = await tables.fresh();
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const owner = { kind: 'agreement', id } as const;
const onboarding = keys.wish(owner, 'onboarding');
const signing = keys.wish(owner, 'signing#d1');
const billing = keys.wish(owner, 'billing#t1-i1');
const confirmation = { workflow: 'notice', noticeKey: 'confirmation' } as const;
const application = { kind: 'application', id: idOf(7) } as const;

const fulfil = (key: Parameters<typeof fulfilWish>[1], now = monday) =>
  fulfilWish({ ...depsOf(table, now), workflows, ...machines }, key);
const attention = async () => (await getAgreement(depsOf(table), id)).agreement.needsAttention.map(({ code }) => code);
const isThere = async (key: Parameters<typeof readWish>[1]) => (await readWish(table, key)) !== undefined;
const waitsForSigners = () => storeToken(table, id, { workflow: 'signing', documentId: 'd1' }, 'token-1', monday);
const refusedOnce = { StartExecution: 'InvalidExecutionInput', SendTaskSuccess: 'InvalidOutput' };

test('an offered agreement is onboarded under a name made of its id and run, and the wish is gone', async () => {
  await storedAgreement(depsOf(table), 'offered');
  expect([await fulfil(onboarding), await fulfil(onboarding)]).toEqual(['done', 'nothing-there']);
  expect(fake.calls).toEqual([
    {
      action: 'StartExecution',
      input: {
        stateMachineArn: machines.onboardingMachineArn,
        name: `onboarding-${id}-r1`,
        input: JSON.stringify({ agreementId: id }),
      },
    },
  ]);
});

test('a wish that comes twice finds its execution, and counts as done', async () => {
  await storedAgreement(depsOf(table), 'offered');
  await fulfil(onboarding);
  await transact(table, [putWish(table, owner, { workflow: 'onboarding' }, monday)]);
  expect(await fulfil(onboarding)).toBe('done');
  expect(await attention()).toEqual([]);
});

test('an onboarding that has nothing left to do is not started', async () => {
  await storedAgreement(depsOf(table), 'waitlisted');
  await transact(table, [putWish(table, owner, { workflow: 'onboarding' }, monday)]);
  expect(await fulfil(onboarding)).toBe('done');
  expect(fake.calls).toEqual([]);
});

test('the mail of an application is started with its owner and its key, ids only', async () => {
  await transact(table, [putWish(table, application, confirmation, monday)]);
  expect(await fulfil(keys.wish(application, 'notice#confirmation'))).toBe('done');
  expect(fake.calls[0]?.input).toEqual({
    stateMachineArn: machines.noticeMachineArn,
    name: `notice-${idOf(7)}-confirmation-r1`,
    input: JSON.stringify({ owner: application, noticeKey: 'confirmation' }),
  });
});

test('signing is woken when something is due, and only then', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await waitsForSigners();
  expect(await fulfil(signing)).toBe('done');
  expect(fake.woken()).toEqual(['token-1']);

  const notice = {
    ...keys.notice(owner, 'request-d1-s1'),
    noticeKey: 'request-d1-s1',
    state: 'sent',
    claimedAt: monday,
  };
  await transact(table, [{ Put: { TableName: table.name, Item: notice } }]);
  await waitsForSigners();
  expect(await fulfil(signing)).toBe('done');
  expect(fake.woken()).toEqual(['token-1']);
  await waitsForSigners();
  await fulfil(signing, '2026-04-02T04:00:00.000Z');
  expect(fake.woken()).toEqual(['token-1', 'token-1']);
});

test('a wish to wake what does not wait yet is done with', async () => {
  await storedAgreement(depsOf(table), 'awaiting_countersignature');
  expect(await fulfil(signing)).toBe('done');
  expect(fake.calls).toEqual([]);
});

test('billing is woken by a newer method', async () => {
  await storedAgreement(depsOf(table), 'awaiting_payment');
  await decided(depsOf(table), id, events.paymentFailed);
  await storeToken(table, id, { workflow: 'billing', invoiceId: 't1-i1' }, 'token-2', monday);
  await decided(depsOf(table), id, events.methodSaved);
  expect(await fulfil(billing)).toBe('done');
  expect(fake.woken()).toEqual(['token-2']);
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
  'a token that is gone (%s) counts as woken',
  async (name) => {
    await storedAgreement(depsOf(table), 'awaiting_signature');
    await waitsForSigners();
    fake.fail('SendTaskSuccess', name);
    expect(await fulfil(signing)).toBe('done');
    expect([await isThere(signing), await attention()]).toEqual([false, []]);
  },
);

test.each(['ThrottlingException', 'ServiceUnavailable', 'InternalServerError'])(
  'an error that may pass (%s) is thrown, and the wish stays for the next try',
  async (name) => {
    await storedAgreement(depsOf(table), 'offered');
    fake.fail('StartExecution', ...Array(4).fill(name));
    await expect(fulfil(onboarding)).rejects.toThrow(expect.objectContaining({ name }));
    expect([await isThere(onboarding), await attention()]).toEqual([true, []]);
    expect(await fulfil(onboarding)).toBe('done');
  },
);

test.each([
  ['StartExecution', onboarding, 'offered'],
  ['SendTaskSuccess', signing, 'awaiting_signature'],
] as const)('any other error of %s asks for attention, and the wish is gone', async (action, key, status) => {
  await storedAgreement(depsOf(table), status);
  if (status === 'awaiting_signature') await waitsForSigners();
  fake.fail(action, refusedOnce[action]);
  expect(await fulfil(key)).toBe('needs-attention');
  expect([await isThere(key), await attention()]).toEqual([false, ['wish_failed']]);
});

test('a wish for a document that is not there asks for attention, and throws nothing', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  const wish = { workflow: 'signing', documentId: 'd9' } as const;
  await storeToken(table, id, wish, 'token-9', monday);
  expect(await fulfil(keys.wish(owner, 'signing#d9'))).toBe('needs-attention');
});

test('the wish of an application stays when its mail can not be started: nobody else would know of it', async () => {
  await transact(table, [putWish(table, application, confirmation, monday)]);
  fake.fail('StartExecution', refusedOnce.StartExecution);
  const key = keys.wish(application, 'notice#confirmation');
  await expect(fulfil(key)).rejects.toThrow(expect.objectContaining({ name: 'InvalidExecutionInput' }));
  expect(await isThere(key)).toBe(true);
});

test('a wish that came while the older one was fulfilled stays', async () => {
  await storedAgreement(depsOf(table), 'offered');
  const newer = {
    ...depsOf(table),
    workflows: meanwhile(async () => {
      await transact(table, [putWish(table, owner, { workflow: 'onboarding' }, monday)]);
    }),
    ...machines,
  };
  expect(await fulfilWish(newer, onboarding)).toBe('done');
  expect(await itemsUnder(table, 'WISH#onboarding')).toHaveLength(1);
});

/** The client, and something that happens after each of its calls. */
function meanwhile(what: () => Promise<void>): SFNClient {
  const client = openWorkflows();
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      await what();
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}
