import { readPanel } from '../../adapters/table/panel-store.ts';
import type { Acting, ActTable } from './acting.ts';

/** Before an agreement is in force: the seat that it has or waits for. */
export const seatActs = {
  offer: {
    act: 'offer_seat',
    perform: refuseOfLeaver,
    event: ({ checks, by }) => ({
      type: 'seat_offered',
      by,
      reason: checks.text('reason', 'why this household, if others wait longer', { max: 500 }),
    }),
  },
  leave: { act: 'offer_seat', event: ({ by }) => ({ type: 'waitlist_left', by }) },
  void: {
    act: 'void',
    event: ({ checks, by }) => ({ type: 'voided', by, reason: checks.text('reason', 'the reason', { max: 500 }) }),
  },
} satisfies ActTable;

/** Who leaves the practice takes nobody new, not by a choice of the staff either. */
async function refuseOfLeaver({ request, loaded, checks }: Acting): Promise<undefined> {
  const panel = await readPanel(request.deps.table, loaded.agreement.physicianId);
  if (panel.leave !== undefined) checks.say('form', 'This doctor leaves the practice, and takes nobody new.');
}
