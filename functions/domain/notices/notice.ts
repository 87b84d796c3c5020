import { addToInstant } from '../calendar/practice-time.ts';

/** A mail that was claimed, and sent when it is noted. Kept for ever under its business key. */
export interface Notice {
  /** Agreement's id beside it, this names the mail: `request-d1-s1`. Letters, digits and dashes only (SES tags). */
  noticeKey: string;
  /** A `letter` goes by post: to be printed, until `postedOn`. `withheld`: whom it was for has died. */
  state: 'claimed' | 'sent' | 'unsent' | 'letter' | 'withheld';
  postedOn?: string;
  postedBy?: string;
  /** The letter came back, and is to be posted again. */
  returnedOn?: string;
  claimedAt: string;
  sentAt?: string;
  messageId?: string;
  deliveredAt?: string;
  bouncedAt?: string;
  /** It was turned back for now, or a machine has answered it: of itself that says neither that it came nor that it is lost. */
  passingBounceAt?: string;
  /** It was on its way for long, and may still come. */
  delayedAt?: string;
  /** It came, and its reader called it unwanted. */
  complainedAt?: string;
}

/** What a notice key says: the kind of mail and what it is about. */
export type NoticeTopic =
  | { kind: 'confirmation' }
  /** An application was refused or withdrawn. */
  | { kind: 'applicationclosed' }
  | { kind: 'waitlisted'; signerId: string }
  | { kind: 'request'; documentId: string; signerId: string }
  | { kind: 'reminder'; documentId: string; signerId: string; day: number }
  | { kind: 'fresh'; documentId: string; signerId: string; generation: number }
  /** To the first signer, who has signed: whoever was to pay does not; `number`: how many did not until now. */
  | { kind: 'payinstead'; documentId: string; signerId: string; number: number }
  | { kind: 'unpaid' | 'invoice'; invoiceId: string; attempt: number }
  | { kind: 'dunning'; invoiceId: string; attempt: number; day: number }
  /** Of each round that ended with a payment: after a check that bounced there is another. */
  | { kind: 'receipt'; invoiceId: string; round: number }
  /** To whoever pays: what was paid in a year. */
  | { kind: 'statement'; year: number }
  /** To one who paid before, by their number from 1. */
  | { kind: 'formerstatement'; year: number; number: number }
  /** Both once more, with a payment of that year that was recorded after them. */
  | { kind: 'statementanew'; year: number; round: number }
  | { kind: 'formerstatementanew'; year: number; number: number; round: number }
  | { kind: 'welcome'; signerId: string }
  | { kind: 'closed'; signerId: string }
  /** Before a term ends: what the law and the contract ask for, numbered. */
  | { kind: 'renewal'; term: number; number: number; signerId: string }
  | { kind: 'renewed' | 'grace'; term: number; signerId: string }
  /** It comes to its end; it goes on after all; it has ended. */
  | { kind: 'ending' | 'resumed' | 'ended'; ending: number; signerId: string }
  /** Another physician is to take over, by the change of that number; and what has come of it. */
  | { kind: 'newdoctor' | 'newdoctoragain' | 'doctorsettled'; change: number; signerId: string }
  /** To whoever signed for a member as for a child: at this age, by the state's rule, that ends. */
  | { kind: 'comingofage'; memberId: string; age: number; signerId: string }
  /** A member was added, or has left. */
  | { kind: 'joined' | 'left'; memberId: string; signerId: string }
  /** What was to be signed so that somebody joins is over, without them. */
  | { kind: 'joiningover'; documentId: string; signerId: string }
  /** A freed seat, to somebody on the waiting list. */
  | { kind: 'offer'; signerId: string }
  /** Links anew, to an address that was corrected for the time of that number. */
  | { kind: 'offerfresh'; signerId: string; number: number }
  | { kind: 'planfresh'; signerId: string; number: number }
  | { kind: 'payfresh'; invoiceId: string; number: number }
  /** To whoever pays without signing. */
  | { kind: 'payer' | 'closedpayer' }
  | { kind: 'payerreminder'; day: number }
  | { kind: 'payerfresh'; generation: number }
  /** To them, before more is charged for a member who was added. */
  | { kind: 'payermore'; memberId: string }
  /** And before a next term is: once in each round, so that another price is told of again; `payers`: how many paid before them. */
  | { kind: 'payerrenewal'; term: number; round: number; payers: number }
  /** To whoever paid before somebody else was named. */
  | { kind: 'paysnomore'; number: number }
  /** Another speaks for a child: to that one, and to whoever did. */
  | { kind: 'guardian'; memberId: string; number: number; signerId: string }
  /** To a physician: how many agreements wait for a signature, on that day. */
  | { kind: 'queue'; date: string }
  /** What a helper is told of. */
  | { kind: 'copy'; partyId: string; about: 'request' | 'welcome' | 'closed' };

