import { storeDecision } from '../adapters/table/agreement-store.ts';
import { readPanel } from '../adapters/table/panel-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused, type RefusalCode } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { type Deps, getAgreement } from './decide.ts';

/** One more member, where the panel has a free seat: it is taken in the transaction that stores the decision. */
export function addMember(
  deps: Deps,
  agreementId: string,
  event: Extract<AgreementEvent, { type: 'member_added' }>,
): Promise<{ agreement: Agreement; refusal?: RefusalCode }> {
  return untilStored(async () => {
    const { agreement } = await getAgreement(deps, agreementId);
    const outcome = transition(agreement, event, deps.now, deps.timeZone);
    if (isRefused(outcome)) return { agreement, refusal: outcome.refusal };
    const panel = await readPanel(deps.table, agreement.physicianId);
    if (!hasSeats(panel, 1)) return { agreement, refusal: 'panel_full' };
    return { agreement: await storeDecision(deps.table, agreement, outcome, deps.now) };
  });
}
