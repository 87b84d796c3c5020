import type { Agreement, Renewal } from '../agreement/agreement.ts';
import { addDays, sendingInstant, startOfNextDay } from '../calendar/practice-time.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { renewalSigners } from './consent.ts';
import { payerNotice } from './payer-notice.ts';

/** What the renewal workflow does next for a term to come. */
export type RenewalStep =
  /** Prices and notices of the next term. */
  | { next: 'plan' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  /** The renewal date has come. */
  | { next: 'decide' }
  | { next: 'escalate' }
  | { next: 'end'; outcome: 'renewed' | 'not-renewed' | 'undecided' };

const graceDays = 30;

/** The civil date on which a person must decide what nobody has decided. */
export function graceOverOn({ startsOn }: Pick<Renewal, 'startsOn'>): string {
  return addDays(startsOn, graceDays);
}

/**
 * Plan; send each notice on its day; decide on the renewal date. Where nobody has decided, the seat is kept and nothing
 * charged for thirty days, then a person is told: software ends nobody's care.
 */
export function renewalStep(agreement: Agreement, term: number, now: string, by: Practicalities): RenewalStep {
  const { status, terms, renewal } = agreement;
  if (terms.some(({ number }) => number === term)) {
    const due = unsent(agreement, by, (signerId) => noticeKeys.renewed(term, signerId));
    // Said yes to before the payer's day: they are told at once.
    const toPayer = payerNotice(agreement, term);
    if (toPayer !== undefined && !isSent(by.notices.get(toPayer.noticeKey))) due.push(toPayer.noticeKey);
    return due.length > 0 ? { next: 'mail', noticeKeys: due } : { next: 'end', outcome: 'renewed' };
  }
  if (status !== 'active' && status !== 'in_grace') return { next: 'end', outcome: 'not-renewed' };
  if (renewal === undefined) return { next: 'plan' };
  if (renewal.term !== term) return { next: 'end', outcome: 'not-renewed' };

  if (status === 'in_grace') {
    return mailOr(
      agreement,
      by,
      (signerId) => noticeKeys.grace(term, signerId),
      afterGrace(agreement, renewal, now, by),
    );
  }

  const waits = [startOfNextDay(addDays(renewal.startsOn, -1), by.timeZone)];
  if (waits.every((at) => at <= now)) return { next: 'decide' };
  for (const { noticeNumber, on } of renewal.notices) {
    const at = sendingInstant(on, by.timeZone, by.agreementId);
    if (at > now) {
      waits.push(at);
      continue;
    }
    const due = unsent(agreement, by, (signerId) => noticeKeys.renewal(term, noticeNumber, signerId));
    if (due.length > 0) return { next: 'mail', noticeKeys: due };
  }
  const toPayer = payerNotice(agreement, term);
  if (toPayer?.on !== undefined && !isSent(by.notices.get(toPayer.noticeKey))) {
    const at = sendingInstant(toPayer.on, by.timeZone, by.agreementId);
    if (at <= now) return { next: 'mail', noticeKeys: [toPayer.noticeKey] };
    waits.push(at);
  }
  return { next: 'wait', until: waits.sort()[0] ?? now };
}

/** The seat is kept for thirty days; then a person is told, once. */
function afterGrace(agreement: Agreement, renewal: Renewal, now: string, by: Practicalities): RenewalStep {
  const graceOver = sendingInstant(graceOverOn(renewal), by.timeZone, by.agreementId);
  if (now < graceOver) return { next: 'wait', until: graceOver };
  const isTold = agreement.needsAttention.some(({ code }) => code === 'renewal_undecided');
  return isTold ? { next: 'end', outcome: 'undecided' } : { next: 'escalate' };
}

/** The part of a renewal execution's name: of a cancellation that was undone another begins for the same term. */
export function renewalRound({ endings }: Pick<Agreement, 'endings'>, term: number): string {
  return endings.length === 0 ? `t${term}` : `t${term}-${endings.length}`;
}

function mailOr(
  agreement: Agreement,
  by: Practicalities,
  keyOf: (signerId: string) => string,
  after: RenewalStep,
): RenewalStep {
  const due = unsent(agreement, by, keyOf);
  return due.length > 0 ? { next: 'mail', noticeKeys: due } : after;
}

/** To everyone who signed for the patients of that term. */
function unsent(agreement: Agreement, { notices }: Practicalities, keyOf: (signerId: string) => string): string[] {
  const startsOn = agreement.renewal?.startsOn ?? agreement.terms.at(-1)?.startsOn ?? '';
  const keys = renewalSigners(agreement, startsOn).map(({ signerId }) => keyOf(signerId));
  return keys.filter((key) => !isSent(notices.get(key)));
}
