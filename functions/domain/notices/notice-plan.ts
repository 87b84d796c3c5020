import { addDays, addSpan } from '../calendar/practice-time.ts';
import type { CalendarSpan, NoticeRule } from './notice-rule.ts';

/** A rule that a notice serves, with the civil dates of its window, both included. */
export interface Served {
  ruleId: string;
  from: string;
  to: string;
}

/** A notice to everyone who signed. All dates are civil. */
export interface PlannedNotice {
  /** From 1, by date. */
  noticeNumber: number;
  /** The day on which it is mailed. */
  on: string;
  /** The last day on which a letter in its place is in every window that it serves. */
  letterBy: string;
  serves: Served[];
}

/** A rule that keeps a renewal from being charged by itself, in a sentence for the practice's manager. */
export interface UnmetRule {
  ruleId: string;
  why: 'not-reviewed' | 'not-met' | 'no-day-left';
  text: string;
}

export interface TermToRenew {
  /** The term that ends, and the one that follows. */
  term: { startsOn: string; endsOn: string };
  renewed: { startsOn: string; endsOn: string };
  /** How many days before the renewal date the patient must have said no; 0 for until the day itself. */
  cancelByDays: number;
  /** Home, second home, practice: the rules of all of them hold. */
  states: readonly string[];
  /** How the payer pays. */
  method?: 'card' | 'bank' | 'check' | undefined;
  priceChanges: boolean;
  /** The practice's own days before the renewal date: two notices in any case. */
  practiceDays: { first: number; second: number };
  /** No notice is planned before this day. */
  today: string;
}

/** Kept free at both edges of a window, where it is wide enough: a bounce can still be mended, and a late run does no harm. */
const marginDays = 3;

/**
 * The notices of a term that is to be renewed: two on the practice's days, and more where a rule's window holds neither of
 * them; as few as serve every rule. What can't be met is named. Pure calendar dates: the hour is the workflow's.
 */
export function planNotices(
  given: TermToRenew,
  rules: readonly NoticeRule[],
): { notices: PlannedNotice[]; unmet: UnmetRule[] } {
  const { today, practiceDays, renewed } = given;
  const unmet: UnmetRule[] = [];
  const windows: Window[] = [];
  for (const rule of rules.filter((one) => isApplicable(one, given))) {
    if (rule.status === 'not-reviewed') {
      const text = `${rule.cite}: nobody has reviewed this rule yet. Have it reviewed, and note it as an override.`;
      unmet.push({ ruleId: rule.ruleId, why: 'not-reviewed', text });
    }
    if (rule.status === 'not-met') {
      const text = `${rule.cite}: this software does not do what it asks for, so the patient is asked instead.`;
      unmet.push({ ruleId: rule.ruleId, why: 'not-met', text });
    }
    // Some rules ask for no notice, and of some the days were not found.
    if (rule.earliestDays === undefined && rule.latestDays === undefined) continue;
    const window = windowOf(rule, given);
    if (window.to < today) {
      const text = `${rule.cite}: its last day, ${window.to}, is over.`;
      unmet.push({ ruleId: rule.ruleId, why: 'no-day-left', text });
    } else {
      windows.push(window);
    }
  }
  const usual = [practiceDays.first, practiceDays.second].map((days) => addDays(renewed.startsOn, -days));
  const days = new Set(usual.filter((day) => day >= today));
  // The window that closes first decides the day, which serves all others that are open then.
  for (const window of windows.toSorted((a, b) => (a.best.to < b.best.to ? -1 : 1))) {
    if (![...days].some((day) => holds(window.best, day))) days.add(window.best.to);
  }
  const notices = [...days].sort().map((on, index): PlannedNotice => {
    const serves = windows.filter((window) => holds(window, on)).map(({ ruleId, from, to }) => ({ ruleId, from, to }));
    const letterBy = serves.map(({ to }) => to).sort()[0] ?? on;
    return { noticeNumber: index + 1, on, letterBy, serves };
  });
  return { notices, unmet };
}

interface Window extends Served {
  /** The days of it that are chosen from. */
  best: { from: string; to: string };
}

function isApplicable(rule: NoticeRule, { term, renewed, states, method, priceChanges }: TermToRenew): boolean {
  if (rule.state !== undefined && !states.includes(rule.state)) return false;
  if (rule.method !== undefined && rule.method !== method) return false;
  if (rule.subject === 'price-change' && !priceChanges) return false;
  return isAtLeast(term, rule.minTerm) && isAtLeast(renewed, rule.minRenewed);
}

function isAtLeast({ startsOn, endsOn }: { startsOn: string; endsOn: string }, span: CalendarSpan = {}): boolean {
  return addSpan(startsOn, span) <= addDays(endsOn, 1);
}

function windowOf(rule: NoticeRule, { renewed, cancelByDays, term, today }: TermToRenew): Window {
  const cancelBy = addDays(renewed.startsOn, -cancelByDays);
  // The last day to say no is never after the renewal, so the earliest of both is that day.
  const anchor = ['cancel-by', 'earliest'].includes(rule.countedFrom) ? cancelBy : renewed.startsOn;
  const from = rule.earliestDays === undefined ? term.startsOn : addDays(anchor, -rule.earliestDays);
  const to = addDays(anchor, -(rule.latestDays ?? 1));
  const open = { from: from < today ? today : from, to };
  const inner = { from: addDays(from, marginDays), to: addDays(to, -marginDays) };
  const best = { from: [inner.from, open.from].sort()[1] ?? open.from, to: inner.to };
  return { ruleId: rule.ruleId, from, to, best: best.from <= best.to ? best : open };
}

function holds({ from, to }: { from: string; to: string }, day: string): boolean {
  return from <= day && day <= to;
}
