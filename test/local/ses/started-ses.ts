import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import type { EmittedEvent } from '../../../local/events/event-bus.ts';
import { createFrontDoor } from '../../../local/front-door/front-door.ts';
import { Iam } from '../../../local/iam/iam.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { createSes } from '../../../local/ses/ses.ts';
import { listen, noFaults, openKernel, stack } from '../../support/local-kernel.ts';

export const sender = 'Lakeside Family Medicine <care@lakeside.example.com>';

/** An SES with a verified domain and a configuration set that tells of all, and a real client of it. */
export async function startSes() {
  const kernel = openKernel();
  kernel.clock.freeze(Date.parse('2027-01-02T14:00:00.250Z'));
  const events: EmittedEvent[] = [];
  /** A service on the same store: a second one is as after a restart. */
  const restart = () => {
    const started = createSes({ ...kernel, emit: (event) => events.push(event) });
    started.provisioners['AWS::SES::ConfigurationSet']?.('Mail', { Name: 'perennial' }, stack);
    started.provisioners['AWS::SES::ConfigurationSetEventDestination']?.('ToBus', destination(), stack);
    return started;
  };
  const ses = restart();
  ses.verify('lakeside.example.com');
  const server = createFrontDoor({ ...kernel, faults: noFaults, services: [ses.service], iam: new Iam() });
  const address = await listen(server);
  const client = new SESClient({
    region: 'us-east-1',
    endpoint: address,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    ses,
    client,
    address,
    restart,
    /** What EventBridge was told, in order. */
    events,
    types: () => events.map((event) => event['detail-type']),
    later: (seconds: number) => jumpTo(kernel.clock.now() + seconds * 1000, kernel),
    stop() {
      client.destroy();
      server.closeAllConnections();
      server.close();
      kernel.remove();
    },
  };
}

export type StartedSes = Awaited<ReturnType<typeof startSes>>;

export function destination(others: object = {}) {
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

export function message(to: string, others: Partial<SendRawEmailCommandInput> = {}, headers: string[] = []) {
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
