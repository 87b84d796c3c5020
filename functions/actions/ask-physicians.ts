import { allToSign } from '../adapters/table/roster-store.ts';
import { startExecution } from '../adapters/workflows/workflows.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { noticeKeys } from '../domain/notices/notice.ts';
import type { WishDeps } from './fulfil-wish.ts';

/** Starts the day's mail to each physician for whose signature something waits: one a day, since its name holds the day. */
export async function askPhysicians(deps: WishDeps): Promise<void> {
  const waiting = await allToSign(deps.table);
  const noticeKey = noticeKeys.queue(practiceDate(deps.now, deps.timeZone));
  for (const id of new Set(waiting.map(({ physicianId }) => physicianId))) {
    const input = { owner: { kind: 'panel', id }, noticeKey };
    await startExecution(deps.workflows, deps.noticeMachineArn, `notice-${id}-${noticeKey}-r1`, input);
  }
}
