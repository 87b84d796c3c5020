import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SendEmailCommand,
  UpdateAccountSendingEnabledCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stack } from '../../support/local-kernel.ts';
import { destination, message, type StartedSes, sender, startSes } from './started-ses.ts';

let started: StartedSes;
beforeEach(async () => {
  started = await startSes();
});
afterEach(() => started.stop());

describe('SendRawEmail', () => {
  it('keeps the mail with its bytes, over a restart, too', async () => {
    const { MessageId } = await started.client.send(message('anna@example.com'));
    expect(MessageId).toMatch(/^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    const restarted = started.restart();
    expect(restarted.list()).toEqual([
      expect.objectContaining({
        id: MessageId,
        at: Date.parse('2027-01-02T14:00:00.250Z'),
        from: sender,
        subject: 'Grüße',
        destinations: ['anna@example.com'],
      }),
    ]);
    expect(restarted.get(MessageId ?? '')?.raw.toString()).toMatch(/^From: Lakeside.*\r\n\r\nHello$/s);
    expect(restarted.get('other')).toBeUndefined();
  });

  it('takes the recipients of the headers where no others are given', async () => {
    await started.client.send(
      message('Anna <anna@example.com>, b@example.com', { Destinations: [] }, ['Cc: c@example.com']),
    );
    expect(started.ses.list()[0]?.destinations).toEqual(['anna@example.com', 'b@example.com', 'c@example.com']);
  });

  it.each<[string, Parameters<typeof message>, { name: string; message: RegExp }]>([
    [
      'a sender that is not verified',
      ['anna@example.com', { Source: 'who@elsewhere.example.com' }],
      {
        name: 'MessageRejected',
        message:
          /^Email address is not verified\. The following identities failed the check in region US-EAST-1: who@elsewhere\.example\.com$/,
      },
    ],
    [
      'a configuration set that is not there',
      ['anna@example.com', { ConfigurationSetName: 'other' }],
      { name: 'ConfigurationSetDoesNotExistException', message: /^Configuration set <other> does not exist\.$/ },
    ],
    [
      'a tag with other characters',
      ['anna@example.com', { Tags: [{ Name: 'notice', Value: 'a@b' }] }],
      { name: 'InvalidParameterValue', message: /"a@b" is not allowed/ },
    ],
    [
      'a recipient that is no address',
      ['anna', {}],
      { name: 'InvalidParameterValue', message: /"anna" is no address/ },
    ],
    [
      'a header of SES itself',
      ['anna@example.com', {}, ['X-SES-MESSAGE-TAGS: a=b']],
      { name: 'InvalidParameterValue', message: /The header X-SES-MESSAGE-TAGS is not modelled locally/ },
    ],
    [
      'more than 50 recipients',
      ['a@example.com', { Destinations: Array.from({ length: 51 }, (_, at) => `p${at}@example.com`) }],
      { name: 'MessageRejected', message: /^Recipient count exceeds 50\.$/ },
    ],
  ])('refuses %s', async (_, given, expected) => {
    await expect(started.client.send(message(...given))).rejects.toMatchObject({
      name: expected.name,
      message: expect.stringMatching(expected.message),
    });
    expect(started.ses.list()).toEqual([]);
    expect(started.events).toEqual([]);
  });

  it('refuses more than 10 MB', async () => {
    // By hand: a client overflows its stack now and then over a form of this size.
    const body = new URLSearchParams({
      Action: 'SendRawEmail',
      'RawMessage.Data': Buffer.alloc(10_485_761, 'x').toString('base64'),
      'Destinations.member.1': 'a@example.com',
    });
    const authorization = 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ses/aws4_request';
    const answer = await fetch(started.address, { method: 'POST', body, headers: { authorization } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      /<Code>InvalidParameterValue<\/Code><Message>Message length is more than 10485760 bytes long/,
    );
    expect(started.ses.list()).toEqual([]);
  });

  it('needs the right to send from the identity and by the configuration set', () => {
    const { input } = message('anna@example.com');
    const call = {
      action: 'SendRawEmail',
      method: 'POST',
      path: '/',
      headers: {},
      body: Buffer.alloc(0),
      input: {
        Source: sender,
        'RawMessage.Data': Buffer.from(input.RawMessage?.Data ?? '').toString('base64'),
        ConfigurationSetName: 'perennial',
      },
      caller: { accessKey: 'local', roleArn: undefined },
    };
    const rights = () =>
      started.ses.service.permissionsFor(call).map(({ action, resource }) => `${action} ${resource}`);
    const set = 'ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:configuration-set/perennial';
    expect(rights()).toEqual([
      'ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:identity/lakeside.example.com',
      set,
    ]);
    started.ses.verify('care@lakeside.example.com');
    expect(rights()[0]).toBe('ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:identity/care@lakeside.example.com');
  });
});

describe('an account that may send no more', () => {
  it('is paused, and says so, until it is on again', async () => {
    await started.client.send(new UpdateAccountSendingEnabledCommand({ Enabled: false }));
    expect((await started.client.send(new GetAccountSendingEnabledCommand({}))).Enabled).toBe(false);
    await expect(started.client.send(message('a@example.com'))).rejects.toMatchObject({
      name: 'AccountSendingPausedException',
    });
    expect(started.ses.list()).toEqual([]);
    await started.client.send(new UpdateAccountSendingEnabledCommand({ Enabled: true }));
    await expect(started.client.send(message('a@example.com'))).resolves.toBeDefined();
  });

  it('has used up its day, which is counted by recipients, and over when they were sent to a day ago', async () => {
    started.ses.allowADay(2);
    await started.client.send(message('a@example.com'));
    const two = message('b@example.com', { Destinations: ['b@example.com', 'c@example.com'] });
    await expect(started.client.send(two)).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Daily message quota exceeded.',
    });
    await started.later(24 * 3600 + 1);
    await expect(started.client.send(two)).resolves.toBeDefined();
  });
});

