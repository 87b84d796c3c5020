import { changesToSign, queueOf } from '../adapters/table/roster-store.ts';
import { practiceDate, sendingInstant } from '../domain/calendar/practice-time.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { queueMail } from '../pages/mails/queue.ts';
import { type ComposedNotice, toPhysician } from './composed-notice.ts';
import type { Deps } from './decide.ts';

/** A physician's mail of the day; undefined when nothing waits any more, or the day is over: the next day has its own. */
export async function composeQueue(
  deps: Deps,
  { practice, physicians }: PracticeBook,
  physicianId: string,
  date: string,
): Promise<ComposedNotice | undefined> {
  const physician = physicians.find((one) => one.physicianId === physicianId);
  if (physician === undefined || practiceDate(deps.now, deps.timeZone) !== date) return undefined;
  const [queue, changes] = await Promise.all([queueOf(deps.table, physicianId), changesToSign(deps.table)]);
  const waiting = queue.length;
  const changing = changes.filter((one) => one.physicianId === physicianId).length;
  if (waiting + changing === 0) return undefined;
  return {
    ...toPhysician(physician),
    page: '/desk/queue',
    notBefore: sendingInstant(date, deps.timeZone, physicianId),
    mail: (link) => queueMail({ practice, physicianName: physician.name, waiting, changing, link }),
  };
}
