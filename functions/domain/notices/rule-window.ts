import { addDays, addSpan } from '../calendar/practice-time.ts';
import type { CalendarSpan, NoticeRule } from './notice-rule.ts';

/** Civil dates, both included. */
export interface Days {
  from: string;
  to: string;
}

/** A term that ends and the one that follows, as far as rules ask. */
export interface TermBeforeRules {
  term: { startsOn: string; endsOn: string };
  renewed: { startsOn: string; endsOn: string };
  /** How many days before the renewal date the patient must have said no; 0 for until the day itself. */
  cancelByDays: number;
  /** Home, second home, practice: the rules of all of them hold. */
  states: readonly string[];
  /** How the payer pays. */
  method?: 'card' | 'bank' | 'check' | undefined;
  priceChanges: boolean;
  /** What is charged for the next term is another amount than the last before it. */
  amountChanges: boolean;
}

/** Whether a rule holds for this renewal. */
export function isApplicable(rule: NoticeRule, given: TermBeforeRules): boolean {
  if (rule.state !== undefined && !given.states.includes(rule.state)) return false;
  if (rule.method !== undefined && rule.method !== given.method) return false;
  if (rule.subject === 'price-change' && !given.priceChanges) return false;
  if (rule.subject === 'amount-change' && !given.amountChanges) return false;
  return isAtLeast(given.term, rule.minTerm) && isAtLeast(given.renewed, rule.minRenewed);
}

/**
 * The days on which a notice serves a rule; undefined where the rule asks for none, or its days are not known. From the
 * first day of the term where the rule has no earliest day.
 */
export function windowOf(
  rule: NoticeRule,
  { term, renewed, cancelByDays }: Pick<TermBeforeRules, 'term' | 'renewed' | 'cancelByDays'>,
): Days | undefined {
  const { earliestDays, latestDays } = rule;
  if (earliestDays === undefined && latestDays === undefined) return undefined;
  const anchor = addDays(renewed.startsOn, isByLastNo(rule) ? -cancelByDays : 0);
  return {
    from: earliestDays === undefined ? term.startsOn : addDays(anchor, -earliestDays),
    to: addDays(anchor, -(latestDays ?? 1)),
  };
}

/** The last day to say no is never after the renewal, so the earliest of both is that day. */
export function isByLastNo({ countedFrom }: NoticeRule): boolean {
  return countedFrom === 'cancel-by' || countedFrom === 'earliest';
}

export function holds({ from, to }: Days, day: string): boolean {
  return from <= day && day <= to;
}

/** Of two civil dates. */
export function laterOf(one: string, other: string): string {
  if (one < other) return other;
  return one;
}

function isAtLeast({ startsOn, endsOn }: { startsOn: string; endsOn: string }, span?: CalendarSpan): boolean {
  return span === undefined || addSpan(startsOn, span) <= addDays(endsOn, 1);
}
