import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { closeApplication } from '../../../functions/actions/decide-application.ts';
import { sendAgain } from '../../../functions/actions/send-again.ts';
import { storeApplication } from '../../../functions/adapters/table/application-store.ts';
import { applicationsWithFailedMail } from '../../../functions/adapters/table/failed-mail-store.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { claimNotice, readNotice } from '../../../functions/adapters/table/notice-store.ts';
import { lettersToPost } from '../../../functions/adapters/table/roster-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { readWish } from '../../../functions/adapters/table/wish-store.ts';
import type { Wish } from '../../../functions/domain/agreement/events.ts';
import { anApplication, monday } from '../../support/builders.ts';
import { invoke } from '../../support/deployed-handler.ts';
import { logLines } from '../../support/log-lines.ts';
import { depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { everything, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
let handler: unknown;
beforeAll(async () => {
  tables = await startTables();
  Object.assign(process.env, { TABLE_NAME: 'events', TIME_ZONE: 'America/New_York' });
  handler = (await import('../../../functions/events/aws-events.ts')).handler;
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.empty('events');
  await setUpPractice(table);
  await storedAgreement(depsOf(table), 'awaiting_signature');
});

const id = anApplication().applicationId;
const owner = { kind: 'agreement', id } as const;
const noticeKey = 'request-d1-s1';
const handle = (event: object) => logLines(() => invoke(handler, event));
const attention = async () => (await getAgreement(depsOf(table), id)).agreement.needsAttention.map(({ code }) => code);

const arnOf = (machine: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:perennial-${machine}`;

function failed(input: unknown, status = 'FAILED', machine = 'signing') {
  const detail = { name: `${machine}-${id}-r1`, status, stateMachineArn: arnOf(machine), input };
  return { source: 'aws.states', time: '2026-03-02T15:00:00Z', detail };
}

interface GivenMail {
  time?: string;
  bounceType?: string;
  bounceSubType?: string;
  tags?: object;
  to?: string;
  complaint?: object;
}

function mailEvent(eventType: string, given: GivenMail = {}) {
  const {
    time = '2026-03-02T15:00:09Z',
    bounceType,
    bounceSubType = 'General',
    tags = { owner: [`agreement_${id}`], notice: [noticeKey] },
    to = 'paula.example@example.com',
    complaint,
  } = given;
  const bounce = bounceType === undefined ? {} : { bounce: { bounceType, bounceSubType } };
  const mail = { messageId: 'm1', destination: [to], tags };
  return { source: 'aws.ses', time, detail: { eventType, mail, ...bounce, complaint } };
}

test.each([
  ['FAILED', 'execution_failed'],
  ['TIMED_OUT', 'execution_timed_out'],
  ['ABORTED', 'execution_aborted'],
])('an execution that is %s asks for attention once, however often it is told', async (status, code) => {
  for (let time = 0; time < 2; time += 1) await handle(failed(JSON.stringify({ agreementId: id }), status));
  expect(await attention()).toEqual([code]);
});

test.each<[string, Wish, object]>([
  ['onboarding', { workflow: 'onboarding' }, { agreementId: id }],
  ['signing', { workflow: 'signing', documentId: 'd1' }, { agreementId: id, documentId: 'd1' }],
  ['billing', { workflow: 'billing', invoiceId: 't1-i1' }, { agreementId: id, invoiceId: 't1-i1' }],
  ['renewal', { workflow: 'renewal', term: 2 }, { agreementId: id, term: 2 }],
  ['termination', { workflow: 'termination', ending: 1 }, { agreementId: id, ending: 1 }],
  ['termination', { workflow: 'termination', ending: 'm2' }, { agreementId: id, ending: 'm2' }],
  ['notice', { workflow: 'notice', noticeKey }, { owner, noticeKey }],
])(
  '%s that failed is kept with the mark of its agreement, whatever else its input holds',
  async (machine, wish, input) => {
    const nested = { ...input, AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn' };
    for (let time = 0; time < 2; time += 1) await handle(failed(JSON.stringify(nested), 'FAILED', machine));
    expect((await getAgreement(depsOf(table), id)).agreement.needsAttention).toEqual([
      { code: 'execution_failed', at: expect.any(String), wishes: [wish] },
    ]);
  },
);

test('of one that somebody began by hand with half an input, the mark says that it failed, and no more', async () => {
  await handle(failed(JSON.stringify({ agreementId: id })));
  expect((await getAgreement(depsOf(table), id)).agreement.needsAttention).toEqual([
    { code: 'execution_failed', at: expect.any(String) },
  ]);
});

test.each([
  ['an application that is gone', JSON.stringify({ owner: { kind: 'application', id }, noticeKey: 'confirmation' })],
  ['an agreement that never was', JSON.stringify({ agreementId: idOf(404) })],
  ['something that is no id', JSON.stringify({ agreementId: '../x' })],
  ['a number', JSON.stringify({ agreementId: 7 })],
  ['nothing', 'null'],
  ['what is no JSON', '{'],
  ['no text', undefined],
])('a failed execution of %s is logged, and changes nothing', async (_, input) => {
  const before = await everything(table);
  expect(await handle(failed(input))).toContain('"ERROR"');
  expect(await everything(table)).toEqual(before);
});

describe('a mail to an applicant that failed', () => {
  const applicationId = idOf(2);
  const waiting = anApplication({ applicationId, status: 'unconfirmed' });
  const fails = (key: string, run = 1) => {
    const event = failed(JSON.stringify({ owner: { kind: 'application', id: applicationId }, noticeKey: key }));
    const stateMachineArn = arnOf('notice');
    return handle({
      ...event,
      detail: { ...event.detail, stateMachineArn, name: `notice-${applicationId}-${key}-r${run}` },
    });
  };
  const shown = async () => (await applicationsWithFailedMail(table, 25)).map(({ failed: mail }) => mail);
  const wished = () => readWish(table, keys.wish({ kind: 'application', id: applicationId }, 'notice#confirmation'));
  beforeEach(() => storeApplication(table, waiting, '2026-03-02'));

  test('is shown, and is no more once it begins again under the next run', async () => {
    await fails('confirmation');
    expect(await shown()).toEqual([{ noticeKey: 'confirmation', at: expect.any(String), run: 1 }]);
    await sendAgain(depsOf(table), applicationId);
    expect(await shown()).toEqual([]);
    expect((await wished())?.wish).toEqual({ workflow: 'notice', noticeKey: 'confirmation', run: 2 });
    await fails('confirmation', 2);
    await sendAgain(depsOf(table), applicationId);
    expect((await wished())?.wish).toMatchObject({ run: 3 });
  });

  test('stays shown when the applicant corrects the form', async () => {
    await fails('confirmation');
    expect(await storeApplication(table, { ...waiting, startOn: '2026-04-01' }, '2026-03-02')).toBe('replaced');
    expect(await shown()).toHaveLength(1);
  });

  test('is nothing to be sent any more once that is decided which it was about, and another is', async () => {
    await fails('confirmation');
    await closeApplication(depsOf(table), applicationId, { reason: 'withdrawn' });
    expect(await shown()).toEqual([]);
    await fails('confirmation');
    expect(await shown()).toEqual([]);
    await fails('applicationclosed');
    expect(await shown()).toMatchObject([{ noticeKey: 'applicationclosed' }]);
  });

  test('that has not failed is not sent again', async () => {
    const before = await everything(table);
    await sendAgain(depsOf(table), applicationId);
    expect(await everything(table)).toEqual(before);
  });
});

test('a physician’s mail of the day that failed marks those who wait for that physician', async () => {
  await storedAgreement(depsOf(table), 'awaiting_countersignature', {
    application: anApplication({ applicationId: idOf(2) }),
  });
  await handle(
    failed(
      JSON.stringify({ owner: { kind: 'panel', id: 'dr-sample' }, noticeKey: 'queue-20260303' }),
      'FAILED',
      'notice',
    ),
  );
  const { needsAttention } = (await getAgreement(depsOf(table), idOf(2))).agreement;
  expect([needsAttention.map(({ code }) => code), await attention()]).toEqual([['physician_not_reached'], []]);
});

test('an agreement whose table is throttled is told again by EventBridge', async () => {
  tables.fail('Query', ...Array(4).fill({ name: 'ThrottlingException' }));
  await expect(handle(failed(JSON.stringify({ agreementId: id })))).rejects.toThrow();
});

test('what becomes of a mail is noted on its notice, in whatever order and however often it is told', async () => {
  await claimNotice(table, owner, { noticeKey, before: undefined, now: monday }, []);
  for (const event of [
    mailEvent('Delivery'),
    mailEvent('Send', { time: '2026-03-02T15:00:01Z' }),
    mailEvent('Delivery'),
  ]) {
    await handle(event);
  }
  expect(await readNotice(table, owner, noticeKey)).toEqual({
    noticeKey,
    state: 'sent',
    claimedAt: monday,
    messageId: 'm1',
    sentAt: '2026-03-02T15:00:01.000Z',
    deliveredAt: '2026-03-02T15:00:09.000Z',
  });
});

test('a bounce for good is noted, and asks for attention', async () => {
  await claimNotice(table, owner, { noticeKey, before: undefined, now: monday }, []);
  await handle(mailEvent('Bounce', { bounceType: 'Permanent' }));
  expect(await readNotice(table, owner, noticeKey)).toHaveProperty('bouncedAt', '2026-03-02T15:00:09.000Z');
  expect(await attention()).toEqual(['mail_not_delivered']);
});

test.each(['MailboxFull', 'MessageTooLarge', 'ContentRejected', 'AttachmentRejected'])(
  'a mail that SES gave up on, %s, is lost: its letter is to be posted, and a person is told, once',
  async (bounceSubType) => {
    const renewal = 'renewal-2-1-s1';
    const tags = { owner: [`agreement_${id}`], notice: [renewal] };
    await claimNotice(table, owner, { noticeKey: renewal, before: undefined, now: monday }, []);
    const bounce = mailEvent('Bounce', { bounceType: 'Transient', bounceSubType, tags });
    for (const event of [bounce, mailEvent('Send', { tags }), bounce]) await handle(event);
    const at = '2026-03-02T15:00:09.000Z';
    expect(await readNotice(table, owner, renewal)).toMatchObject({ state: 'letter', bouncedAt: at });
    expect((await lettersToPost(table)).letters.map(({ noticeKey }) => noticeKey)).toEqual([renewal]);
    expect(await attention()).toEqual(['mail_not_delivered']);
    expect((await getAgreement(depsOf(table), id)).agreement.members[0]?.emailRefused).toBeUndefined();
  },
);

test.each([
  ['Transient', 'General'],
  ['Transient', 'SomethingNew'],
  ['Undetermined', 'Undetermined'],
  ['Undetermined', 'MailboxFull'],
])('a bounce that may pass, %s and %s, is noted and no more: a machine may have answered', async (type, subType) => {
  const renewal = 'renewal-2-1-s1';
  const tags = { owner: [`agreement_${id}`], notice: [renewal] };
  await claimNotice(table, owner, { noticeKey: renewal, before: undefined, now: monday }, []);
  for (const kind of ['Send', 'Delivery']) await handle(mailEvent(kind, { tags }));
  await handle(mailEvent('Bounce', { bounceType: type, bounceSubType: subType, tags }));
  const notice = await readNotice(table, owner, renewal);
  expect(notice).toMatchObject({ state: 'sent', passingBounceAt: '2026-03-02T15:00:09.000Z' });
  expect([notice?.bouncedAt, await attention()]).toEqual([undefined, []]);
});

test('a notice that must reach somebody and bounces for good lies with the letters to be posted, once', async () => {
  const renewal = 'renewal-2-1-s1';
  await claimNotice(table, owner, { noticeKey: renewal, before: undefined, now: monday }, []);
  const tags = { owner: [`agreement_${id}`], notice: [renewal] };
  await handle(mailEvent('Send', { tags }));
  await handle(mailEvent('Delivery', { tags }));
  for (let time = 0; time < 2; time += 1) await handle(mailEvent('Bounce', { bounceType: 'Permanent', tags }));
  const notice = await readNotice(table, owner, renewal);
  const at = '2026-03-02T15:00:09.000Z';
  // The letter takes its place, and what became of the mail stays known.
  expect(notice).toMatchObject({ state: 'letter', sentAt: at, deliveredAt: at, bouncedAt: at });
  expect(notice?.postedOn).toBeUndefined();
  expect(await attention()).toEqual(['mail_not_delivered']);
  expect((await lettersToPost(table)).letters.map(({ noticeKey }) => noticeKey)).toEqual([renewal]);
});

describe('somebody who takes no mail any more', () => {
  const renewal = 'renewal-2-1-s1';
  const tags = { owner: [`agreement_${id}`], notice: [renewal] };
  const suppressedMail = { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList', tags };
  const claim = (key = renewal) => claimNotice(table, owner, { noticeKey: key, before: undefined, now: monday }, []);
  const member = async () => (await getAgreement(depsOf(table), id)).agreement.members[0];

  test('has complained: the notice that they complained about stays proven, and staff are told once', async () => {
    await claim();
    for (const type of ['Send', 'Delivery', 'Complaint', 'Complaint']) await handle(mailEvent(type, { tags }));
    expect(await readNotice(table, owner, renewal)).toMatchObject({
      state: 'sent',
      deliveredAt: '2026-03-02T15:00:09.000Z',
      complainedAt: '2026-03-02T15:00:09.000Z',
    });
    expect([(await member())?.emailRefused?.because, await attention()]).toEqual(['complaint', ['email_refused']]);
    expect((await lettersToPost(table)).letters).toEqual([]);
  });

  test.each(['OnAccountSuppressionList', 'Suppressed'])(
    'is %s: this notice lies with the letters, whatever it is about',
    async (bounceSubType) => {
      for (const key of [renewal, noticeKey]) {
        await claim(key);
        const about = { ...suppressedMail, bounceSubType, tags: { ...tags, notice: [key] } };
        for (let time = 0; time < 2; time += 1) await handle(mailEvent('Bounce', about));
        await handle(mailEvent('Send', about));
        expect(await readNotice(table, owner, key)).toMatchObject({ state: 'letter' });
      }
      expect([(await member())?.emailRefused?.because, await attention()]).toEqual(['suppressed', ['email_refused']]);
    },
  );

  test('is suppressed since a complaint: SES tells a complaint, of a mail that it never sent', async () => {
    await claim();
    await handle(mailEvent('Send', { tags }));
    await handle(mailEvent('Complaint', { tags, complaint: { complaintSubType: 'OnAccountSuppressionList' } }));
    const notice = await readNotice(table, owner, renewal);
    expect(notice).toMatchObject({ state: 'letter', bouncedAt: expect.any(String) });
    expect(notice?.complainedAt).toBeUndefined();
    expect([(await member())?.emailRefused?.because, await attention()]).toEqual(['suppressed', ['email_refused']]);
  });

  test('is nobody who says that a mail is no spam', async () => {
    await claim();
    const before = await everything(table);
    const complaint = { complaintSubType: null, complaintFeedbackType: 'not-spam' };
    await handle(mailEvent('Complaint', { tags, complaint }));
    expect(await everything(table)).toEqual(before);
  });

  test('had another address meanwhile: it is good still, and the mail that was lost is a letter', async () => {
    await claim();
    await handle(mailEvent('Bounce', { ...suppressedMail, to: 'mistyped@example.com' }));
    expect(await readNotice(table, owner, renewal)).toMatchObject({ state: 'letter' });
    expect([(await member())?.emailRefused, await attention()]).toEqual([undefined, ['mail_not_delivered']]);
  });
});

test('a bounce that is told just when the mail is noted as sent makes its letter all the same', async () => {
  const renewal = 'renewal-2-1-s1';
  const tags = { owner: [`agreement_${id}`], notice: [renewal] };
  await claimNotice(table, owner, { noticeKey: renewal, before: undefined, now: monday }, []);
  tables.fail('TransactWriteItems', { name: 'TransactionCanceledException' });
  await handle(mailEvent('Bounce', { bounceType: 'Permanent', tags }));
  expect(await readNotice(table, owner, renewal)).toMatchObject({ state: 'letter' });
});

test('a reminder that bounces stays what it was, and a person is told', async () => {
  const reminder = 'reminder-d1-s1-3';
  await claimNotice(table, owner, { noticeKey: reminder, before: undefined, now: monday }, []);
  await handle(
    mailEvent('Bounce', { bounceType: 'Permanent', tags: { owner: [`agreement_${id}`], notice: [reminder] } }),
  );
  expect(await readNotice(table, owner, reminder)).toMatchObject({ state: 'claimed' });
  expect(await attention()).toEqual(['mail_not_delivered']);
});

test('a physician whose mail of the day bounces for good keeps those waiting who are in the queue: each is marked', async () => {
  const tags = { owner: ['panel_dr-sample'], notice: ['queue-20260303'] };
  const waiting = anApplication({ applicationId: idOf(2) });
  await storedAgreement(depsOf(table), 'awaiting_countersignature', { application: waiting });
  await handle(mailEvent('Bounce', { bounceType: 'Transient', tags }));
  expect((await getAgreement(depsOf(table), idOf(2))).agreement.needsAttention).toEqual([]);
  for (let time = 0; time < 2; time += 1) await handle(mailEvent('Bounce', { bounceType: 'Permanent', tags }));
  const { needsAttention } = (await getAgreement(depsOf(table), idOf(2))).agreement;
  expect([needsAttention.map(({ code }) => code), await attention()]).toEqual([['physician_not_reached'], []]);
});

test.each([
  ['without tags', {}],
  ['of something else', { owner: ['practice_1'], notice: [noticeKey] }],
  ['of nobody', { owner: [], notice: [noticeKey] }],
  ['of somebody who is no id', { owner: ['agreement_x'], notice: [noticeKey] }],
  ['without a notice', { owner: [`agreement_${id}`], notice: [] }],
  ['of a mail that we never claimed', { owner: [`agreement_${id}`], notice: ['other'] }],
])('a mail event %s changes nothing', async (_, tags) => {
  const before = await everything(table);
  await handle(mailEvent('Send', { tags }));
  expect(await everything(table)).toEqual(before);
});

test('an event of a kind that we do not know, or of another source, is let go', async () => {
  const before = await everything(table);
  for (const event of [mailEvent('Click'), { source: 'aws.ec2', detail: {} }, {}]) await handle(event);
  expect(await everything(table)).toEqual(before);
});

test('addresses that come with an event are not logged', async () => {
  const event = mailEvent('Send', { tags: { owner: ['x'], notice: ['y'], to: ['paula.example@example.com'] } });
  expect(await handle(event)).not.toContain('@example.com');
});
