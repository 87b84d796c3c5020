import type { Server } from 'node:http';
import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
  SendEmailCommand,
  SendRawEmailCommand,
  type SendRawEmailCommandInput,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EmittedEvent } from '../../../local/events/event-bus.ts';
import { createFrontDoor } from '../../../local/front-door/front-door.ts';
import { Iam } from '../../../local/iam/iam.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { createSes, type Ses } from '../../../local/ses/ses.ts';
import { type Kernel, listen, openKernel, stack } from '../../support/local-kernel.ts';

const sender = 'Lakeside Family Medicine <care@lakeside.example.com>';

let kernel: Kernel;
let ses: Ses;
let events: EmittedEvent[];
let server: Server;
let client: SESClient;

function start() {
  const started = createSes({ ...kernel, emit: (event) => events.push(event) });
  started.provisioners['AWS::SES::ConfigurationSet']?.('Mail', { Name: 'perennial' }, stack);
  started.provisioners['AWS::SES::ConfigurationSetEventDestination']?.('ToBus', destination(), stack);
  return started;
}

function destination(others: object = {}) {
  return {
    ConfigurationSetName: 'perennial',
    EventDestination: {
      Name: 'bus',
      Enabled: true,
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
      ...others,
    },
  };
}

beforeEach(async () => {
  kernel = openKernel();
  kernel.clock.freeze(Date.parse('2027-01-02T14:00:00.250Z'));
  events = [];
  ses = start();
  ses.verify('lakeside.example.com');
  server = createFrontDoor({ ...kernel, services: [ses.service], iam: new Iam() });
  client = new SESClient({
    region: 'us-east-1',
    endpoint: await listen(server),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterEach(() => {
  client.destroy();
  server.close();
  kernel.remove();
});

function message(to: string, others: Partial<SendRawEmailCommandInput> = {}, headers: string[] = []) {
  const lines = [`From: ${sender}`, `To: ${to}`, 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', ...headers, '', 'Hello'];
  return new SendRawEmailCommand({
    Source: sender,
    Destinations: [to],
    RawMessage: { Data: Buffer.from(lines.join('\r\n')) },
    ConfigurationSetName: 'perennial',
    Tags: [{ Name: 'notice', Value: 'a-1_renewal' }],
    ...others,
  });
}

const later = (seconds: number) => jumpTo(kernel.clock.now() + seconds * 1000, kernel);
const types = () => events.map((event) => event['detail-type']);

describe('SendRawEmail', () => {
  it('keeps the mail with its bytes, over a restart, too', async () => {
    const { MessageId } = await client.send(message('anna@example.com'));
    expect(MessageId).toMatch(/^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$/);
    const restarted = start();
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
    await client.send(message('Anna <anna@example.com>, b@example.com', { Destinations: [] }, ['Cc: c@example.com']));
    expect(ses.list()[0]?.destinations).toEqual(['anna@example.com', 'b@example.com', 'c@example.com']);
  });

  it('tells EventBridge at once that it was sent, and a second later that it was delivered', async () => {
    const { MessageId } = await client.send(message('anna@example.com'));
    expect(types()).toEqual(['Email Sent']);
    const mail = {
      timestamp: '2027-01-02T14:00:00.250Z',
      source: sender,
      sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/lakeside.example.com',
      sendingAccountId: '000000000000',
      messageId: MessageId,
      destination: ['anna@example.com'],
      headersTruncated: false,
      headers: expect.arrayContaining([{ name: 'To', value: 'anna@example.com' }]),
      commonHeaders: expect.objectContaining({ from: [sender], to: ['anna@example.com'], subject: 'Grüße' }),
      tags: expect.objectContaining({ 'ses:configuration-set': ['perennial'], notice: ['a-1_renewal'] }),
    };
    expect(events[0]).toEqual({
      source: 'aws.ses',
      'detail-type': 'Email Sent',
      resources: ['arn:aws:ses:us-east-1:000000000000:configuration-set/perennial'],
      detail: { eventType: 'Send', mail, send: {} },
    });
    await later(0.9);
    expect(types()).toEqual(['Email Sent']);
    await later(0.1);
    expect(events[1]?.detail).toEqual({
      eventType: 'Delivery',
      mail,
      delivery: expect.objectContaining({
        timestamp: '2027-01-02T14:00:01.250Z',
        processingTimeMillis: 1000,
        recipients: ['anna@example.com'],
      }),
    });
    await later(60);
    expect(types()).toEqual(['Email Sent', 'Email Delivered']);
  });

  it('delivers after a restart what was on its way', async () => {
    await client.send(message('anna@example.com'));
    start();
    await later(1);
    expect(types()).toEqual(['Email Sent', 'Email Delivered']);
  });

  it.each([
    ['bounce@simulator.amazonses.com', ['Email Bounced']],
    ['bounce+anna@simulator.amazonses.com', ['Email Bounced']],
    ['suppressionlist@simulator.amazonses.com', ['Email Bounced']],
    ['complaint+anna@simulator.amazonses.com', ['Email Delivered', 'Email Complaint Received']],
    ['ooto@simulator.amazonses.com', ['Email Delivered']],
    ['success@simulator.amazonses.com', ['Email Delivered']],
  ])("to AWS's simulator %s ends as there", async (to, expected) => {
    await client.send(message(to));
    await later(5);
    expect(types().slice(1)).toEqual(expected);
  });

  it('tells of a bounce as SES does', async () => {
    await client.send(message('bounce+anna@simulator.amazonses.com'));
    await later(5);
    expect(events[1]?.detail).toMatchObject({
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'bounce+anna@simulator.amazonses.com', action: 'failed', status: '5.1.1' }],
        timestamp: '2027-01-02T14:00:01.250Z',
      },
    });
  });

  it('tells nothing without a configuration set, nor of kinds that its destination leaves out', async () => {
    await client.send(message('anna@example.com', { ConfigurationSetName: undefined }));
    const only = destination({ MatchingEventTypes: ['bounce'] });
    ses.provisioners['AWS::SES::ConfigurationSetEventDestination']?.('ToBus', only, stack);
    await client.send(message('anna@example.com'));
    await later(5);
    expect(types()).toEqual([]);
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
    [
      'more than 10 MB',
      ['a@example.com', { RawMessage: { Data: Buffer.alloc(10_485_761, 'x') } }],
      { name: 'InvalidParameterValue', message: /^Message length is more than 10485760 bytes long/ },
    ],
  ])('refuses %s', async (_, given, expected) => {
    await expect(client.send(message(...given))).rejects.toMatchObject({
      name: expected.name,
      message: expect.stringMatching(expected.message),
    });
    expect(ses.list()).toEqual([]);
    expect(events).toEqual([]);
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
    const rights = () => ses.service.permissionsFor(call).map(({ action, resource }) => `${action} ${resource}`);
    const set = 'ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:configuration-set/perennial';
    expect(rights()).toEqual([
      'ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:identity/lakeside.example.com',
      set,
    ]);
    ses.verify('care@lakeside.example.com');
    expect(rights()[0]).toBe('ses:SendRawEmail arn:aws:ses:us-east-1:000000000000:identity/care@lakeside.example.com');
  });
});

describe('identities and quota', () => {
  it('are told as the doctor asks for them', async () => {
    await client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'care@other.example.com' }));
    const { VerificationAttributes } = await client.send(
      new GetIdentityVerificationAttributesCommand({
        Identities: ['care@other.example.com', 'none@other.example.com'],
      }),
    );
    expect(VerificationAttributes).toEqual({ 'care@other.example.com': { VerificationStatus: 'Success' } });
    await client.send(message('anna@example.com'));
    const quota = await client.send(new GetSendQuotaCommand({}));
    expect(quota).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1 });
    expect((await client.send(new GetAccountSendingEnabledCommand({}))).Enabled).toBe(true);
  });

  it('hold for a domain and its subdomains, but not for others', async () => {
    await expect(
      client.send(message('a@example.com', { Source: 'x@mail.lakeside.example.com' })),
    ).resolves.toBeDefined();
    await expect(client.send(message('a@example.com', { Source: 'x@notlakeside.example.com' }))).rejects.toThrow();
  });

  it('refuse other actions by name', async () => {
    const send = new SendEmailCommand({
      Source: sender,
      Destination: { ToAddresses: ['a@example.com'] },
      Message: { Subject: { Data: 'x' }, Body: {} },
    });
    await expect(client.send(send)).rejects.toMatchObject({
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
    expect(() => ses.provisioners[`AWS::SES::${type}`]?.('Other', properties, stack)).toThrow(expected);
  });
});
