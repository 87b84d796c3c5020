import fc from 'fast-check';
import { addDays } from '../../../../functions/domain/calendar/practice-time.ts';
import { runs } from '../../../support/property-runs.ts';

export const numRuns = runs();
export const timeZones = [
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];

export const timeZone = fc.constantFrom(...timeZones);
export const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days));
export const instant = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString());

const shownIn = new Map(
  timeZones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

/** The wall clock by Intl, as a witness that shares no code with what is tested: 'YYYY-MM-DD HH:MM'. */
export function wallClock(at: string, zone: string): string {
  return shownIn.get(zone)?.format(new Date(at)) ?? '';
}
