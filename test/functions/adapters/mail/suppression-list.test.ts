import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Mailer, openMailer } from '../../../../functions/adapters/mail/mail.ts';
import { takeOffSuppressionList } from '../../../../functions/adapters/mail/suppression-list.ts';
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

test.each(['paula.example@example.com', "o'nora+a/b!(x)*@example.com"])('%s is taken off, signed', async (email) => {
  await takeOffSuppressionList(mailer, email);
  expect(fake.freed).toEqual([email]);
});

test('one that does not stand there is as good', async () => {
  fake.refuse({ code: 'NotFoundException', message: 'x', status: 404 });
  await expect(takeOffSuppressionList(mailer, 'a@example.com')).resolves.toBeUndefined();
});

test.each([
  [429, 'throttled'],
  [503, 'throttled'],
  [403, 'sending_paused'],
])('answered %i, it is blocked: %s', async (status, code) => {
  fake.refuse({ code: 'x', message: 'x', status });
  await expect(takeOffSuppressionList(mailer, 'a@example.com')).rejects.toMatchObject({ name: 'MailBlocked', code });
});

test('where nobody answers, it is tried again', async () => {
  const endpoint = process.env.AWS_ENDPOINT_URL_SESV2;
  process.env.AWS_ENDPOINT_URL_SESV2 = 'http://127.0.0.1:9';
  await expect(takeOffSuppressionList(mailer, 'a@example.com')).rejects.toMatchObject({ code: 'throttled' });
  process.env.AWS_ENDPOINT_URL_SESV2 = endpoint;
});
