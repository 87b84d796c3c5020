import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stack } from '../../support/local-kernel.ts';
import { destination, message, type StartedSes, sender, startSes } from './started-ses.ts';

let started: StartedSes;
beforeEach(async () => {
  started = await startSes();
});
afterEach(() => started.stop());

describe('SendRawEmail', () => {
  it('tells EventBridge at once that it was sent, and a second later that it was delivered', async () => {
    const { MessageId } = await started.client.send(message('anna@example.com'));
    expect(started.types()).toEqual(['Email Sent']);
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
    expect(started.events[0]).toEqual({
      source: 'aws.ses',
      'detail-type': 'Email Sent',
      resources: ['arn:aws:ses:us-east-1:000000000000:configuration-set/perennial'],
      detail: { eventType: 'Send', mail, send: {} },
    });
    await started.later(0.9);
    expect(started.types()).toEqual(['Email Sent']);
    await started.later(0.1);
    expect(started.events[1]?.detail).toEqual({
      eventType: 'Delivery',
      mail,
      delivery: expect.objectContaining({
        timestamp: '2027-01-02T14:00:01.250Z',
        processingTimeMillis: 1000,
        recipients: ['anna@example.com'],
      }),
    });
    await started.later(60);
    expect(started.types()).toEqual(['Email Sent', 'Email Delivered']);
  });

  it('delivers after a restart what was on its way', async () => {
    await started.client.send(message('anna@example.com'));
    started.restart();
    await started.later(1);
    expect(started.types()).toEqual(['Email Sent', 'Email Delivered']);
  });

  it.each([
    ['bounce@simulator.amazonses.com', ['Email Bounced']],
    ['bounce+anna@simulator.amazonses.com', ['Email Bounced']],
    ['suppressionlist@simulator.amazonses.com', ['Email Bounced']],
    ['complaint+anna@simulator.amazonses.com', ['Email Delivered', 'Email Complaint Received']],
    ['ooto@simulator.amazonses.com', ['Email Delivered']],
    ['success@simulator.amazonses.com', ['Email Delivered']],
  ])("to AWS's simulator %s ends as there", async (to, expected) => {
    await started.client.send(message(to));
    await started.later(5);
    expect(started.types().slice(1)).toEqual(expected);
  });

  it('tells of a bounce as SES does', async () => {
    await started.client.send(message('bounce+anna@simulator.amazonses.com'));
    await started.later(5);
    expect(started.events[1]?.detail).toMatchObject({
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: 'bounce+anna@simulator.amazonses.com', action: 'failed', status: '5.1.1' }],
        timestamp: '2027-01-02T14:00:01.250Z',
      },
    });
  });

  it('sends nothing to an address on the account’s own list, until it is taken off', async () => {
    const call = async (method: string, path: string, body?: object) => {
      const authorization = 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ses/aws4_request';
      const url = `${started.address}/v2/email/suppression/addresses${path}`;
      return (await fetch(url, { method, headers: { authorization }, ...(body && { body: JSON.stringify(body) }) }))
        .status;
    };
    const sendAgain = async () => {
      started.events.length = 0;
      await started.client.send(message('anna+a@example.com'));
      await started.later(5);
      return started.types().slice(1);
    };
    expect(await call('PUT', '', { EmailAddress: 'Anna+a@example.com', Reason: 'BOUNCE' })).toBe(200);
    expect(await sendAgain()).toEqual(['Email Bounced']);
    expect(started.events[1]?.detail).toMatchObject({
      bounce: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' },
    });
    expect(await call('PUT', '', { EmailAddress: 'anna+a@example.com', Reason: 'COMPLAINT' })).toBe(200);
    expect(await sendAgain()).toEqual(['Email Complaint Received']);
    expect(started.events[1]?.detail).toMatchObject({ complaint: { complaintSubType: 'OnAccountSuppressionList' } });
    started.restart();
    expect(await call('DELETE', '/anna%2Ba%40example.com')).toBe(200);
    expect(await sendAgain()).toEqual(['Email Delivered']);
    expect(await call('DELETE', '/anna%2Ba%40example.com')).toBe(404);
    expect(await call('PUT', '', { EmailAddress: 'a@example.com', Reason: 'WHIM' })).toBe(400);
  });

  it('tells nothing without a configuration set, nor of kinds that its destination leaves out', async () => {
    await started.client.send(message('anna@example.com', { ConfigurationSetName: undefined }));
    const only = destination({ MatchingEventTypes: ['bounce'] });
    started.ses.provisioners['AWS::SES::ConfigurationSetEventDestination']?.('ToBus', only, stack);
    await started.client.send(message('anna@example.com'));
    await started.later(5);
    expect(started.types()).toEqual([]);
  });
});
