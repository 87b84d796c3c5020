import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import type { LinkPath } from '../../functions/actions/composed-notice.ts';
import { useAws } from './aws-environment.ts';
import { listen } from './local-kernel.ts';

export interface SentMail {
  to: string[];
  subject: string;
  text: string;
  html: string;
  tags: Record<string, string>;
  configurationSet: string;
  /** As SES was told it. */
  source: string;
  /** As it stands in the mail. */
  from: string;
}

/** A refusal as SES writes it; `isSent` where the mail goes out all the same and only the answer is lost. */
export interface MailFault {
  code: string;
  message: string;
  status?: number;
  isSent?: boolean;
}

/**
 * Speaks SES's query protocol to the real client, and the one call of version 2: keeps what it is given, and refuses when it
 * is told to.
 */
export async function startFakeMail() {
  const mails: SentMail[] = [];
  const freed: string[] = [];
  const faults: MailFault[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    const [, address] = /^\/v2\/email\/suppression\/addresses\/(.*)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'DELETE' && address !== undefined) {
      const isSigned = /Credential=local\/\d+\/us-east-1\/ses\/aws4_request/.test(request.headers.authorization ?? '');
      freed.push(`${decodeURIComponent(address)}${isSigned ? '' : ', unsigned'}`);
      return response.writeHead(faults.shift()?.status ?? 200).end('{}');
    }
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    calls += 1;
    const fault = faults.shift();
    if (fault === undefined || fault.isSent) mails.push(await read(form));
    response.writeHead(fault === undefined ? 200 : (fault.status ?? 400), { 'content-type': 'text/xml' });
    response.end(fault === undefined ? accepted(mails.length) : refused(fault));
  });
  const url = await listen(server);
  useAws({ AWS_ENDPOINT_URL_SES: url, AWS_ENDPOINT_URL_SESV2: url });
  return {
    /** What went out, oldest first. */
    mails,
    /** What was taken off the suppression list, oldest first. */
    freed,
    get calls() {
      return calls;
    },
    /** The next mails are refused, one fault each. */
    refuse: (...those: MailFault[]) => faults.push(...those),
    forget() {
      mails.length = 0;
      freed.length = 0;
      faults.length = 0;
      calls = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeMail = Awaited<ReturnType<typeof startFakeMail>>;

export const notVerified: MailFault = {
  code: 'MessageRejected',
  message: 'Email address is not verified. The following identities failed the check: paula.example@example.com',
};

/** The token of the first link to one of our pages: `/sign/…`, `/confirm/…`, `/pay/…`. */
export function tokenIn(mail: SentMail | undefined, path: LinkPath): string {
  const found = new RegExp(`/${path}/([A-Za-z0-9_-]{43})`).exec(mail?.text ?? '');
  if (found?.[1] === undefined) throw new Error(`The mail "${mail?.subject}" holds no ${path} link`);
  return found[1];
}

async function read(form: Record<string, string>): Promise<SentMail> {
  const parsed = await PostalMime.parse(Buffer.from(form['RawMessage.Data'] ?? '', 'base64'));
  const numbers = Object.keys(form).flatMap((name) => /^Tags\.member\.(\d+)\.Name$/.exec(name)?.[1] ?? []);
  return {
    to: Object.keys(form).flatMap((name) => (name.startsWith('Destinations.') ? (form[name] ?? []) : [])),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? '',
    tags: Object.fromEntries(
      numbers.map((number) => [form[`Tags.member.${number}.Name`], form[`Tags.member.${number}.Value`] ?? '']),
    ),
    configurationSet: form.ConfigurationSetName ?? '',
    source: form.Source ?? '',
    from: parsed.from?.name ?? '',
  };
}

function accepted(number: number): string {
  return `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>mail-${number}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SendRawEmailResponse>`;
}

function refused({ code, message }: MailFault): string {
  return `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}
