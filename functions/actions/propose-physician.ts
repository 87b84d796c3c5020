import { storeDecision } from '../adapters/table/agreement-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import { isRefused, type RefusalCode } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { type Deps, getAgreement } from './decide.ts';
import { whyNoSuccessor } from './successor.ts';

/**
 * Staff propose another physician to a patient who wishes for one. The seat of theirs is kept from now on, in the same
 * transaction. `unfit` says why this physician can't, as a sentence without its full stop.
 */
export function proposePhysician(
  deps: Deps,
  book: PracticeBook,
  agreementId: string,
  proposal: { to: string; effectiveOn: string; by: string },
): Promise<{ refusal?: RefusalCode; unfit?: string }> {
  return untilStored(async () => {
    const { agreement } = await getAgreement(deps, agreementId);
    const outcome = transition(agreement, { type: 'physician_change_proposed', ...proposal }, deps.now, deps.timeZone);
    if (isRefused(outcome)) return { refusal: outcome.refusal };
    const unfit = await whyNoSuccessor(deps, book, agreement, proposal.to);
    if (unfit !== undefined) return { unfit };
    await storeDecision(deps.table, agreement, outcome, deps.now);
    return {};
  });
}
