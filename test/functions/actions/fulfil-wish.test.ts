import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { fulfilWish } from '../../../functions/actions/fulfil-wish.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { transact } from '../../../functions/adapters/table/table.ts';
import { storeToken } from '../../../functions/adapters/table/token-store.ts';
import { putWish, readWish } from '../../../functions/adapters/table/wish-store.ts';
import { anApplication, aPlan, events, monday } from '../../support/builders.ts';
import { termsEvents } from '../../support/changed-terms.ts';
import { machines } from '../../support/fake-workflows.ts';
import { decided, idOf, storedAgreement } from '../../support/stored.ts';
import { itemsUnder } from '../../support/table.ts';
import { startTableAndWorkflows, type TableAndWorkflows, workflowsAndThen } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const id = anApplication().applicationId;
const owner = { kind: 'agreement', id } as const;
const onboarding = keys.wish(owner, 'onboarding');
const signing = keys.wish(owner, 'signing#d1');
const billing = keys.wish(owner, 'billing#t1-i1');
const confirmation = { workflow: 'notice', noticeKey: 'confirmation' } as const;
const application = { kind: 'application', id: idOf(7) } as const;

const fulfil = (key: Parameters<typeof fulfilWish>[1], now = monday) => fulfilWish(aws.deps(now), key);
const attention = async () => (await getAgreement(aws.deps(), id)).agreement.needsAttention.map(({ code }) => code);
const isThere = async (key: Parameters<typeof readWish>[1]) => (await readWish(aws.table, key)) !== undefined;
const waitsForSigners = () => storeToken(aws.table, id, { workflow: 'signing', documentId: 'd1' }, 'token-1', monday);
const refusedOnce = { StartExecution: 'InvalidExecutionInput', SendTaskSuccess: 'InvalidOutput' };

