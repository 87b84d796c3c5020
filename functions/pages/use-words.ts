import type { ServiceCount } from '../domain/use/service-use.ts';

/** "2 of 4 this year": how often somebody had a service that the plan includes. */
export function countWords({ used, timesAYear, over = 0 }: ServiceCount): string {
  if (timesAYear === undefined) return used === 1 ? 'once this year' : `${used} times this year`;
  return `${used} of ${timesAYear} this year${over > 0 ? `, ${over} more than the plan includes` : ''}`;
}
