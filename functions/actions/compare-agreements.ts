import { correctSeats, readPanels, type StoredPanel } from '../adapters/table/panel-store.ts';
import { agreementsUnderWay } from '../adapters/table/roster-store.ts';
import { ConflictError } from '../adapters/table/table.ts';
import { addToInstant, daysBetween, practiceDate } from '../domain/calendar/practice-time.ts';
import { compareAgreement } from './compare-agreement.ts';
import type { WishDeps } from './fulfil-wish.ts';
import { isMorningSweep } from './morning-sweep.ts';

/** So many agreements are read side by side. */
const atOnce = 8;

/** So long after the end money may still go back, and a last mail go out. */
const daysAfterEnd = 60;

/** An index may lag behind, so seats that moved just now are not counted after. */
const quietHours = 1;

/** What was repaired: an agreement, or the seats of a physician's panel. Ids and codes only. */
export interface Repair {
  agreementId?: string;
  physicianId: string;
  codes: string[];
}

interface Report {
  repaired: number;
  failed: number;
  /** The panels that time was too short for, by physician. */
  leftOut: string[];
}

interface Told {
  onRepair: (repair: Repair) => void;
  onFailure: (error: unknown) => void;
  /** Whether there is time left for another panel. */
  hasTime: () => boolean;
}

/**
 * In the sweep of the morning, compares every agreement that is under way with what its facts say and with the executions
 * that must carry it on, and each panel with the seats of its agreements; repairs what differs. One that fails holds up no
 * other, and no seats are counted that day. Where time is too short for all panels, neither, and each day begins with
 * another panel, so that all have their turn; the report says which were left out.
 */
export async function compareAgreements(deps: WishDeps, told: Told): Promise<Report> {
  const report: Report = { repaired: 0, failed: 0, leftOut: [] };
  const today = practiceDate(deps.now, deps.timeZone);
  if (!isMorningSweep(deps)) return report;
  const panels = await readPanels(deps.table);
  const seats = new Map<string, ReadonlyMap<string, number>>();
  const repaired = (repair: Repair) => {
    report.repaired += 1;
    told.onRepair(repair);
  };
  for (const { physicianId } of inTurn(panels, today)) {
    if (report.leftOut.length > 0 || !told.hasTime()) {
      report.leftOut.push(physicianId);
      continue;
    }
    const compareOne = async (agreementId: string) => {
      try {
        const compared = await compareAgreement(deps, agreementId);
        seats.set(agreementId, compared.seats);
        if (compared.codes.length > 0) repaired({ agreementId, physicianId, codes: compared.codes });
      } catch (error) {
        report.failed += 1;
        told.onFailure(error);
      }
    };
    const ids = await agreementsUnderWay(deps.table, physicianId, addToInstant(deps.now, { days: -daysAfterEnd }));
    for (let from = 0; from < ids.length; from += atOnce) {
      await Promise.all(ids.slice(from, from + atOnce).map(compareOne));
    }
  }
  if (report.failed > 0 || report.leftOut.length > 0) return report;
  for (const physicianId of await correctPanels(deps, panels, [...seats.values()])) {
    repaired({ physicianId, codes: ['seats_off'] });
  }
  return report;
}

/** Each day another one first. */
function inTurn<One>(all: One[], today: string): One[] {
  const first = all.length === 0 ? 0 : daysBetween('2000-01-01', today) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/**
 * Sets the seats of the panels that are off to what was counted, and gives those panels. Where seats of any panel moved
 * within the hour, or while they were counted, all are left to the next day: an agreement may have gone from one to another.
 */
async function correctPanels(
  deps: WishDeps,
  panels: StoredPanel[],
  held: ReadonlyMap<string, number>[],
): Promise<string[]> {
  const corrected: string[] = [];
  const countOf = (physicianId: string) => held.reduce((sum, seats) => sum + (seats.get(physicianId) ?? 0), 0);
  const off = panels
    .map((panel) => ({ panel, counted: countOf(panel.physicianId) }))
    .filter(({ panel, counted }) => panel.seatsTaken !== counted || panel.seatsFree !== panel.cap - counted);
  if (off.length === 0) return corrected;
  const quietSince = addToInstant(deps.now, { hours: -quietHours });
  const movedBefore = new Map(panels.map(({ physicianId, movedAt }) => [physicianId, movedAt]));
  const haveMoved = (await readPanels(deps.table)).some(
    ({ physicianId, movedAt = '' }) => movedAt > quietSince || movedAt !== (movedBefore.get(physicianId) ?? ''),
  );
  if (haveMoved) return corrected;
  for (const { panel, counted } of off) {
    try {
      await correctSeats(deps.table, panel, counted, deps.now);
      corrected.push(panel.physicianId);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return corrected;
}
