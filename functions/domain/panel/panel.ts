import type { Agreement, AgreementStatus } from '../agreement/agreement.ts';
import { joiningOf } from '../agreement/joining.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import { openChange } from '../physician/physician-change.ts';
import type { Panel, Physician } from '../practice/practice.ts';

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

type Seated = Pick<Agreement, 'status' | 'members' | 'askedMembers' | 'documents'>;

/** An agreement in force or on offer holds one seat for each member, and one for whoever is asked to join. */
export function seatsHeld(agreement: Seated): number {
  if (!holdsSeats[agreement.status]) return 0;
  return agreement.members.length + (joiningOf(agreement) === undefined ? 0 : 1);
}

/**
 * The seats it holds, by physician: those of its own panel until the day on which another takes it over; and of the other
 * from the proposal on, so that nobody says yes to a place that is gone.
 */
export function seatsByPanel(
  agreement: Seated & Pick<Agreement, 'physicianId' | 'physicianChanges'>,
): ReadonlyMap<string, number> {
  const seats = seatsHeld(agreement);
  if (seats === 0) return new Map();
  const next = openChange(agreement);
  return new Map([agreement.physicianId, ...(next === undefined ? [] : [next.to])].map((id) => [id, seats]));
}

/** What a decision takes of each panel (positive) or gives back (negative), where it does. */
export function seatsMoved(
  before: Parameters<typeof seatsByPanel>[0] | undefined,
  after: Parameters<typeof seatsByPanel>[0],
): { physicianId: string; seats: number }[] {
  const [old, now] = [before === undefined ? new Map<string, number>() : seatsByPanel(before), seatsByPanel(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((physicianId) => ({ physicianId, seats: (now.get(physicianId) ?? 0) - (old.get(physicianId) ?? 0) }))
    .filter(({ seats }) => seats !== 0);
}

/** The days to answer an offer of a freed seat are over. */
export function isOfferOver({ answerBy }: NonNullable<Agreement['offer']>, now: string, timeZone: string): boolean {
  return practiceDate(now, timeZone) > answerBy;
}

export function hasSeats(panel: Panel, seats: number): boolean {
  return panel.seatsTaken + seats <= panel.cap;
}

/** Whether all of a household could ever be seated: else no waiting helps. */
export function isLargerThanPanel({ panelCap }: Pick<Physician, 'panelCap'>, seats: number): boolean {
  return seats > panelCap;
}
