import { addDays } from '../calendar/practice-time.ts';

export type CancelMedium = 'page' | 'phone' | 'email' | 'letter' | 'in-person';

/** An agreement that was in force comes to its end, by notice. */
export interface Ending {
  /** Counts an agreement's endings, from 1: one that was undone may be followed by another. */
  number: number;
  by: 'patient' | 'practice' | 'death';
  /** It is not renewed, or it ends before that. */
  how: 'at-term-end' | 'on-date';
  /** The last day of care. */
  endsOn: string;
  /** The civil date from which the money is settled, where that is not the day after. */
  settlesOn?: string;
  noticeReceivedOn: string;
  medium: CancelMedium;
  /** The physician leaves, and no other takes it over. */
  cause?: 'physician-leaves';
  reason?: string;
  /** The member of staff who recorded it. */
  recordedBy?: string;
  /** The practice's own, on the day of the notice: a patient who ends it within so many days gets everything back. */
  coolingOffDays: number;
  decidedAt: string;
  undoneAt?: string;
  /** The document that it closed, which was out to be signed; open again when it is undone. */
  documentId?: string;
  settlement?: Settlement;
}

/** What an ending came to, when care had ended. */
export interface Settlement {
  earnedCents: number;
  refundedCents: number;
  /** Of what is earned: for services that were used, at the prices of the signed agreement. Absent for 0. */
  usedServicesCents?: number;
  /** Earned and not paid: a person asks for it. */
  owedCents: number;
  /** The last day on which the refund may go out. */
  dueOn?: string;
  parts: RefundPart[];
}

/** A refund goes back the way it was paid. */
export interface RefundPart {
  /** The payment of the ledger that goes back, or a part of it does. */
  paymentId: string;
  amountCents: number;
  way: 'charge' | 'check';
  /** The provider's id, or the check's number. */
  refundId?: string;
  doneOn?: string;
}

/** The ending that stands: the last one that was not undone. */
export function endingOf({ endings }: { endings: readonly Ending[] }): Ending | undefined {
  return endings.findLast(({ undoneAt }) => undoneAt === undefined);
}

/** A death ends all of it: nothing is charged or asked for any more. */
export function endsByDeath(agreement: { endings: readonly Ending[] }): boolean {
  return endingOf(agreement)?.by === 'death';
}

/** The civil date from which an ending is settled. */
export function settlesOn({ settlesOn, endsOn }: Ending): string {
  return settlesOn ?? addDays(endsOn, 1);
}
