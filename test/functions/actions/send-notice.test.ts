import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apply } from '../../../functions/actions/apply.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { noteMailEvent } from '../../../functions/actions/note-mail-event.ts';
import { sendByPost } from '../../../functions/actions/send-by-post.ts';
import { type SendOutcome, sendNotice } from '../../../functions/actions/send-notice.ts';
import { type Mailer, openMailer } from '../../../functions/adapters/mail/mail.ts';
import type { Owner } from '../../../functions/adapters/table/keys.ts';
import { readLink } from '../../../functions/adapters/table/link-store.ts';
import { noteFate, noteSent, readNotice } from '../../../functions/adapters/table/notice-store.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { anApplication, aPlan, daysLater, events, monday } from '../../support/builders.ts';
import { type FakeMail, notVerified, startFakeMail, tokenIn } from '../../support/fake-mail.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { everything, itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let mail: FakeMail;
let mailer: Mailer;
let table: Table;
beforeAll(async () => {
  [tables, mail] = [await startTables(), await startFakeMail()];
  mailer = openMailer('Sample <care@sample.example.com>', 'perennial');
});
afterAll(async () => {
  mailer.client.destroy();
  await Promise.all([tables.stop(), mail.stop()]);
});
beforeEach(async () => {
  mail.forget();
  table = await tables.fresh();
  await setUpPractice(table);
});

const id = anApplication().applicationId;
const owner: Owner = { kind: 'agreement', id };
const request = 'request-d1-s1';
const tenMinutesLater = '2026-03-02T15:10:00.000Z';

function send(noticeKey = request, now = monday, whose = owner): Promise<SendOutcome> {
  return sendNotice({ ...depsOf(table, now), mailer, publicUrl: 'https://care.example.com' }, whose, noticeKey);
}
const read = (noticeKey = request) => readNotice(table, owner, noticeKey);
const attention = async () => (await getAgreement(depsOf(table), id)).agreement.needsAttention.map(({ code }) => code);

test('a mail goes out once, with tags that name it, and is noted', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  expect([await send(), await send()]).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }]);
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]).toMatchObject({
    to: ['paula.example@example.com'],
    tags: { owner: `agreement_${id}`, notice: request },
    configurationSet: 'perennial',
  });
  expect(await read()).toMatchObject({ state: 'sent', messageId: 'mail-1', sentAt: monday });
});

test('sent by five at once it goes out once', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => send()));
  expect(outcomes.filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThanOrEqual(1);
  expect(mail.mails).toHaveLength(1);
});

test('its link works for fourteen days, and its token is stored as a hash only', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await send();
  const token = tokenIn(mail.mails[0], 'sign');
  expect(await readLink(table, token)).toEqual({
    purpose: 'sign',
    agreementId: id,
    documentId: 'd1',
    signerId: 's1',
    generation: 0,
    expiresAt: '2026-03-17T04:00:00.000Z',
  });
  expect(JSON.stringify(await everything(table))).not.toContain(token);
});

test('near the last day its link lives no longer than the document', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await send('reminder-d1-s1-14', '2026-03-30T15:00:00.000Z');
  const link = await readLink(table, tokenIn(mail.mails[0], 'sign'));
  expect(link?.expiresAt).toBe('2026-04-02T04:00:00.000Z');
});

test('a claim without a note waits ten minutes, and then the mail goes out', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse({ code: 'ServiceUnavailable', message: 'down', status: 503 });
  await expect(send()).rejects.toThrow();
  expect(await read()).toMatchObject({ state: 'claimed' });
  const soon = await send(request, '2026-03-02T15:04:00.000Z');
  if (soon.outcome !== 'later') throw new Error(soon.outcome);
  expect(soon.retryAfterSeconds).toBeGreaterThanOrEqual(360);
  expect(soon.retryAfterSeconds).toBeLessThanOrEqual(378);
  expect(mail.calls).toBe(1);
  expect(await send(request, tenMinutesLater)).toEqual({ outcome: 'sent' });
});

test('an answer of the mail service that is lost makes no second mail', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse({ code: 'InternalFailure', message: 'lost', status: 500, isSent: true });
  await expect(send()).rejects.toThrow();
  expect((await send()).outcome).toBe('later');
  expect(mail.mails).toHaveLength(1);
});

