import { addDays, practiceDate, sendingInstant } from '../calendar/practice-time.ts';
import { isSent, type Notice } from './notice.ts';

/** The notices of one agreement by their key. */
export type Notices = ReadonlyMap<string, Notice>;

/** A round of mails to one person: the first at once, reminders on later days at the practice's hour of sending. */
export interface Round {
  firstKey: string;
  reminderKey: (day: number) => string;
  reminderDays: readonly number[];
  /** The instant from which the days are counted, or the day itself. */
  since?: string;
  sinceDay?: string;
}

export interface Practicalities {
  agreementId: string;
  notices: Notices;
  timeZone: string;
}

/**
 * What is due in a round, and when to look again. When several reminders have come due at once (mail stood still), only
 * the latest is sent: nobody gets three at one moment.
 */
export function dueInRound(round: Round, now: string, by: Practicalities): { due?: string; next?: string } {
  const first = by.notices.get(round.firstKey);
  if (!isSent(first)) return { due: round.firstKey };
  const startedOn = round.sinceDay ?? practiceDate(round.since ?? now, by.timeZone);
  let due: string | undefined;
  for (const day of round.reminderDays) {
    const at = sendingInstant(addDays(startedOn, day), by.timeZone, by.agreementId);
    if (at > now) return due === undefined ? { next: at } : { due };
    const key = round.reminderKey(day);
    // Where the first mail itself was late, it has overtaken the reminders before it.
    const isOvertaken = at <= (first?.sentAt ?? '');
    due = isOvertaken || isSent(by.notices.get(key)) ? undefined : key;
  }
  return due === undefined ? {} : { due };
}