test('an offered agreement is onboarded under a name made of its id and run, and the wish is gone', async () => {
  await storedAgreement(aws.deps(), 'offered');
  expect([await fulfil(onboarding), await fulfil(onboarding)]).toEqual(['done', 'nothing-there']);
  expect(aws.fake.calls).toEqual([
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
  await storedAgreement(aws.deps(), 'offered');
  await fulfil(onboarding);
  await transact(aws.table, [putWish(aws.table, owner, { workflow: 'onboarding' }, monday)]);
  expect(await fulfil(onboarding)).toBe('done');
  expect(await attention()).toEqual([]);
});

test('an onboarding that has nothing left to do is not started', async () => {
  await storedAgreement(aws.deps(), 'waitlisted');
  await transact(aws.table, [putWish(aws.table, owner, { workflow: 'onboarding' }, monday)]);
  expect(await fulfil(onboarding)).toBe('done');
  expect(aws.fake.calls).toEqual([]);
});

test('the mail of an application is started with its owner and its key, ids only', async () => {
  await transact(aws.table, [putWish(aws.table, application, confirmation, monday)]);
  expect(await fulfil(keys.wish(application, 'notice#confirmation'))).toBe('done');
  expect(aws.fake.calls[0]?.input).toEqual({
    stateMachineArn: machines.noticeMachineArn,
    name: `notice-${idOf(7)}-confirmation-r1`,
    input: JSON.stringify({ owner: application, noticeKey: 'confirmation' }),
  });
});

test('a mail that begins again is started under a name of its own, with the same input', async () => {
  const again = { ...confirmation, run: 3 };
  await transact(aws.table, [putWish(aws.table, application, again, monday)]);
  expect(await fulfil(keys.wish(application, 'notice#confirmation'))).toBe('done');
  expect(aws.fake.calls[0]?.input).toMatchObject({
    name: `notice-${idOf(7)}-confirmation-r3`,
    input: JSON.stringify({ owner: application, noticeKey: 'confirmation' }),
  });
});

test('the first payment is onboarding’s to start, its receipt is not', async () => {
  const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  await storedAgreement(aws.deps(), 'awaiting_payment', { application: anApplication({ payer }) });
  await transact(aws.table, [putWish(aws.table, owner, { workflow: 'billing', invoiceId: 't1-i1' }, monday)]);
  await fulfil(billing);
  expect(aws.fake.calls).toEqual([]);
  await decided(aws.deps(), id, events.paymentSucceeded);
  await transact(aws.table, [putWish(aws.table, owner, { workflow: 'billing', invoiceId: 't1-i1' }, monday)]);
  await fulfil(billing);
  expect(aws.fake.calls.map(({ input }) => input.name)).toEqual([`billing-${id}-t1-i1-r1`]);
});

test('signing is woken when something is due, and only then', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  await waitsForSigners();
  expect(await fulfil(signing)).toBe('done');
  expect(aws.fake.woken()).toEqual(['token-1']);

  await aws.noted(owner, 'request-d1-s1');
  await waitsForSigners();
  expect(await fulfil(signing)).toBe('done');
  expect(aws.fake.woken()).toEqual(['token-1']);
  await waitsForSigners();
  await fulfil(signing, '2026-04-02T04:00:00.000Z');
  expect(aws.fake.woken()).toEqual(['token-1', 'token-1']);
});

test('the signing of changed terms is started by its wish, the agreement’s own is onboarding’s to start', async () => {
  await storedAgreement(aws.deps(), 'active');
  await decided(aws.deps(), id, termsEvents.planned);
  expect(await fulfil(keys.wish(owner, 'signing#d2'))).toBe('done');
  await transact(aws.table, [putWish(aws.table, owner, { workflow: 'signing', documentId: 'd1' }, monday)]);
  expect(await fulfil(signing)).toBe('done');
  expect(aws.fake.calls.map(({ input }) => input)).toEqual([
    {
      stateMachineArn: machines.signingMachineArn,
      name: `signing-${id}-d2-r1`,
      input: JSON.stringify({ agreementId: id, documentId: 'd2' }),
    },
  ]);
});

test('a wish to wake what does not wait yet is done with', async () => {
  await storedAgreement(aws.deps(), 'awaiting_countersignature');
  expect(await fulfil(signing)).toBe('done');
  expect(aws.fake.calls).toEqual([]);
});

test('billing is woken by a newer method', async () => {
  await storedAgreement(aws.deps(), 'awaiting_payment');
  await decided(aws.deps(), id, events.paymentFailed);
  await storeToken(aws.table, id, { workflow: 'billing', invoiceId: 't1-i1' }, 'token-2', monday);
  await decided(aws.deps(), id, events.methodSaved);
  expect(await fulfil(billing)).toBe('done');
  expect(aws.fake.woken()).toEqual(['token-2']);
});

test('billing of a term is started under the name of its round, and another round under another', async () => {
  await storedAgreement(aws.deps(), 'active', { plan: aPlan({ installments: 4 }) });
  const ofTerm = keys.wish(owner, 'billing#t1-i2');
  const june = '2026-06-02T10:00:00.000Z';
  await decided(aws.deps(june), id, events.dateCame);
  expect(await fulfil(ofTerm, june)).toBe('done');
  const failed = { ...events.paymentFailed, invoiceId: 't1-i2', code: 'expired_card' };
  await decided(aws.deps(june), id, failed);
  const july = '2026-07-02T15:00:00.000Z';
  await decided(aws.deps(july), id, events.invoiceEscalated);
  await decided(aws.deps(july), id, events.otherMethodSaved);
  expect(await fulfil(ofTerm, july)).toBe('done');
  expect(aws.fake.started()).toEqual([`billing-${id}-t1-i2-r1`, `billing-${id}-t1-i2-2-r1`]);
});

test('billing of a first payment is never started by a wish: it is a part of onboarding', async () => {
  await storedAgreement(aws.deps(), 'awaiting_payment');
  await decided(aws.deps(), id, events.paymentFailed);
  await decided(aws.deps(), id, events.otherMethodSaved);
  expect(await fulfil(billing)).toBe('done');
  expect(aws.fake.started()).toEqual([]);
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
  'a token that is gone (%s) counts as woken',
  async (name) => {
    await storedAgreement(aws.deps(), 'awaiting_signature');
    await waitsForSigners();
    aws.fake.fail('SendTaskSuccess', name);
    expect(await fulfil(signing)).toBe('done');
    expect([await isThere(signing), await attention()]).toEqual([false, []]);
  },
);

test.each(['ThrottlingException', 'ServiceUnavailable', 'InternalServerError'])(
  'an error that may pass (%s) is thrown, and the wish stays for the next try',
  async (name) => {
    await storedAgreement(aws.deps(), 'offered');
    aws.fake.fail('StartExecution', ...Array(4).fill(name));
    await expect(fulfil(onboarding)).rejects.toThrow(expect.objectContaining({ name }));
    expect([await isThere(onboarding), await attention()]).toEqual([true, []]);
    expect(await fulfil(onboarding)).toBe('done');
  },
);

test.each([
  ['StartExecution', onboarding, 'offered'],
  ['SendTaskSuccess', signing, 'awaiting_signature'],
] as const)(
  'any other error of %s asks for attention, and the wish stays for the sweep',
  async (action, key, status) => {
    await storedAgreement(aws.deps(), status);
    if (status === 'awaiting_signature') await waitsForSigners();
    aws.fake.fail(action, refusedOnce[action]);
    await expect(fulfil(key)).rejects.toThrow();
    expect([await isThere(key), await attention()]).toEqual([true, ['wish_failed']]);
    expect(await fulfil(key)).toBe('done');
  },
);

test('a wish for a document that is not there asks for attention, and stays', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  const wish = { workflow: 'signing', documentId: 'd9' } as const;
  await storeToken(aws.table, id, wish, 'token-9', monday);
  const key = keys.wish(owner, 'signing#d9');
  await expect(fulfil(key)).rejects.toThrow('has no document d9');
  expect([await isThere(key), await attention()]).toEqual([true, ['wish_failed']]);
});

test('the wish of an application stays when its mail can not be started: nobody else would know of it', async () => {
  await transact(aws.table, [putWish(aws.table, application, confirmation, monday)]);
  aws.fake.fail('StartExecution', refusedOnce.StartExecution);
  const key = keys.wish(application, 'notice#confirmation');
  await expect(fulfil(key)).rejects.toThrow(expect.objectContaining({ name: 'InvalidExecutionInput' }));
  expect(await isThere(key)).toBe(true);
});

test('a wish that came while the older one was fulfilled stays', async () => {
  await storedAgreement(aws.deps(), 'offered');
  const workflows = workflowsAndThen(async () => {
    await transact(aws.table, [putWish(aws.table, owner, { workflow: 'onboarding' }, monday)]);
  });
  expect(await fulfilWish({ ...aws.deps(), workflows }, onboarding)).toBe('done');
  expect(await itemsUnder(aws.table, 'WISH#onboarding')).toHaveLength(1);
});
