import { readPanel } from '../adapters/table/panel-store.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { changeRefusal } from '../domain/physician/change-refusal.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import type { Deps } from './decide.ts';

/** Why a physician can't take an agreement over now, as a sentence without its full stop; undefined where they can. */
export async function whyNoSuccessor(
  { table }: Deps,
  { physicians }: PracticeBook,
  { plan, members }: Agreement,
  physicianId: string,
): Promise<string | undefined> {
  const physician = physicians.find((one) => one.physicianId === physicianId);
  if (physician === undefined) return 'The practice has no such physician';
  const refusal = changeRefusal(plan, physician, members);
  if (refusal !== undefined) return refusal;
  const panel = await readPanel(table, physicianId);
  if (panel.leave !== undefined) return `${physician.name} leaves the practice`;
  if (hasSeats(panel, members.length)) return undefined;
  return `${physician.name} has ${Math.max(0, panel.cap - panel.seatsTaken)} free seats, and ${members.length} are needed`;
}
