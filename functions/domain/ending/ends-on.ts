import { addDays } from '../calendar/practice-time.ts';
import { requireNotNegative } from '../money/money.ts';

/**
 * The last day of care after a notice: so many days after it was received, or that very day where it ends at once (a
 * breach, or a state that lets the patient). Civil dates. Throws RangeError for a malformed date, or days that are not
 * whole or negative.
 */
export function endsOnFor({
  noticeReceivedOn,
  noticeDays,
  atOnce,
}: {
  noticeReceivedOn: string;
  noticeDays: number;
  atOnce: boolean;
}): string {
  requireNotNegative(noticeDays, 'Days of notice');
  return addDays(noticeReceivedOn, atOnce ? 0 : noticeDays);
}