/** The business keys of mails: never an attempt's number, so that a repetition finds what was sent. */
export const noticeKeys = {
  confirmation: () => 'confirmation',
  applicationClosed: () => 'applicationclosed',
  waitlisted: (signerId: string) => `waitlisted-${signerId}`,
  request: (documentId: string, signerId: string) => `request-${documentId}-${signerId}`,
  reminder: (documentId: string, signerId: string, day: number) => `reminder-${documentId}-${signerId}-${day}`,
  fresh: (documentId: string, signerId: string, generation: number) => `fresh-${documentId}-${signerId}-${generation}`,
  payInstead: (documentId: string, signerId: string, number: number) =>
    `payinstead-${documentId}-${signerId}-${number}`,
  invoice: (invoiceId: string, attempt: number) => `invoice-${invoiceId.replace('-', '_')}-${attempt}`,
  unpaid: (invoiceId: string, attempt: number) => `unpaid-${invoiceId.replace('-', '_')}-${attempt}`,
  dunning: (invoiceId: string, attempt: number, day: number) =>
    `dunning-${invoiceId.replace('-', '_')}-${attempt}-${day}`,
  receipt: (invoiceId: string, round: number) => `receipt-${invoiceId.replace('-', '_')}-${round}`,
  statement: (year: number) => `statement-${year}`,
  formerStatement: (year: number, number: number) => `formerstatement-${year}-${number}`,
  statementAnew: (year: number, round: number) => `statementanew-${year}-${round}`,
  formerStatementAnew: (year: number, number: number, round: number) =>
    `formerstatementanew-${year}-${number}-${round}`,
  renewal: (term: number, number: number, signerId: string) => `renewal-${term}-${number}-${signerId}`,
  renewed: (term: number, signerId: string) => `renewed-${term}-${signerId}`,
  grace: (term: number, signerId: string) => `grace-${term}-${signerId}`,
  ending: (ending: number, signerId: string) => `ending-${ending}-${signerId}`,
  resumed: (ending: number, signerId: string) => `resumed-${ending}-${signerId}`,
  ended: (ending: number, signerId: string) => `ended-${ending}-${signerId}`,
  newDoctor: (change: number, signerId: string) => `newdoctor-${change}-${signerId}`,
  newDoctorAgain: (change: number, signerId: string) => `newdoctoragain-${change}-${signerId}`,
  doctorSettled: (change: number, signerId: string) => `doctorsettled-${change}-${signerId}`,
  comingOfAge: (memberId: string, age: number, signerId: string) => `comingofage-${memberId}-${age}-${signerId}`,
  joined: (memberId: string, signerId: string) => `joined-${memberId}-${signerId}`,
  left: (memberId: string, signerId: string) => `left-${memberId}-${signerId}`,
  joiningOver: (documentId: string, signerId: string) => `joiningover-${documentId}-${signerId}`,
  welcome: (signerId: string) => `welcome-${signerId}`,
  closed: (signerId: string) => `closed-${signerId}`,
  offer: (signerId: string) => `offer-${signerId}`,
  offerFresh: (signerId: string, number: number) => `offerfresh-${signerId}-${number}`,
  planFresh: (signerId: string, number: number) => `planfresh-${signerId}-${number}`,
  payFresh: (invoiceId: string, number: number) => `payfresh-${invoiceId.replace('-', '_')}-${number}`,
  payer: () => 'payer',
  payerReminder: (day: number) => `payerreminder-${day}`,
  payerFresh: (generation: number) => `payerfresh-${generation}`,
  payerMore: (memberId: string) => `payermore-${memberId}`,
  payerRenewal: (term: number, round: number, payers: number) => `payerrenewal-${term}-${round}-${payers}`,
  paysNoMore: (number: number) => `paysnomore-${number}`,
  guardian: (memberId: string, number: number, signerId: string) => `guardian-${memberId}-${number}-${signerId}`,
  closedPayer: () => 'closedpayer',
  queue: (date: string) => `queue-${date.replaceAll('-', '')}`,
  copy: (partyId: string, about: 'request' | 'welcome' | 'closed') => `copy-${partyId}-${about}`,
};

/** How each kind of key reads: documents are d1, signers s1, members m1, invoices t1_i1. */
const patterns =
  /^(?:confirmation|applicationclosed|payer|closedpayer|(?:payerreminder|payerfresh|paysnomore)-[1-9]\d*|payermore-m[1-9]\d*|payerrenewal-[1-9]\d*-[1-9]\d*-\d+|queue-\d{8}|statement-[1-9]\d{3}|(?:formerstatement|statementanew)-[1-9]\d{3}-[1-9]\d*|formerstatementanew-[1-9]\d{3}-[1-9]\d*-[1-9]\d*|copy-p[1-9]\d*-(?:request|welcome|closed)|(?:waitlisted|welcome|closed|offer)-s[1-9]\d*|(?:request|joiningover)-d[1-9]\d*-s[1-9]\d*|(?:reminder|fresh|payinstead)-d[1-9]\d*-s[1-9]\d*-[1-9]\d*|(?:unpaid|invoice)-t[1-9]\d*_i[1-9]\d*-\d+|renewal-[1-9]\d*-[1-9]\d*-s[1-9]\d*|(?:renewed|grace|ending|resumed|ended|newdoctor|newdoctoragain|doctorsettled)-[1-9]\d*-s[1-9]\d*|(?:joined|left)-m[1-9]\d*-s[1-9]\d*|guardian-m[1-9]\d*-[1-9]\d*-s[1-9]\d*|comingofage-m[1-9]\d*-[1-9]\d*-s[1-9]\d*|(?:offerfresh|planfresh)-s[1-9]\d*-[1-9]\d*|(?:receipt|payfresh)-t[1-9]\d*_i[1-9]\d*-[1-9]\d*|dunning-t[1-9]\d*_i[1-9]\d*-\d+-[1-9]\d*)$/;

