import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  readBillingPosition,
  readOnboardingPosition,
  readSigningPosition,
} from '../../../functions/actions/read-position.ts';
import { anApplication, events } from '../../support/builders.ts';
import { machines } from '../../support/fake-workflows.ts';
import { decided, storedAgreement } from '../../support/stored.ts';
import { startTableAndWorkflows, type TableAndWorkflows, workflowsAndThen } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const id = anApplication().applicationId;
const signingName = `signing-${id}-d1-r1`;
const billingName = `billing-${id}-t1-i1-r1`;
const readOnboarding = () => readOnboardingPosition(aws.deps(), id);
const noted = (noticeKey: string) => aws.noted({ kind: 'agreement', id }, noticeKey);

test('a wait is told in whole seconds, at least one', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  await noted('request-d1-s1');
  const position = await readSigningPosition(aws.deps(), id, 'd1');
  // Three days on, between 9:00 and 9:44 in New York.
  const threeDays = 3 * 86_400 - 3600;
  expect(position).toEqual({ next: 'wait', waitSeconds: expect.any(Number) });
  expect(position.waitSeconds).toBeGreaterThanOrEqual(threeDays);
  expect(position.waitSeconds).toBeLessThan(threeDays + 45 * 60);
});

test('a wait that ends within a moment is still a second', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  for (const key of ['request-d1-s1', 'reminder-d1-s1-3', 'reminder-d1-s1-7', 'reminder-d1-s1-14']) await noted(key);
  const position = await readSigningPosition(aws.deps('2026-04-02T03:59:59.999Z'), id, 'd1');
  expect(position).toEqual({ next: 'wait', waitSeconds: 1 });
});

test('other steps are told as the domain says them', async () => {
  await storedAgreement(aws.deps(), 'awaiting_payment');
  expect(await readSigningPosition(aws.deps(), id, 'd1')).toEqual({ next: 'end', outcome: 'completed' });
  expect(await readBillingPosition(aws.deps(), id, 't1-i1')).toEqual({ next: 'collect' });
});

test('onboarding is told its child’s name just before it starts it', async () => {
  await storedAgreement(aws.deps(), 'offered');
  expect(await readOnboarding()).toEqual({ next: 'sign', documentId: 'd1', childName: signingName });
});

test('a child that is still running is named again: starting it is refused, and then its end is read', async () => {
  await storedAgreement(aws.deps(), 'awaiting_payment');
  expect(await readOnboarding()).toEqual({ next: 'bill', invoiceId: 't1-i1', childName: billingName });
});

test('a child that has closed with its work undone is not started again', async () => {
  await storedAgreement(aws.deps(), 'awaiting_signature');
  aws.fake.close(machines.signingMachineArn, signingName);
  expect(await readOnboarding()).toEqual({ next: 'child-closed', childName: signingName });
});

test('a child that closed between the two reads is believed by what the table says after that', async () => {
  await storedAgreement(aws.deps(), 'awaiting_countersignature');
  aws.fake.close(machines.signingMachineArn, signingName);
  const client = workflowsAndThen(async () => {
    if (aws.fake.calls.length === 1) await decided(aws.deps(), id, events.countersigned);
  });
  const position = await readOnboardingPosition({ ...aws.deps(), workflows: client }, id);
  expect(position).toEqual({ next: 'bill', invoiceId: 't1-i1', childName: billingName });
  client.destroy();
});

test('when all is done onboarding mails, and then ends', async () => {
  await storedAgreement(aws.deps(), 'active');
  expect(await readOnboarding()).toEqual({ next: 'mail', noticeKeys: ['welcome-s1'] });
  await noted('welcome-s1');
  expect(await readOnboarding()).toEqual({ next: 'end', outcome: 'active' });
});
