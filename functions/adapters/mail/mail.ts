import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { callLimits } from '../limits.ts';

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Come back with every event about this mail. Letters, digits, dashes and underscores only. */
  tags: Record<string, string>;
}

export interface Mailer {
  client: SESClient;
  /** A full From header: `Lakeside <care@lakeside.example.com>`. */
  sender: string;
  configurationSet: string;
}

/** The mail service refuses this mail for now: what to do about it is said by the code. */
export class MailBlockedError extends Error {
  override readonly name = 'MailBlocked';
  readonly code: 'sender_not_verified' | 'sending_paused' | 'quota_used_up' | 'throttled' | 'mail_refused';
  constructor(code: MailBlockedError['code'], cause: unknown) {
    super(`The mail service refuses mail for now: ${code}`, { cause });
    this.code = code;
  }
}

export function openMailer(sender: string, configurationSet: string): Mailer {
  const requestHandler = { ...callLimits.requestHandler, requestTimeout: 10_000 };
  // One attempt: after a lost answer the mail may be out, and the client's own retry would send it a second time.
  return { client: new SESClient({ maxAttempts: 1, requestHandler }), sender, configurationSet };
}

/** Sends one mail and answers the service's message id. Throws a MailBlockedError where it is refused for now. */
export async function sendMail(mailer: Mailer, mail: OutgoingMail): Promise<string> {
  const from = senderOf(mailer.sender);
  const message = new MailComposer({
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Vacation replies must not answer it. No List-Unsubscribe: it is about the reader's own agreement, and no list's.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { MessageId } = await mailer.client.send(
      new SendRawEmailCommand({
        // The bare address: SES takes no name with a comma or an accent here, and the From header has it.
        Source: from.address,
        Destinations: [mail.to],
        RawMessage: { Data: await message.compile().build() },
        ConfigurationSetName: mailer.configurationSet,
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return MessageId ?? '';
  } catch (error) {
    const code = error instanceof Error ? blockedCode(error) : undefined;
    throw code === undefined ? error : new MailBlockedError(code, error);
  }
}

/** `Dr. Jane Doe, MD <care@example.com>` apart: left whole, a comma or a semicolon would make a list of it. */
function senderOf(sender: string): { name: string; address: string } {
  const [, name = '', address] = /^(.*?)\s*<([^<>]+)>$/.exec(sender.trim()) ?? [];
  return address === undefined
    ? { name: '', address: sender.trim() }
    : { name: name.replace(/^"(.*)"$/, '$1'), address };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html and its throttling messages. */
function blockedCode(error: Error): MailBlockedError['code'] | undefined {
  const message = error.message.toLowerCase();
  if (error.name === 'MailFromDomainNotVerifiedException') return 'sender_not_verified';
  if (error.name === 'MessageRejected') {
    if (message.includes('not verified')) return 'sender_not_verified';
    return message.includes('paused') || message.includes('disabled') ? 'sending_paused' : 'mail_refused';
  }
  if (error.name.startsWith('AccountSendingPaused') || error.name.startsWith('ConfigurationSetSendingPaused'))
    return 'sending_paused';
  // The account's own set-up: it may be mended, and no execution should die of it meanwhile.
  if (/^(AccessDenied|ConfigurationSetDoesNotExist)/.test(error.name)) return 'sending_paused';
  // This very mail, such as an address that SES does not take.
  if (error.name === 'InvalidParameterValue') return 'mail_refused';
  if (!/Throttling|LimitExceeded/.test(error.name)) return undefined;
  return message.includes('daily') ? 'quota_used_up' : 'throttled';
}