export function isNoticeKey(text: string): boolean {
  return patterns.test(text);
}

/** Reads a key back. Throws a RangeError for a key that none of the above makes. */
export function noticeTopic(noticeKey: string): NoticeTopic {
  if (!isNoticeKey(noticeKey)) throw new RangeError(`No notice has the key "${noticeKey}"`);
  const [kind, a = '', b = '', c = ''] = noticeKey.split('-');
  switch (kind) {
    case 'waitlisted':
    case 'welcome':
    case 'closed':
    case 'offer':
      return { kind, signerId: a };
    case 'payer':
    case 'closedpayer':
    case 'applicationclosed':
      return { kind };
    case 'queue':
      return { kind, date: `${a.slice(0, 4)}-${a.slice(4, 6)}-${a.slice(6)}` };
    case 'statement':
      return { kind, year: Number(a) };
    case 'formerstatement':
      return { kind, year: Number(a), number: Number(b) };
    case 'statementanew':
      return { kind, year: Number(a), round: Number(b) };
    case 'formerstatementanew':
      return { kind, year: Number(a), number: Number(b), round: Number(c) };
    case 'payerreminder':
      return { kind, day: Number(a) };
    case 'payerfresh':
      return { kind, generation: Number(a) };
    case 'payermore':
      return { kind, memberId: a };
    case 'payerrenewal':
      return { kind, term: Number(a), round: Number(b), payers: Number(c) };
    case 'paysnomore':
      return { kind, number: Number(a) };
    case 'guardian':
      return { kind, memberId: a, number: Number(b), signerId: c };
    case 'copy':
      return { kind, partyId: a, about: b as 'request' | 'welcome' | 'closed' };
    case 'request':
    case 'joiningover':
      return { kind, documentId: a, signerId: b };
    case 'reminder':
      return { kind, documentId: a, signerId: b, day: Number(c) };
    case 'fresh':
      return { kind, documentId: a, signerId: b, generation: Number(c) };
    case 'payinstead':
      return { kind, documentId: a, signerId: b, number: Number(c) };
    case 'renewal':
      return { kind, term: Number(a), number: Number(b), signerId: c };
    case 'renewed':
    case 'grace':
      return { kind, term: Number(a), signerId: b };
    case 'ending':
    case 'resumed':
    case 'ended':
      return { kind, ending: Number(a), signerId: b };
    case 'newdoctor':
    case 'newdoctoragain':
    case 'doctorsettled':
      return { kind, change: Number(a), signerId: b };
    case 'joined':
    case 'left':
      return { kind, memberId: a, signerId: b };
    case 'comingofage':
      return { kind, memberId: a, age: Number(b), signerId: c };
    case 'offerfresh':
    case 'planfresh':
      return { kind, signerId: a, number: Number(b) };
    case 'payfresh':
      return { kind, invoiceId: a.replace('_', '-'), number: Number(b) };
    case 'receipt':
      return { kind, invoiceId: a.replace('_', '-'), round: Number(b) };
    case 'unpaid':
    case 'invoice':
      return { kind, invoiceId: a.replace('_', '-'), attempt: Number(b) };
    case 'dunning':
      return { kind, invoiceId: a.replace('_', '-'), attempt: Number(b), day: Number(c) };
    default:
      return { kind: 'confirmation' };
  }
}

/** By then the mail service has tried for the last time. */
const hoursToArrive = 24;

/**
 * Whether a mail that was turned back or held up on its way is lost: a day after it went out nobody has told that it
 * arrived, or that it bounced.
 */
export function isUndelivered(notice: Notice, now: string): boolean {
  const { state, sentAt, deliveredAt, bouncedAt, passingBounceAt, delayedAt } = notice;
  if (state !== 'sent' || sentAt === undefined || (passingBounceAt ?? delayedAt) === undefined) return false;
  return (deliveredAt ?? bouncedAt) === undefined && addToInstant(sentAt, { hours: hoursToArrive }) <= now;
}

const minutesForSendEvent = 10;

/** Whether a workflow has nothing more to do with it: it has gone out, lies with the letters to be posted, or is withheld. */
export function isSent(notice: Notice | undefined): boolean {
  return notice?.state === 'sent' || notice?.state === 'letter' || notice?.state === 'withheld';
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
