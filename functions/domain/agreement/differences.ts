import type { Practicalities } from '../notices/due-notices.ts';
import type { Agreement } from './agreement.ts';
import { caughtUp } from './caught-up.ts';
import { withNextDate } from './next-date.ts';
import type { SteppedWish } from './workflows.ts';

/** How an execution was found that does not run: never begun (or gone from the records), or ended so. */
export interface Stopped {
  workflow: SteppedWish;
  as: 'absent' | 'succeeded' | 'failed' | 'timed_out' | 'aborted';
}

/** What of an agreement does not fit together. */
export type Difference =
  /** Its documents or invoices say "done", and its status waits. */
  | { code: 'status_behind' }
  /** Its next date is not the one that follows from it. */
  | { code: 'date_off' }
  /** Something is left to do, and nothing was ever begun. */
  | { code: 'not_begun'; workflow: SteppedWish }
  /** Something is left to do, and the execution believed that nothing was. */
  | { code: 'ended_early'; workflow: SteppedWish }
  /** Something is left to do, the execution has failed, and nobody was told. */
  | { code: 'failed_unnoticed'; workflow: SteppedWish; as: 'failed' | 'timed_out' | 'aborted' };

/**
 * What differs in an agreement. `stopped`: the executions of its unfinished workflows (`unfinishedOf`) that were found not
 * to run, without those for which a wish is open. One whose status is behind is compared again once it has caught up.
 */
export function differencesOf(
  agreement: Agreement,
  stopped: readonly Stopped[],
  now: string,
  { timeZone }: Pick<Practicalities, 'timeZone'>,
): Difference[] {
  if (caughtUp(agreement, now, timeZone) !== agreement) return [{ code: 'status_behind' }];
  const isDateOff = withNextDate(agreement).nextDate !== agreement.nextDate;
  const failed = stopped.flatMap(({ workflow, as }) =>
    as === 'absent' || as === 'succeeded' ? [] : [{ code: 'failed_unnoticed' as const, workflow, as }],
  );
  // Whoever restarts what failed begins the others, too.
  const others = stopped.map(({ workflow, as }) => ({
    code: as === 'absent' ? ('not_begun' as const) : ('ended_early' as const),
    workflow,
  }));
  return [...(isDateOff ? [{ code: 'date_off' as const }] : []), ...(failed.length > 0 ? failed : others)];
}
