import { storeDecision } from '../adapters/table/agreement-store.ts';
import { readPanels } from '../adapters/table/panel-store.ts';
import { readPractice } from '../adapters/table/practice-store.ts';
import { agreementsOf } from '../adapters/table/roster-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import { isRefused } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import type { PanelLeave, PracticeBook } from '../domain/practice/practice.ts';
import { type Deps, getAgreement } from './decide.ts';
import { whyNoSuccessor } from './successor.ts';

/** So many decisions a sweep: each sends mails, and the next sweep goes on where this one stopped. */
const mostAtOnce = 200;

/**
 * Of each physician who leaves: every agreement is offered to the one who was named, where that one has a seat and may, or
 * ended; what is not in force yet is closed. What has been begun is left alone, so it may run as often as it likes, and
 * finds what came into force since. One that fails holds up no other.
 */
export async function carryOutLeaves(
  deps: Deps,
  onFailure: (error: unknown) => void,
): Promise<{ told: number; failed: number }> {
  const report = { told: 0, failed: 0 };
  let book: PracticeBook | undefined;
  for (const { physicianId, leave } of await readPanels(deps.table)) {
    if (leave === undefined) continue;
    book ??= await readPractice(deps.table);
    for await (const { agreementId } of agreementsOf(deps.table, physicianId)) {
      if (report.told === mostAtOnce) return report;
      try {
        if (await carryOut(deps, book, agreementId, leave)) report.told += 1;
      } catch (error) {
        report.failed += 1;
        onFailure(error);
      }
    }
  }
  return report;
}

/** Answers whether anything was decided. */
function carryOut(deps: Deps, book: PracticeBook, agreementId: string, leave: PanelLeave): Promise<boolean> {
  return untilStored(async () => {
    const { agreement } = await getAgreement(deps, agreementId);
    const { on, offeredTo, recordedBy } = leave;
    const event = { type: 'physician_leaves', leave: { on }, by: recordedBy } as const;
    const decideWith = (offer: { to?: string }) =>
      transition(agreement, { ...event, ...offer }, deps.now, deps.timeZone);
    let outcome = decideWith(offeredTo === undefined ? {} : { to: offeredTo });
    if (isRefused(outcome)) return false;
    // Only of those that are not begun yet is it asked whether the other can.
    if (offeredTo !== undefined && (await whyNoSuccessor(deps, book, agreement, offeredTo)) !== undefined) {
      outcome = decideWith({});
    }
    if (isRefused(outcome)) return false;
    await storeDecision(deps.table, agreement, outcome, deps.now);
    return true;
  });
}
