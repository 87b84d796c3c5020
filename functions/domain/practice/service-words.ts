import { formatCents } from '../money/money.ts';
import type { PlanService } from './practice.ts';

/** A service as agreements name it: with how often in a year, where that is limited, and with its price, where it has one. */
export function serviceWords({ name, timesAYear, priceCents }: Omit<PlanService, 'coveredByMedicare'>): string {
  const priced = priceCents === undefined ? name : `${name} (worth ${formatCents(priceCents)} each)`;
  if (timesAYear === undefined) return priced;
  return timesAYear === 1 ? `${priced}, once a year` : `${priced}, up to ${timesAYear} times a year`;
}

/** Whether a use of some service is taken off what goes back. */
export function hasPricedService({ services }: { services: readonly Pick<PlanService, 'priceCents'>[] }): boolean {
  return services.some(({ priceCents }) => priceCents !== undefined);
}
