import type { Agreement } from '../agreement/agreement.ts';
import { addDays } from '../calendar/practice-time.ts';
import type { CancelMedium } from '../ending/ending.ts';
import type { Evidence, Signature } from '../signing/signed-document.ts';
import { daysToCountersign } from '../signing/signers.ts';

/** The patients always have so many days to answer. */
export const daysToAnswer = 30;
/** A practice that ends an agreement gives so many days' notice: long enough to find another physician. */
export const practiceNoticeDays = 30;
/** So many days before the last whoever has not answered is asked once more. */
const reminderDaysBefore = 10;
/** Where a physician leaves: answer, signature and notice one after the other, and two days for a sweep that is late. */
const daysAfterAnswer = daysToCountersign + 1 + practiceNoticeDays;
export const daysAheadToOffer = daysToAnswer + daysAfterAnswer + 2;
/** Without an offer: the notice alone, and some days until each letter is posted. */
export const daysAheadToLeave = practiceNoticeDays + 5;
/** So far ahead a leave is recorded at most, and a change takes effect. */
export const mostDaysAhead = 180;

export type PhysicianChangeState =
  /** The patient side is asked. */
  | 'proposed'
  /** All of them have said yes: it is the new physician's turn. */
  | 'accepted'
  /** Settled; waits for its day. */
  | 'signed'
  | 'done'
  /** By the patient side. */
  | 'declined'
  /** By the new physician. */
  | 'refused'
  /** Not answered, or not signed, in time. */
  | 'lapsed'
  /** The agreement ends before its day. */
  | 'dropped';

/** One signer's yes. */
export interface PhysicianChangeYes extends Partial<Evidence> {
  signerId: string;
  at: string;
  medium: CancelMedium;
  /** The member of staff who recorded it, where it did not come by the page. */
  by?: string;
}

/** Another physician is to take the agreement over. Its fee, plan and terms stay as they are. */
export interface PhysicianChange {
  /** Counts an agreement's changes, from 1. */
  number: number;
  state: PhysicianChangeState;
  from: string;
  to: string;
  /** The first civil date with the new physician; or the day of the last signature, where that is later. */
  effectiveOn: string;
  /** The last civil date on which the patient side may answer. */
  answerBy: string;
  /** The physician leaves: without this change the agreement ends. Absent: without it nothing changes. */
  leave?: PhysicianLeave;
  proposedAt: string;
  proposedBy: string;
  /** When whoever had not answered was asked once more. */
  remindedAt?: string;
  yeses: PhysicianChangeYes[];
  /** The new physician's, beside those of the agreement. */
  signature?: Signature;
}

export interface PhysicianLeave {
  /** The physician's last civil date. */
  on: string;
}

const openStates: readonly PhysicianChangeState[] = ['proposed', 'accepted', 'signed'];

export function lastChange({ physicianChanges }: Pick<Agreement, 'physicianChanges'>): PhysicianChange | undefined {
  return physicianChanges.at(-1);
}

/** The change that is under way; there is one at most. */
export function openChange(agreement: Pick<Agreement, 'physicianChanges'>): PhysicianChange | undefined {
  const last = lastChange(agreement);
  return last !== undefined && openStates.includes(last.state) ? last : undefined;
}

/** The last civil date on which the new physician may sign. */
export function signBy({ answerBy }: Pick<PhysicianChange, 'answerBy'>): string {
  return addDays(answerBy, daysToCountersign);
}

/** Until when the patient side is given to answer, of a physician who leaves on a day. */
export function answerByBefore(leavesOn: string, today: string): string {
  const [, later = ''] = [addDays(today, daysToAnswer), addDays(leavesOn, -daysAfterAnswer)].sort();
  return later;
}

/** The civil date on which something is to be done about it: it takes effect, is to be reminded of, or has lapsed. */
export function changeDate(change: PhysicianChange): string {
  switch (change.state) {
    case 'signed':
      return change.effectiveOn;
    case 'accepted':
      return addDays(signBy(change), 1);
    default:
      return addDays(change.answerBy, change.remindedAt === undefined ? -reminderDaysBefore : 1);
  }
}
