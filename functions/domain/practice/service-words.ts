import type { PlanService } from './practice.ts';

/** A service as agreements name it: with how often in a year, where that is limited. */
export function serviceWords({ name, timesAYear }: Pick<PlanService, 'name' | 'timesAYear'>): string {
  if (timesAYear === undefined) return name;
  return timesAYear === 1 ? `${name}, once a year` : `${name}, up to ${timesAYear} times a year`;
}
