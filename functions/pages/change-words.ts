import { formatCents } from '../domain/money/money.ts';
import type { Plan, PlanService } from '../domain/practice/practice.ts';
import type { Price } from '../domain/practice/price.ts';
import { serviceWords } from '../domain/practice/service-words.ts';
import { billingWords } from './plan-words.ts';

interface Sold {
  plan: Plan;
  price: Price;
}

/** What is other in the next year than in this one, a phrase each, for whoever is asked to agree to it. */
export function changeWords(old: Sold, next: Sold): string[] {
  const [before, after] = [old.plan.services.map(serviceWords), next.plan.services.map(serviceWords)];
  const [left, leaves] = [old.plan.notCovered, next.plan.notCovered];
  return [
    ...without(before, after).map((words) => `No longer paid for by the fee: ${words}`),
    ...without(after, before).map((words) => `New, paid for by the fee: ${words}`),
    ...without(leaves, left).map((words) => `New among what the fee does not pay for: ${words}`),
    ...without(left, leaves).map((words) => `No longer named among what the fee does not pay for: ${words}`),
    ...otherwiseCovered(old.plan, next.plan),
    ...(old.plan.legalModel === next.plan.legalModel ? [] : [billingOf[next.plan.legalModel]]),
    ...(old.price.feeCents === next.price.feeCents
      ? []
      : [`The fee: ${formatCents(next.price.feeCents)} a year, until now ${formatCents(old.price.feeCents)}`]),
    ...(old.plan.installments === next.plan.installments
      ? []
      : [`The fee is paid ${billingWords(next.price.feeCents, next.plan.installments)}`]),
  ];
}

const billingOf: Record<Plan['legalModel'], string> = {
  dpc: 'We bill no insurer any more for what the fee pays for, and you may not claim it there',
  'bills-insurance': 'Care that your insurance covers is billed to you or your insurance as usual',
};

const coveredWords: Record<PlanService['coveredByMedicare'], string> = {
  yes: 'is covered by Medicare',
  no: 'is not covered by Medicare',
  unsure: 'may be covered by Medicare',
};

function otherwiseCovered(old: Plan, next: Plan): string[] {
  return next.services
    .filter(({ name, coveredByMedicare }) =>
      old.services.some((one) => one.name === name && one.coveredByMedicare !== coveredByMedicare),
    )
    .map(({ name, coveredByMedicare }) => `${name}: ${coveredWords[coveredByMedicare]}`);
}

function without(all: readonly string[], others: readonly string[]): string[] {
  return all.filter((one) => !others.includes(one));
}
