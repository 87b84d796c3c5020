import { randomUUID } from 'node:crypto';

/** What becomes of a mail at one recipient. */
export type Outcome = 'delivered' | 'bounced' | 'suppressed' | 'complained';

/**
 * AWS's mailbox simulator, with labels (`bounce+anna@…`); every other address gets its mail.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function outcomeFor(address: string): Outcome {
  const [, name] = /^([^+@]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address) ?? [];
  // ooto@ is delivered and answers its sender: a mail that SES does not see.
  return (
    ({ bounce: 'bounced', suppressionlist: 'suppressed', complaint: 'complained' } as const)[
      name?.toLowerCase() as 'bounce' | 'suppressionlist' | 'complaint'
    ] ?? 'delivered'
  );
}

const reportingMTA = 'a8-31.smtp-out.amazonses.com';

/** The part of an event that tells of one recipient, by the kind of the event. */
export function deliveryPart(address: string, now: number, sentAt: number) {
  return {
    timestamp: new Date(now).toISOString(),
    processingTimeMillis: now - sentAt,
    recipients: [address],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA,
  };
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-types */
const bounces = {
  bounced: ['General', 'smtp; 550 5.1.1 user unknown'],
  suppressed: [
    'Suppressed',
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
  ],
  'on-own-list': [
    'OnAccountSuppressionList',
    'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
  ],
} as const;

export function bouncePart(address: string, now: number, outcome: keyof typeof bounces) {
  const [bounceSubType, reason] = bounces[outcome];
  return {
    feedbackId: feedbackId(now),
    bounceType: 'Permanent',
    bounceSubType,
    bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1', diagnosticCode: reason }],
    timestamp: new Date(now).toISOString(),
    reportingMTA: `dns; ${reportingMTA}`,
  };
}

/** With a sub-type, the mail was never sent: the address stands on the account's list since a complaint. */
export function complaintPart(
  address: string,
  now: number,
  complaintSubType: 'OnAccountSuppressionList' | null = null,
) {
  const timestamp = new Date(now).toISOString();
  return {
    feedbackId: feedbackId(now),
    complaintSubType,
    complainedRecipients: [{ emailAddress: address }],
    timestamp,
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  };
}

/** Ids of SES begin with the instant. */
export function feedbackId(now: number): string {
  return `0100${Math.round(now).toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
}
