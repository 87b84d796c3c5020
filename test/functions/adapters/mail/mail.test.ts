import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MailBlockedError, type Mailer, openMailer, sendMail } from '../../../../functions/adapters/mail/mail.ts';
import { type FakeMail, startFakeMail } from '../../../support/fake-mail.ts';

let fake: FakeMail;
let mailer: Mailer;
beforeAll(async () => {
  fake = await startFakeMail();
  mailer = openMailer('Lakeside <care@lakeside.example.com>', 'perennial');
});
afterAll(async () => {
  mailer.client.destroy();
  await fake.stop();
});
beforeEach(() => fake.forget());

const mail = {
  to: 'paula.example@example.com',
  subject: 'Grüße 🌲 and a subject that is longer than one line of a mail header may ever be, by far',
  text: 'Hello Zoë',
  html: '<p>Hello Zoë</p>',
  tags: { owner: 'agreement_app0000000000001', notice: 'request-d1-s1' },
};

test('a mail arrives as it was written, with its tags and configuration set', async () => {
  expect(await sendMail(mailer, mail)).toBe('mail-1');
  const [sent] = fake.mails;
  expect(sent).toMatchObject({ to: [mail.to], subject: mail.subject, tags: mail.tags, configurationSet: 'perennial' });
  expect(sent?.text.trim()).toBe(mail.text);
  expect(sent?.html).toContain(mail.html);
});

test('a line break in what somebody typed adds no header', async () => {
  await sendMail(mailer, { ...mail, subject: 'Hello\r\nBcc: other@example.com' });
  expect(fake.mails[0]?.to).toEqual([mail.to]);
  expect(fake.mails[0]?.subject).toBe('Hello Bcc: other@example.com');
});

test.each([
  ['MessageRejected', 'Email address is not verified.', 'sender_not_verified'],
  ['MailFromDomainNotVerifiedException', 'x', 'sender_not_verified'],
  ['MessageRejected', 'Sending paused for this account.', 'sending_paused'],
  ['AccountSendingPausedException', 'x', 'sending_paused'],
  ['ConfigurationSetSendingPausedException', 'x', 'sending_paused'],
  ['Throttling', 'Daily message quota exceeded.', 'quota_used_up'],
  ['Throttling', 'Maximum sending rate exceeded.', 'throttled'],
  ['ThrottlingException', 'Rate exceeded', 'throttled'],
])('refused with %s, "%s", it is blocked: %s', async (code, message, blocked) => {
  fake.refuse({ code, message });
  const refused = sendMail(mailer, mail);
  await expect(refused).rejects.toThrow(MailBlockedError);
  await expect(refused).rejects.toMatchObject({ code: blocked });
});

test.each([
  ['InternalFailure', 'x', 500],
  ['ValidationError', 'x', 400],
])('any other error stays what it is: %s, "%s"', async (code, message, status) => {
  fake.refuse({ code, message, status });
  const refused = sendMail(mailer, mail);
  await expect(refused).rejects.toThrow(expect.objectContaining({ name: code }));
  await expect(refused).rejects.not.toThrow(MailBlockedError);
});

test.each([
  ['MessageRejected', 'Email contains a virus.', 'mail_refused'],
  ['InvalidParameterValue', 'Missing final domain', 'mail_refused'],
  ['AccessDenied', 'not authorized', 'sending_paused'],
  ['ConfigurationSetDoesNotExist', 'x', 'sending_paused'],
])('%s kills no execution: it waits, and a person is told', async (code, message, blocked) => {
  fake.refuse({ code, message, status: 400 });
  await expect(sendMail(mailer, mail)).rejects.toMatchObject({ name: 'MailBlocked', code: blocked });
});

test.each([
  ['Dr. Jane Doe, MD <care@example.com>', 'Dr. Jane Doe, MD'],
  ['Clínica Peña <care@example.com>', 'Clínica Peña'],
  ['Family: Care; <care@example.com>', 'Family: Care;'],
  ['care@example.com', ''],
])('the sender %s is one sender, and SES gets the bare address', async (sender, name) => {
  await sendMail({ ...mailer, sender }, mail);
  expect(fake.mails.at(-1)).toMatchObject({ source: 'care@example.com', from: name });
});

test('a mail is handed over once: the client itself tries nothing again', async () => {
  fake.refuse({ code: 'InternalFailure', message: 'x', status: 500 });
  await expect(sendMail(mailer, mail)).rejects.toThrow();
  expect(fake.calls).toBe(1);
});
