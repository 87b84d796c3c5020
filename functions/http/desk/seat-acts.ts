import { readPanel } from '../../adapters/table/panel-store.ts';
import { hasSeats } from '../../domain/panel/panel.ts';
import type { Acting, ActTable } from './acting.ts';
import { howWords, media } from './media.ts';
import { refusalWords } from './refusal-words.ts';

/** Before an agreement is in force: the seat that it has or waits for. */
export const seatActs = {
  offer: {
    act: 'offer_seat',
    perform: refuseWithoutSeat,
    event: ({ checks, by }) => ({
      type: 'seat_offered',
      by,
      reason: checks.text('reason', 'why this household, if others wait longer', { max: 500 }),
    }),
  },
  'offer-answer': {
    act: 'offer_seat',
    event: ({ checks, by }) => {
      const answer = checks.choice('answer', ['yes', 'no'] as const, 'Please choose what they said.');
      const medium = checks.choice('medium', media, howWords);
      return { type: answer === 'yes' ? 'offer_accepted' : 'offer_declined', medium, by };
    },
  },
  leave: { act: 'offer_seat', event: ({ by }) => ({ type: 'waitlist_left', by }) },
  void: {
    act: 'void',
    event: ({ checks, by }) => ({ type: 'voided', by, reason: checks.text('reason', 'the reason', { max: 500 }) }),
  },
} satisfies ActTable;

/** Not by a choice of the staff either: who leaves the practice takes nobody new, and a full panel has no seat. */
async function refuseWithoutSeat({ request, loaded, checks }: Acting): Promise<undefined> {
  const { physicianId, members } = loaded.agreement;
  const panel = await readPanel(request.deps.table, physicianId);
  if (panel.leave !== undefined) checks.say('form', 'This doctor leaves the practice, and takes nobody new.');
  else if (!hasSeats(panel, members.length)) checks.say('form', refusalWords.panel_full);
}