test('the send event within the ten minutes settles a claim, and the mail does not go out again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse({ code: 'InternalFailure', message: 'lost', status: 500, isSent: true });
  await expect(send()).rejects.toThrow();
  const event = { owner, noticeKey: request, messageId: 'mail-1', email: 'paula.example@example.com', at: monday };
  await noteMailEvent(table, { ...event, type: 'Send', isFinal: false, isSuppressed: false });
  expect(await send(request, tenMinutesLater)).toEqual({ outcome: 'sent' });
  expect(mail.mails).toHaveLength(1);
});

test('a sender that is not verified puts the mail off, raises the banner and asks for attention', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse(notVerified);
  const outcome = await send();
  if (outcome.outcome !== 'later') throw new Error(outcome.outcome);
  expect(outcome.retryAfterSeconds).toBeGreaterThanOrEqual(6 * 3600);
  expect((await readPractice(table)).mailBlockedSince).toBe(monday);
  expect(await attention()).toEqual(['mail_blocked']);
  expect(await read()).toMatchObject({ state: 'unsent' });
});

test('once the sender is verified the mail goes out at once, the banner goes and the attention is settled', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse(notVerified);
  await send();
  expect(await send(request, '2026-03-02T15:01:00.000Z')).toEqual({ outcome: 'sent' });
  expect(await readPractice(table)).not.toHaveProperty('mailBlockedSince');
  expect(await attention()).toEqual([]);
});

test.each([
  ['has become pointless', events.declined, 'pointless'],
  ['goes by post now', events.paperWanted, 'sent'],
] as const)('the attention is settled, too, where the mail that was blocked %s', async (_, event, outcome) => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse(notVerified);
  await send();
  await decided(depsOf(table), id, event);
  expect(await send()).toEqual({ outcome });
  expect(await attention()).not.toContain('mail_blocked');
});

test('another need for attention stays when mail goes out again', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  await decided(depsOf(table), id, events.attentionNeeded);
  mail.refuse(notVerified);
  await send();
  expect(await attention()).toEqual(['execution_failed', 'mail_blocked']);
  await send(request, '2026-03-02T15:01:00.000Z');
  expect(await attention()).toEqual(['execution_failed']);
});

test.each([
  ['Throttling', 'Maximum sending rate exceeded.', 60, []],
  ['Throttling', 'Daily message quota exceeded.', 3600, ['mail_blocked']],
  ['AccountSendingPausedException', 'Sending is paused.', 6 * 3600, ['mail_blocked']],
])('refused with %s, "%s", a mail is put off and its claim given back', async (code, message, seconds, needed) => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse({ code, message });
  const outcome = await send();
  if (outcome.outcome !== 'later') throw new Error(outcome.outcome);
  expect(outcome.retryAfterSeconds).toBeGreaterThanOrEqual(seconds);
  expect(outcome.retryAfterSeconds).toBeLessThanOrEqual(seconds * 1.05 + 1);
  expect(await attention()).toEqual(needed);
  expect(await readPractice(table)).not.toHaveProperty('mailBlockedSince');
  expect(await send(request, '2026-03-02T15:01:00.000Z')).toEqual({ outcome: 'sent' });
});

test('a mail that the service refuses for what it holds waits a day, and a person is told', async () => {
  await storedAgreement(depsOf(table), 'awaiting_signature');
  mail.refuse({ code: 'MessageRejected', message: 'Email contains a virus.' });
  const outcome = await send();
  expect(outcome.outcome === 'later' && outcome.retryAfterSeconds >= 86_400).toBe(true);
  const { agreement } = await getAgreement(depsOf(table), id);
  expect(agreement.needsAttention.map(({ code }) => code)).toEqual(['mail_blocked']);
});

test.each([
  [request, 'awaiting_countersignature', ['paula.example@example.com']],
  ['welcome-s1', 'active', ['paula.example@example.com']],
  ['closed-s1', 'closed', ['paula.example@example.com']],
  ['closed-s2', 'closed', ['sam.sample@example.com']],
  ['waitlisted-s1', 'waitlisted', ['paula.example@example.com']],
  ['unpaid-t1_i1-1', 'awaiting_payment', ['paula.example@example.com']],
  ['dunning-t1_i1-1-3', 'awaiting_payment', ['paula.example@example.com']],
] as const)('%s of an agreement that is %s goes to whom it is for', async (noticeKey, status, to) => {
  await storedAgreement(depsOf(table), status);
  expect(await send(noticeKey)).toEqual({ outcome: 'sent' });
  expect(mail.mails.map((one) => one.to)).toEqual([to]);
});

