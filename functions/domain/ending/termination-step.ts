import { type Agreement, hasDied } from '../agreement/agreement.ts';
import { isUnsettled } from '../agreement/on-departure.ts';
import { isOnItsWay } from '../billing/invoice.ts';
import { addToInstant, practiceDate } from '../calendar/practice-time.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { patientSigners, signersFor, whoSigned } from '../signing/signers.ts';
import { endingOf, settlesOn } from './ending.ts';

/** What the termination workflow does next. */
export type TerminationStep =
  | { next: 'end-care' }
  | { next: 'refund' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  | { next: 'end'; outcome: 'ended' | 'undone' };

/**
 * Once the last day of care is over: the end, what goes back by the way it was paid, and a closing statement to everyone
 * who signed; of those who died, to their estate. Started by the sweep on the day after; an ending that was undone before
 * comes to nothing. A member who left while the others stayed is named by id.
 */
export function terminationStep(
  agreement: Agreement,
  number: number | string,
  now: string,
  by: Practicalities,
): TerminationStep {
  if (typeof number === 'string') return departureStep(agreement, number, now, by);
  const ending = endingOf(agreement);
  if (ending?.number !== number) return { next: 'end', outcome: 'undone' };
  if (agreement.status === 'ending') {
    // Started by hand before its day, or while the bank has a payment: it looks again on the next.
    const isOver = practiceDate(now, by.timeZone) >= settlesOn(ending);
    const isMoving = agreement.invoices.some((one) => one.status === 'open' && isOnItsWay(one));
    return isOver && !isMoving ? { next: 'end-care' } : { next: 'wait', until: addToInstant(now, { days: 1 }) };
  }
  const parts = ending.settlement?.parts ?? [];
  if (parts.some(({ way, doneOn }) => way === 'charge' && doneOn === undefined)) return { next: 'refund' };
  return mailOrEnd(
    whoSigned(agreement).map(({ signerId }) => noticeKeys.ended(number, signerId)),
    by,
  );
}

/** One member has left, the others stay: what goes back, once nothing is open, and word to all of them. */
function departureStep(agreement: Agreement, memberId: string, now: string, by: Practicalities): TerminationStep {
  const departure = agreement.formerMembers?.find((one) => one.memberId === memberId)?.departure;
  if (departure === undefined) return { next: 'end', outcome: 'undone' };
  if (departure.settlement === undefined) {
    const terms = (departure.credits ?? []).map(({ term }) => term);
    const isOpen = isUnsettled(agreement, terms);
    return isOpen ? { next: 'wait', until: addToInstant(now, { days: 1 }) } : { next: 'end-care' };
  }
  const isToRefund = departure.settlement.parts.some(({ way, doneOn }) => way === 'charge' && doneOn === undefined);
  if (isToRefund) return { next: 'refund' };
  const theirs = signersFor(agreement, memberId).map(({ signer }) => signer);
  const signers = [...patientSigners(agreement), ...theirs.filter((signer) => !hasDied(agreement, signer))];
  return mailOrEnd([...new Set(signers.map(({ signerId }) => noticeKeys.left(memberId, signerId)))], by);
}

function mailOrEnd(keys: string[], { notices }: Practicalities): TerminationStep {
  const due = keys.filter((key) => !isSent(notices.get(key)));
  return due.length > 0 ? { next: 'mail', noticeKeys: due } : { next: 'end', outcome: 'ended' };
}
