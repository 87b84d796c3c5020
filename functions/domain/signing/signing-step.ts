import { type Agreement, documentOf, personOf } from '../agreement/agreement.ts';
import { isPayerAsked } from '../agreement/on-payer.ts';
import { startOfNextDay } from '../calendar/practice-time.ts';
import { dueInRound, type Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { goesByPost } from '../people/person.ts';
import type { DocumentStatus, Signer } from './signed-document.ts';
import { askedSigners, isOver, isPatientSide, paperReminderDays, reminderDays } from './signers.ts';

/** What the signing workflow does next for a document. */
export type SigningStep =
  | { next: 'open' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  | { next: 'expire' }
  | { next: 'end'; outcome: Exclude<DocumentStatus, 'open'> };

/**
 * Ask the signers, remind on days 3, 7 and 14, expire after day 30, end when the document is decided. Every step is read
 * from the agreement as it is, so a lost or repeated execution changes nothing.
 */
export function signingStep(agreement: Agreement, documentId: string, now: string, by: Practicalities): SigningStep {
  const document = documentOf(agreement, documentId);
  if (document === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no document ${documentId}`);
  if (document.status !== 'open') return { next: 'end', outcome: document.status };
  if (document.expiresOn === undefined) return { next: 'open' };
  if (isOver(document, now, by.timeZone)) return { next: 'expire' };

  // The physician's queue has a mail of its own, once a day.
  const rounds = askedSigners(agreement, document)
    .filter(isPatientSide)
    .map((signer) => {
      const days = goesByPost(personOf(agreement, signer), signer.onPaper) ? paperReminderDays : reminderDays;
      return dueInRound({ ...signersRound(agreement, documentId, signer), reminderDays: days }, now, by);
    });
  // Of an agreement in force the billing asks them.
  if (agreement.status === 'awaiting_signature' && isPayerAsked(agreement)) {
    const since =
      [agreement.payer?.askedAt ?? agreement.statusSince, agreement.statusSince].sort()[1] ?? agreement.statusSince;
    rounds.push(dueInRound({ ...payerKeys(agreement), reminderDays, since }, now, by));
  }
  const due = rounds.flatMap((round) => round.due ?? []);
  due.push(...copiesDue(agreement, by));
  if (due.length > 0) return { next: 'mail', noticeKeys: due };
  const expiry = startOfNextDay(document.expiresOn, by.timeZone);
  return { next: 'wait', until: [expiry, ...rounds.flatMap((round) => round.next ?? [])].sort()[0] ?? expiry };
}

/** Whoever had signed when somebody else stopped paying, or said no to it, is asked for a way to pay, and reminded from then on. */
function signersRound(agreement: Agreement, documentId: string, { signerId, signature, askedAt }: Signer) {
  const { formerPayers = [], statusSince } = agreement;
  const before = formerPayers.length;
  const stoppedAt = formerPayers.at(-1)?.until;
  // Whoever has not signed by then comes to that step by signing.
  if (stoppedAt === undefined || signature === undefined || signature.at > stoppedAt) {
    return {
      firstKey: noticeKeys.request(documentId, signerId),
      reminderKey: (day: number) => noticeKeys.reminder(documentId, signerId, day),
      since: askedAt ?? statusSince,
    };
  }
  return {
    firstKey: noticeKeys.payInstead(documentId, signerId, before),
    reminderKey: (day: number) => noticeKeys.reminder(documentId, signerId, day + 100 * before),
    since: stoppedAt,
  };
}

/** Whoever was named in another's place gets mails of their own. */
function payerKeys({ payer, formerPayers = [] }: Agreement) {
  const before = formerPayers.length;
  return {
    firstKey: before === 0 ? noticeKeys.payer() : noticeKeys.payerFresh(payer?.links ?? before),
    reminderKey: (day: number) => noticeKeys.payerReminder(day + 100 * before),
  };
}

/** The part of a later document's execution's name: of a cancellation that was undone another begins for the same document. */
export function signingRound({ endings }: Pick<Agreement, 'endings'>, documentId: string): string {
  return endings.length === 0 ? documentId : `${documentId}-${endings.length}`;
}

/** Helpers are told once that there is something to sign. */
function copiesDue({ status, helpers }: Agreement, { notices }: Practicalities): string[] {
  if (status !== 'awaiting_signature') return [];
  return helpers
    .filter(({ revokedAt }) => revokedAt === undefined)
    .map(({ partyId }) => noticeKeys.copy(partyId, 'request'))
    .filter((key) => !isSent(notices.get(key)));
}
