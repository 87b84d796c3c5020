import { addToInstant } from '../calendar/practice-time.ts';

/** A mail that was claimed, and sent when it is noted. Kept for ever under its business key. */
export interface Notice {
  /** Agreement's id beside it, this names the mail: `request-d1-s1`. Letters, digits and dashes only (SES tags). */
  noticeKey: string;
  state: 'claimed' | 'sent' | 'unsent';
  claimedAt: string;
  sentAt?: string;
  messageId?: string;
  deliveredAt?: string;
  bouncedAt?: string;
}

/** What a notice key says: the kind of mail and what it is about. */
export type NoticeTopic =
  | { kind: 'confirmation' }
  | { kind: 'waitlisted'; signerId: string }
  | { kind: 'request'; documentId: string; signerId: string }
  | { kind: 'reminder'; documentId: string; signerId: string; day: number }
  | { kind: 'fresh'; documentId: string; signerId: string; generation: number }
  | { kind: 'unpaid'; invoiceId: string; attempt: number }
  | { kind: 'dunning'; invoiceId: string; attempt: number; day: number }
  | { kind: 'welcome'; signerId: string }
  | { kind: 'closed'; signerId: string };

/** The business keys of mails: never an attempt's number, so that a repetition finds what was sent. */
export const noticeKeys = {
  confirmation: () => 'confirmation',
  waitlisted: (signerId: string) => `waitlisted-${signerId}`,
  request: (documentId: string, signerId: string) => `request-${documentId}-${signerId}`,
  reminder: (documentId: string, signerId: string, day: number) => `reminder-${documentId}-${signerId}-${day}`,
  fresh: (documentId: string, signerId: string, generation: number) => `fresh-${documentId}-${signerId}-${generation}`,
  unpaid: (invoiceId: string, attempt: number) => `unpaid-${invoiceId.replace('-', '_')}-${attempt}`,
  dunning: (invoiceId: string, attempt: number, day: number) =>
    `dunning-${invoiceId.replace('-', '_')}-${attempt}-${day}`,
  welcome: (signerId: string) => `welcome-${signerId}`,
  closed: (signerId: string) => `closed-${signerId}`,
};

/** How each kind of key reads: documents are d1, signers s1, invoices t1_i1. */
const patterns =
  /^(?:confirmation|(?:waitlisted|welcome|closed)-s[1-9]\d*|request-d[1-9]\d*-s[1-9]\d*|(?:reminder|fresh)-d[1-9]\d*-s[1-9]\d*-[1-9]\d*|unpaid-t[1-9]\d*_i[1-9]\d*-[1-9]\d*|dunning-t[1-9]\d*_i[1-9]\d*-[1-9]\d*-[1-9]\d*)$/;

/** Reads a key back. Throws a RangeError for a key that none of the above makes. */
export function noticeTopic(noticeKey: string): NoticeTopic {
  if (!patterns.test(noticeKey)) throw new RangeError(`No notice has the key "${noticeKey}"`);
  const [kind, a = '', b = '', c = ''] = noticeKey.split('-');
  switch (kind) {
    case 'waitlisted':
    case 'welcome':
    case 'closed':
      return { kind, signerId: a };
    case 'request':
      return { kind, documentId: a, signerId: b };
    case 'reminder':
      return { kind, documentId: a, signerId: b, day: Number(c) };
    case 'fresh':
      return { kind, documentId: a, signerId: b, generation: Number(c) };
    case 'unpaid':
      return { kind, invoiceId: a.replace('_', '-'), attempt: Number(b) };
    case 'dunning':
      return { kind, invoiceId: a.replace('_', '-'), attempt: Number(b), day: Number(c) };
    default:
      return { kind: 'confirmation' };
  }
}

const minutesForSendEvent = 10;

/** Whether the mail has gone out. */
export function isSent(notice: Notice | undefined): boolean {
  return notice?.state === 'sent';
}

/**
 * A claim without a note waits ten minutes for the mail service's own word that it was sent: only then may it be sent
 * again. Gives the instant from which a claim may be taken over; undefined if it may be taken now.
 */
export function claimedUntil(notice: Notice | undefined, now: string): string | undefined {
  if (notice?.state !== 'claimed') return undefined;
  const until = addToInstant(notice.claimedAt, { minutes: minutesForSendEvent });
  return until > now ? until : undefined;
}
