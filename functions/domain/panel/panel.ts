import type { Agreement, AgreementStatus } from '../agreement/agreement.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import type { Panel } from '../practice/practice.ts';

const holdsSeats: Record<AgreementStatus, boolean> = {
  waitlisted: false,
  offered: true,
  awaiting_signature: true,
  awaiting_countersignature: true,
  awaiting_payment: true,
  active: true,
  in_grace: true,
  ending: true,
  ended: false,
  closed: false,
};

/** An agreement in force or on offer holds one seat for each member. */
export function seatsHeld(agreement: Pick<Agreement, 'status' | 'members'>): number {
  return holdsSeats[agreement.status] ? agreement.members.length : 0;
}

/** The days to answer an offer of a freed seat are over. */
export function isOfferOver({ answerBy }: NonNullable<Agreement['offer']>, now: string, timeZone: string): boolean {
  return practiceDate(now, timeZone) > answerBy;
}

export function hasSeats(panel: Panel, seats: number): boolean {
  return panel.seatsTaken + seats <= panel.cap;
}