test.each([
  [request, 'offered'],
  [request, 'closed'],
  ['request-d1-s2', 'awaiting_countersignature'],
  ['unpaid-t1_i1-1', 'active'],
  ['closed-s1', 'active'],
  ['welcome-s1', 'awaiting_payment'],
] as const)(
  '%s of an agreement that is %s is pointless: nothing goes out, nothing is claimed',
  async (noticeKey, status) => {
    await storedAgreement(depsOf(table), status);
    expect(await send(noticeKey)).toEqual({ outcome: 'pointless' });
    expect([mail.calls, await read(noticeKey), await itemsUnder(table, 'LINK')]).toEqual([0, undefined, []]);
  },
);

describe('where another is named to pay for an agreement in force', () => {
  const openLater = async () => {
    await storedAgreement(depsOf(table), 'active', { plan: aPlan({ installments: 4 }) });
    await decided(depsOf(table), id, events.payerNamed);
  };

  test('the one before is told, the new one is asked by a link of their own', async () => {
    await openLater();
    for (const key of ['paysnomore-1', 'payerfresh-1']) expect(await send(key)).toEqual({ outcome: 'sent' });
    expect(mail.mails.map(({ to }) => to)).toEqual([['paula.example@example.com'], ['dora@example.com']]);
    expect(await itemsUnder(table, 'LINK')).toMatchObject([{ purpose: 'payer', partyId: 'p1', generation: 1 }]);
  });

  test('what falls due asks them to agree, not to pay by a link that needs no yes', async () => {
    await openLater();
    await decided(depsOf(table, daysLater(95)), id, events.dateCame);
    expect(await send('unpaid-t1_i2-0', daysLater(95))).toEqual({ outcome: 'sent' });
    expect(mail.mails.map(({ to }) => to)).toEqual([['dora@example.com']]);
    expect(await itemsUnder(table, 'LINK')).toMatchObject([{ purpose: 'payer' }]);
  });

  test('once they have agreed nobody is asked', async () => {
    await openLater();
    await decided(depsOf(table), id, events.payerAuthorised);
    await decided(depsOf(table), id, events.methodSaved);
    expect(await send('payerfresh-1')).toEqual({ outcome: 'pointless' });
  });
});

describe('to an address that staff corrected', () => {
  const corrected = { ...events.addressCorrected, contact: { email: 'right@example.com' } };
  const tomorrow = '2026-03-03T15:00:00.000Z';

  test('the first mail goes out once it is off the suppression list; the next ones just go out', async () => {
    await storedAgreement(depsOf(table), 'active');
    await send('welcome-s1');
    expect(mail.freed).toEqual([]);
    await decided(depsOf(table, tomorrow), id, corrected);
    mail.refuse({ code: 'TooManyRequestsException', message: 'x', status: 429 });
    const first = await send('receipt-t1_i1-1', tomorrow);
    expect([first.outcome, mail.mails.length]).toEqual(['later', 1]);
    for (const key of ['receipt-t1_i1-1', 'renewed-1-s1'])
      expect(await send(key, tomorrow)).toEqual({ outcome: 'sent' });
    expect(mail.freed).toEqual(['right@example.com', 'right@example.com']);
    expect(mail.mails.map(({ to }) => to[0])).toEqual([
      'paula.example@example.com',
      'right@example.com',
      'right@example.com',
    ]);
  });

  test('a mail that came back is not tried again by that way', async () => {
    await storedAgreement(depsOf(table), 'active');
    await decided(depsOf(table), id, corrected);
    await send('welcome-s1');
    await sendByPost(depsOf(table), owner, 'welcome-s1', false);
    await send('receipt-t1_i1-1');
    expect(mail.freed).toEqual(['right@example.com']);
  });
});

test.each([events.emailRefused, events.emailWithdrawn])(
  'whoever takes no mail any more, or wants none, gets a letter: $type',
  async (event) => {
    await storedAgreement(depsOf(table), 'active');
    await decided(depsOf(table), id, event);
    expect(await send('welcome-s1')).toEqual({ outcome: 'sent' });
    expect([mail.calls, (await read('welcome-s1'))?.state]).toEqual([0, 'letter']);
  },
);

