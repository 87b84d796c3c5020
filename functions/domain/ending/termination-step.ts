import { type Agreement, endingOf, isOnItsWay, settlesOn } from '../agreement/agreement.ts';
import { addToInstant, practiceDate } from '../calendar/practice-time.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { whoSigned } from '../signing/signers.ts';

/** What the termination workflow does next. */
export type TerminationStep =
  | { next: 'end-care' }
  | { next: 'refund' }
  | { next: 'mail'; noticeKeys: string[] }
  | { next: 'wait'; until: string }
  | { next: 'end'; outcome: 'ended' | 'undone' };

/**
 * Once the last day of care is over: the end, what goes back by the way it was paid, and a closing statement to everyone
 * who signed; of those who died, to their estate. Started by the sweep on the day after; an ending that was undone before comes to nothing.
 */
export function terminationStep(
  agreement: Agreement,
  number: number,
  now: string,
  by: Practicalities,
): TerminationStep {
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
  const keys = whoSigned(agreement).map(({ signerId }) => noticeKeys.ended(number, signerId));
  const due = keys.filter((key) => !isSent(by.notices.get(key)));
  return due.length > 0 ? { next: 'mail', noticeKeys: due } : { next: 'end', outcome: 'ended' };
}
