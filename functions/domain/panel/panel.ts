import type { Agreement, AgreementStatus } from '../agreement/agreement.ts';
import type { Panel } from '../practice/practice.ts';

const holdsSeats: Record<AgreementStatus, boolean> = {
  waitlisted: false,
  offered: true,
  awaiting_signature: true,
  awaiting_countersignature: true,
  awaiting_payment: true,
  active: true,
  closed: false,
};

/** An agreement in force or on offer holds one seat for each member. */
export function seatsHeld(agreement: Pick<Agreement, 'status' | 'members'>): number {
  return holdsSeats[agreement.status] ? agreement.members.length : 0;
}

export function hasSeats(panel: Panel, seats: number): boolean {
  return panel.seatsTaken + seats <= panel.cap;
}
