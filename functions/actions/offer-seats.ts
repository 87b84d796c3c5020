import { readPanel, waitingFor } from '../adapters/table/panel-store.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/**
 * Offers a panel's free seats to whoever has waited longest of those whom they suffice for: a household of three waits on
 * where two are free, and the next one of two is asked. Whoever was asked already is passed over, so that it may run twice. A physician who leaves takes nobody.
 */
export async function offerSeats(deps: Deps, physicianId: string): Promise<{ offered: string[] }> {
  const offered: string[] = [];
  for (const agreementId of await waitingFor(deps.table, physicianId)) {
    const panel = await readPanel(deps.table, physicianId);
    if (panel.leave !== undefined || !hasSeats(panel, 1)) break;
    const { agreement } = await getAgreement(deps, agreementId);
    if (agreement.status !== 'waitlisted' || !hasSeats(panel, agreement.members.length)) continue;
    const { refusal } = await decide(deps, agreementId, { type: 'seat_offered' });
    if (refusal === undefined) offered.push(agreementId);
  }
  return { offered };
}
