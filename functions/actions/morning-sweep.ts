import { instantAt, practiceDate } from '../domain/calendar/practice-time.ts';
import type { Deps } from './decide.ts';

/** Whether it is the sweep of the morning: of the day's four, one begins in between, however late it is. */
export function isMorningSweep({ now, timeZone }: Pick<Deps, 'now' | 'timeZone'>): boolean {
  const at = (time: string) => instantAt(practiceDate(now, timeZone), time, timeZone);
  return now >= at('06:00') && now < at('12:00');
}
