import { addToInstant } from '../calendar/practice-time.ts';
import type { Staff } from './roles.ts';

/** Somebody of the practice at one browser. Times are UTC. */
export interface StaffSession {
  staff: Staff;
  startedAt: string;
  /** The last request. */
  seenAt: string;
  /** Stands in every form of the session's pages, and in no other's. */
  csrf: string;
}

const idleMinutes = 15;
export const longestHours = 12;

/** Idle for a quarter of an hour, older than half a day, or signed out everywhere since it began. */
export function isSessionOver({ startedAt, seenAt }: StaffSession, now: string, signedOutAt?: string): boolean {
  return (
    addToInstant(seenAt, { minutes: idleMinutes }) <= now ||
    addToInstant(startedAt, { hours: longestHours }) <= now ||
    (signedOutAt !== undefined && startedAt <= signedOutAt)
  );
}
