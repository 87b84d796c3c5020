import { type AwsCall, AwsError, region } from '../kernel/aws-service.ts';
import type { ConfigurationSets } from './configuration-sets.ts';
import { domainOf, type Identities } from './identities.ts';
import { addressesIn, headerText, type MailHeader, readHeaders } from './mail-headers.ts';
import type { Mail } from './mail-store.ts';
import { feedbackId } from './outcomes.ts';

/** The fields of SendRawEmail's form, read but not yet checked. */
export interface RawEmail {
  raw: Buffer;
  headers: MailHeader[];
  source: string;
  destinations: string[];
  configurationSet: string | undefined;
  tags: [name: string, value: string][];
}

// https://docs.aws.amazon.com/ses/latest/dg/quotas.html
const mostBytes = 10_485_760;
const mostRecipients = 50;

export function readRawEmail(input: Record<string, string>): RawEmail {
  const data = input['RawMessage.Data'];
  if (data === undefined) throw new AwsError('ValidationError', 'RawMessage.Data is missing');
  const raw = Buffer.from(data, 'base64');
  const headers = readHeaders(raw);
  const destinations = Object.entries(input).flatMap(([name, value]) =>
    /^Destinations\.member\.\d+$/.test(name) ? [value] : [],
  );
  const inHeaders = ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(headerText(headers, name)));
  const tags = Object.entries(input).flatMap(([field, name]): [string, string][] => {
    const [, number] = /^Tags\.member\.(\d+)\.Name$/.exec(field) ?? [];
    return number === undefined ? [] : [[name, input[`Tags.member.${number}.Value`] ?? '']];
  });
  return {
    raw,
    headers,
    source: input.Source ?? headerText(headers, 'From') ?? '',
    destinations: destinations.length > 0 ? destinations.flatMap(bare) : inHeaders,
    configurationSet: input.ConfigurationSetName,
    tags,
  };
}

/** What holds no address stays as it is, to be refused by what it says. */
function bare(destination: string): string[] {
  const found = addressesIn(destination);
  return found.length > 0 ? found : [destination];
}

/** Makes the mail that SES accepts, or throws as SES refuses. */
export function acceptRawEmail(call: AwsCall, now: number, identities: Identities, sets: ConfigurationSets): Mail {
  const { raw, headers, source, destinations, configurationSet, tags } = readRawEmail(call.input);
  const invalid = (message: string) => new AwsError('InvalidParameterValue', message);
  if (raw.length > mostBytes) throw invalid(`Message length is more than ${mostBytes} bytes long: '${raw.length}'.`);
  const own = headers.find(({ name }) => /^x-ses-/i.test(name));
  if (own !== undefined)
    throw invalid(`The header ${own.name} is not modelled locally; give it as a parameter of the call`);
  const from = headerText(headers, 'From');
  if (from === undefined) throw invalid("Missing required header 'From'.");
  if (destinations.length === 0) throw invalid('No recipients: give Destinations, or a To, Cc or Bcc header.');
  if (destinations.length > mostRecipients)
    throw new AwsError('MessageRejected', `Recipient count exceeds ${mostRecipients}.`);
  const senders = [...new Set([...addressesIn(source), ...addressesIn(from)])];
  const malformed = [...senders, ...destinations].find(
    (address) => !/^[\x21-\x7e]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(address),
  );
  if (malformed !== undefined)
    throw invalid(`${JSON.stringify(malformed)} is no address: an ASCII name@domain is allowed.`);
  if (configurationSet !== undefined && !sets.require(configurationSet).isSending) {
    const message = `Sending is paused for the configuration set ${configurationSet}`;
    throw new AwsError('ConfigurationSetSendingPausedException', message);
  }
  requireVerified(senders, identities);
  return {
    id: feedbackId(now),
    at: now,
    source,
    destinations,
    from,
    subject: headerText(headers, 'Subject') ?? '',
    configurationSet,
    tags: { ...ownTags(call, senders[0] ?? '', configurationSet), ...readTags(tags, invalid) },
    raw,
  };
}

function requireVerified(senders: string[], identities: Identities): void {
  const unverified = senders.filter((address) => identities.covering(address) === undefined);
  if (unverified.length === 0) return;
  throw new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${unverified.join(', ')}`,
  );
}

function readTags(tags: [string, string][], invalid: (message: string) => AwsError): Record<string, string[]> {
  for (const text of tags.flat()) {
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(text)) {
      throw invalid(
        `The tag name or value ${JSON.stringify(text)} is not allowed: 1 to 256 of A-Z, a-z, 0-9, _ and -.`,
      );
    }
  }
  return Object.fromEntries(tags.map(([name, value]) => [name, [value]]));
}

/** The tags that SES sets itself. */
function ownTags(call: AwsCall, sender: string, configurationSet: string | undefined): Record<string, string[]> {
  return {
    'ses:operation': ['SendRawEmail'],
    ...(configurationSet === undefined ? {} : { 'ses:configuration-set': [configurationSet] }),
    'ses:source-ip': ['127.0.0.1'],
    'ses:from-domain': [domainOf(sender)],
    'ses:caller-identity': [call.caller.roleArn?.split('/').at(-1) ?? call.caller.accessKey],
  };
}