test('a mail that came back after its reader’s death is withheld: no letter goes to the dead', async () => {
  await storedAgreement(depsOf(table), 'active');
  await send('welcome-s1');
  await decided(depsOf(table), id, events.deathRecorded);
  const at = tenMinutesLater;
  await noteFate(table, owner, 'welcome-s1', 'bouncedAt', at);
  for (const isOnPaper of [false, true]) await sendByPost(depsOf(table, at), owner, 'welcome-s1', isOnPaper);
  await noteSent(table, owner, 'welcome-s1', { messageId: 'late', at });
  const sentAt = monday;
  expect(await read('welcome-s1')).toMatchObject({ state: 'withheld', messageId: 'mail-1', sentAt, bouncedAt: at });
  expect((await everything(table)).filter(({ GSI3PK }) => GSI3PK === 'LETTER')).toEqual([]);
});

test('a confirmation goes to an applicant, and its link dies with the application', async () => {
  const application: Owner = { kind: 'application', id };
  const { planId, physicianId, members } = anApplication();
  await apply(
    depsOf(table),
    { applicationId: id, applied: { planId, physicianId, members }, mail: 'email' },
    '192.0.2.7',
  );
  expect(await send('confirmation', monday, application)).toEqual({ outcome: 'sent' });
  const link = await readLink(table, tokenIn(mail.mails[0], 'confirm'));
  expect(link).toEqual({
    purpose: 'confirm',
    applicationId: id,
    expiresAt: '2026-03-09T15:00:00.000Z',
  });
});

test('a confirmation that is blocked raises the banner, and there is no agreement to ask attention for', async () => {
  const application: Owner = { kind: 'application', id };
  const { planId, physicianId, members } = anApplication();
  await apply(
    depsOf(table),
    { applicationId: id, applied: { planId, physicianId, members }, mail: 'email' },
    '192.0.2.7',
  );
  mail.refuse(notVerified);
  expect((await send('confirmation', monday, application)).outcome).toBe('later');
  expect((await readPractice(table)).mailBlockedSince).toBe(monday);
});

test('a confirmation of an application that is gone is pointless', async () => {
  expect(await send('confirmation', monday, { kind: 'application', id })).toEqual({ outcome: 'pointless' });
});

test('refuses a notice that does not exist, and one of an agreement that is not there', async () => {
  await storedAgreement(depsOf(table), 'active');
  await expect(send('birthday-s1')).rejects.toThrow(RangeError);
  await expect(send(request, monday, { kind: 'agreement', id: 'app0000000000404' })).rejects.toThrow(RangeError);
});

describe('the day’s mail to a physician', () => {
  const physician: Owner = { kind: 'panel', id: 'dr-sample' };
  const sendOn = (now: string, date = '20260303') => send(`queue-${date}`, now, physician);
  const morning = '2026-03-03T14:50:00.000Z';

  test('waits for the morning, says how many wait at that moment, and leads to the desk', async () => {
    await storedAgreement(depsOf(table), 'awaiting_countersignature');
    const early = await sendOn('2026-03-03T11:00:00.000Z');
    expect(early.outcome === 'later' && early.retryAfterSeconds > 3 * 3600).toBe(true);
    const application = anApplication({ applicationId: idOf(2) });
    await storedAgreement(depsOf(table), 'awaiting_countersignature', { application });
    expect(await sendOn(morning)).toEqual({ outcome: 'sent' });
    expect(mail.mails[0]).toMatchObject({
      to: ['sam.sample@example.com'],
      subject: '2 agreements wait for your signature (Sample Family Medicine)',
      tags: { owner: 'panel_dr-sample', notice: 'queue-20260303' },
    });
    expect(mail.mails[0]?.text).toContain('https://care.example.com/desk/queue');
  });

  test.each([
    ['once nothing waits any more', 'awaiting_payment', morning],
    ['once its day is over', 'awaiting_countersignature', '2026-03-04T14:50:00.000Z'],
  ] as const)('is pointless %s', async (_, status, now) => {
    await storedAgreement(depsOf(table), status);
    expect(await sendOn(now)).toEqual({ outcome: 'pointless' });
  });
});
