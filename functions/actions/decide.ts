import { type LoadedAgreement, loadAgreement, storeDecision } from '../adapters/table/agreement-store.ts';
import { type Table, untilStored, type Write } from '../adapters/table/table.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused, type RefusalCode } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';

/** What every action needs to decide: the table, the practice's time zone, and the time at which the request came. */
export interface Deps {
  table: Table;
  timeZone: string;
  /** UTC. Read once, at the edge. */
  now: string;
}

/** No agreement has this id. */
export class NoAgreementError extends Error {
  override readonly name = 'NoAgreement';
  constructor(agreementId: string) {
    super(`There is no agreement ${agreementId}`);
  }
}

export async function getAgreement(deps: Deps, agreementId: string): Promise<LoadedAgreement> {
  const loaded = await loadAgreement(deps.table, agreementId);
  if (loaded === undefined) throw new NoAgreementError(agreementId);
  return loaded;
}

/**
 * Loads, decides, stores in one transaction; when another decision came first, loads and decides again, unseen.
 * A refusal is a value: the caller answers it calmly. What is written beside is part of the transaction.
 */
export function decide(
  deps: Deps,
  agreementId: string,
  event: AgreementEvent,
  beside: Write[] = [],
): Promise<{ agreement: Agreement; refusal?: RefusalCode }> {
  return untilStored(async () => {
    const { agreement } = await getAgreement(deps, agreementId);
    const outcome = transition(agreement, event, deps.now, deps.timeZone);
    if (isRefused(outcome)) return { agreement, refusal: outcome.refusal };
    return { agreement: await storeDecision(deps.table, agreement, outcome, deps.now, beside) };
  });
}
