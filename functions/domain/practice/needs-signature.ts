import type { Plan, PlanService } from './practice.ts';

/**
 * Whether an agreement on one version of a plan may go on with another only by a signature: what it is that was promised
 * has changed, and a contract is changed by both its sides. That is what the fee pays for and what it does not, how often,
 * what a use is worth when it ends early, whether insurers are billed, and in how many payments an account is charged.
 *
 * A price alone needs none: that it may change at a renewal is agreed to, and is told beforehand, old and new, as the states
 * ask (`price-change` in notices/notice-rules.ts), with an easy way to say no. Nor do a plan's name and summary, which
 * promise nothing, or what concerns only who is new to it: the start of a first term and what a part of a year costs, the fee
 * to enrol. When a year ends is no matter of renewals: a run that would change that is refused (price-run.ts).
 */
export function needsSignature(old: Plan, next: Plan): boolean {
  return termsOf(old) !== termsOf(next);
}

/** The order in which things are listed says nothing. */
function termsOf({ legalModel, services, notCovered, installments }: Plan): string {
  return JSON.stringify([legalModel, services.map(serviceTerms).sort(), notCovered.toSorted(), installments]);
}

function serviceTerms({ name, coveredByMedicare, timesAYear, priceCents }: PlanService): string {
  return JSON.stringify([name, coveredByMedicare, timesAYear ?? 'unlimited', priceCents ?? 'no price']);
}
