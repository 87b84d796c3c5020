import { SESClient, UpdateAccountSendingEnabledCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

let spine: Spine;

beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const marksOf = async (who: Applicant) =>
  (await spine.agreementOf(who.email))?.agreement.needsAttention.map(({ code }) => code);
const failed = async () => (await spine.executions()).filter(({ status }) => status === 'FAILED');

/** An application that is about to be confirmed: its agreement's first mail is the request to sign. */
async function applied(name: string, email?: string): Promise<Applicant> {
  const who = { ...person(name), ...(email === undefined ? {} : { email }) };
  await spine.journey.apply(who);
  await spine.journey.mail(who.email, /confirm/i);
  return who;
}

describe('mail that may not be sent for days', () => {
  const pause = (Enabled: boolean) =>
    new SESClient({
      endpoint: spine.cloud.awsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }).send(new UpdateAccountSendingEnabledCommand({ Enabled }));

  test.each([
    ['the account is paused', 'Paused', () => pause(false), () => pause(true)],
    [
      'the day’s quota is used up',
      'Quota',
      () => spine.cloud.ses.allowADay(0),
      () => spine.cloud.ses.allowADay(50_000),
    ],
  ] as const)(
    'since %s goes out when it may: no execution fails, the agreement is marked once, and no longer',
    async (_, name, stop, go) => {
      const who = await applied(name);
      await stop();
      await spine.journey.confirm(who);
      await spine.journey.move({ by: 'P4D' });
      expect(await marksOf(who)).toEqual(['mail_blocked']);
      await go();
      await spine.journey.move({ by: 'PT7H' });
      await spine.journey.mail(who.email, /ready to read/i);
      expect([await marksOf(who), await failed()]).toEqual([[], []]);
      const marks = (await spine.historyTypesOf(who.email)).filter((type) => type.startsWith('attention_'));
      expect(marks).toEqual(['attention_needed', 'attention_settled']);
    },
    120_000,
  );

  test('since too many go out in one second waits a minute, and marks nothing', async () => {
    const who = await applied('Rate');
    const at = { service: 'ses', action: 'SendRawEmail', function: 'perennial-mail-tasks' };
    await spine.cloud.faults.add({ ...at, mode: 'throttle' });
    await spine.journey.confirm(who);
    await spine.journey.move({ by: 'PT2M' });
    await spine.journey.mail(who.email, /ready to read/i);
    expect([await marksOf(who), await failed()]).toEqual([[], []]);
  }, 60_000);
});

describe('somebody whose address takes no mail', () => {
  const letters = async (who: Applicant) =>
    [...((await spine.agreementOf(who.email))?.notices.values() ?? [])].filter(({ state }) => state === 'letter');

  test('after a complaint gets the reminder as a letter, and signing goes on', async () => {
    const who = await applied('Complains', 'complaint+anna@simulator.amazonses.com');
    await spine.journey.confirm(who);
    await spine.journey.move({ by: 'PT1M' });
    expect([await marksOf(who), await letters(who)]).toEqual([['email_refused'], []]);
    await spine.journey.move({ by: 'P15D' });
    expect((await letters(who)).map(({ noticeKey }) => noticeKey)).toEqual(['reminder-d1-s1-14']);
    await spine.journey.move({ by: 'P20D' });
    expect(await endOf(spine, 'signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'expired' });
    expect(await marksOf(who)).toEqual(['email_refused']);
  }, 120_000);

  test('that is suppressed gets that mail as a letter', async () => {
    const who = await applied('Suppressed', 'suppressionlist+anna@simulator.amazonses.com');
    await spine.journey.confirm(who);
    await spine.journey.move({ by: 'PT1M' });
    expect((await letters(who)).map(({ noticeKey }) => noticeKey)).toEqual(['request-d1-s1']);
    expect([await marksOf(who), await failed()]).toEqual([['email_refused'], []]);
  }, 60_000);

  test('gets mail again at the address that staff correct, which comes off the suppression list', async () => {
    const right = 'right@example.com';
    const authorization = 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ses/aws4_request';
    const put = { method: 'PUT', headers: { authorization } };
    const body = JSON.stringify({ EmailAddress: right, Reason: 'BOUNCE' });
    await fetch(`${spine.cloud.awsUrl}/v2/email/suppression/addresses`, { ...put, body });
    const who = await applied('Corrected', 'suppressionlist+corrected@simulator.amazonses.com');
    await spine.journey.confirm(who);
    await spine.journey.move({ by: 'PT1M' });
    expect(await marksOf(who)).toEqual(['email_refused']);
    const path = `/desk/agreements/${await spine.agreementIdOf(who.email)}`;
    const { visitor, page } = await spine.journey.staff('Front desk', `${path}?do=correct&memberId=m1`);
    await visitor.submit(page, { email: right }, '/correct');
    await spine.journey.move({ by: 'PT1M' });
    const corrected = { ...who, email: right };
    const link = linkOf(await spine.journey.mail(right, /./));
    await spine.journey.sign(corrected, link);
    const { notices, agreement } = (await spine.agreementOf(right)) ?? {};
    expect(notices?.get('fresh-d1-s1-1')).toMatchObject({ state: 'sent', deliveredAt: expect.any(String) });
    expect([agreement?.needsAttention, agreement?.status]).toEqual([[], 'awaiting_countersignature']);
  }, 60_000);
});
