import { pendingWishes } from '../adapters/table/wish-store.ts';
import { addToInstant } from '../domain/calendar/practice-time.ts';
import { fulfilWish, type WishDeps } from './fulfil-wish.ts';

/** Younger ones are most likely on their way through the stream. */
const graceSeconds = 60;

export interface SweepReport {
  fulfilled: number;
  failed: number;
}

/** The guarantee behind the stream: repeats every wish that is still there. One that fails holds up no other. */
export async function sweepWishes(deps: WishDeps, onFailure: (error: unknown) => void): Promise<SweepReport> {
  const report: SweepReport = { fulfilled: 0, failed: 0 };
  const until = addToInstant(deps.now, { seconds: -graceSeconds });
  let start: Parameters<typeof pendingWishes>[2];
  do {
    const page = await pendingWishes(deps.table, until, start);
    for (const key of page.keys) {
      try {
        if ((await fulfilWish(deps, key)) !== 'nothing-there') report.fulfilled += 1;
      } catch (error) {
        report.failed += 1;
        onFailure(error);
      }
    }
    start = page.next;
  } while (start !== undefined);
  return report;
}
