import { daysBetween } from '../calendar/practice-time.ts';
import type { RenewalRule } from '../practice/practice.ts';
import { termDates } from '../term/term.ts';
import { blockedRule, type UnmetRule } from './notice-plan.ts';
import type { NoticeRule } from './notice-rule.ts';
import { isApplicable, isByLastNo, windowOf } from './rule-window.ts';

export interface PlanBeforeRules {
  renewal: RenewalRule;
  /** How many days before the renewal date the patient must have said no; 0 for until the day itself. */
  cancelByDays: number;
  /** Where its patients live, and where the practice is. */
  states: readonly string[];
  /** How many days before the renewal date its notices are planned. */
  daysToPrepare: number;
}

/** A year of a plan and the next; which years makes no difference to a rule. */
const [term, renewed] = [termDates('2027-01-01', 1), termDates('2027-01-01', 2)];

/**
 * What can't be met of the rules when a plan is saved: by the years of its agreements, whatever the payer's method and
 * whether or not the price changes; and by first terms that are cut short by a common date.
 */
export function unmetFor(plan: PlanBeforeRules, rules: readonly NoticeRule[]): UnmetRule[] {
  const applicable = rules.filter((rule) =>
    isApplicable(rule, { ...plan, term, renewed, method: rule.method, priceChanges: true, amountChanges: true }),
  );
  const conflicts = applicable.flatMap((rule) => blockedRule(rule) ?? tooEarly(rule, plan) ?? []);
  return plan.renewal.on === 'anniversary' ? conflicts : [...conflicts, ...shortFirstTerm(rules, plan)];
}

/** The last day for a notice is over before notices are planned: only a later last day to say no helps. */
function tooEarly(rule: NoticeRule, plan: PlanBeforeRules): UnmetRule | undefined {
  const { cancelByDays, daysToPrepare } = plan;
  const needed = daysNeeded(rule, plan);
  if (needed === undefined || needed <= daysToPrepare) return undefined;
  const { ruleId, cite } = rule;
  const change = isByLastNo(rule)
    ? `Let patients say no until ${daysToPrepare - (needed - cancelByDays)} days before the renewal or later; the plan says ${cancelByDays}.`
    : `No override may ask for more than ${daysToPrepare} days.`;
  const text = `${cite}: its notice is due ${needed} days before the renewal, and renewals are prepared ${daysToPrepare} days before. ${change}`;
  return { ruleId, why: 'too-early', text };
}

/** Of a plan that renews on a common date a first term may be one day long: over before any notice of it is due. */
function shortFirstTerm(rules: readonly NoticeRule[], plan: PlanBeforeRules): UnmetRule[] {
  const oneDay = { startsOn: term.endsOn, endsOn: term.endsOn };
  const years = { ...plan, term: oneDay, renewed, priceChanges: false, amountChanges: true };
  const [strictest] = rules
    .filter(({ status }) => status === 'met')
    .filter((rule) => isApplicable(rule, { ...years, method: rule.method }))
    .map((rule) => ({ rule, needed: daysNeeded(rule, plan) ?? 0 }))
    .sort((a, b) => b.needed - a.needed);
  if (strictest === undefined || strictest.needed <= 1) return [];
  const { rule, needed } = strictest;
  const text = `${rule.cite}: a first term of fewer than ${needed} days is over before its notice is due, so the patient is asked instead. A plan that renews on the anniversary has no such terms.`;
  return [{ ruleId: rule.ruleId, why: 'short-first-term', text }];
}

/** How many days before the renewal a rule's notice must have gone out at the latest; undefined where it asks for none. */
function daysNeeded(rule: NoticeRule, { cancelByDays }: PlanBeforeRules): number | undefined {
  const window = windowOf(rule, { term, renewed, cancelByDays });
  return window === undefined ? undefined : daysBetween(window.to, renewed.startsOn);
}