describe('identities and quota', () => {
  it('are told as the doctor asks for them', async () => {
    await started.client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'care@other.example.com' }));
    const { VerificationAttributes } = await started.client.send(
      new GetIdentityVerificationAttributesCommand({
        Identities: ['care@other.example.com', 'none@other.example.com'],
      }),
    );
    expect(VerificationAttributes).toEqual({ 'care@other.example.com': { VerificationStatus: 'Success' } });
    await started.client.send(message('anna@example.com'));
    const quota = await started.client.send(new GetSendQuotaCommand({}));
    expect(quota).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1 });
    expect((await started.client.send(new GetAccountSendingEnabledCommand({}))).Enabled).toBe(true);
  });

  it('hold for a domain and its subdomains, but not for others', async () => {
    await expect(
      started.client.send(message('a@example.com', { Source: 'x@mail.lakeside.example.com' })),
    ).resolves.toBeDefined();
    await expect(
      started.client.send(message('a@example.com', { Source: 'x@notlakeside.example.com' })),
    ).rejects.toThrow();
  });

  it('refuse other actions by name', async () => {
    const send = new SendEmailCommand({
      Source: sender,
      Destination: { ToAddresses: ['a@example.com'] },
      Message: { Subject: { Data: 'x' }, Body: {} },
    });
    await expect(started.client.send(send)).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringMatching(/^SendEmail of SES is not modelled locally; known are SendRawEmail, /),
    });
  });
});

describe('a template', () => {
  it.each([
    ['ConfigurationSet', { Name: 'x', TrackingOptions: {} }, 'TrackingOptions is not modelled locally'],
    ['ConfigurationSetEventDestination', destination({ SnsDestination: {} }), 'SnsDestination is not modelled locally'],
    [
      'ConfigurationSetEventDestination',
      destination({ EventBridgeDestination: { EventBusArn: 'arn:other' } }),
      'EventBridgeDestination.EventBusArn is "arn:other"',
    ],
  ])('is refused by name: %s with %j', (type, properties, expected) => {
    expect(() => started.ses.provisioners[`AWS::SES::${type}`]?.('Other', properties, stack)).toThrow(expected);
  });
});
