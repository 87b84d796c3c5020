import { addDays } from '../calendar/practice-time.ts';
import { bestDays, daysFor } from './notice-days.ts';
import type { NoticeRule } from './notice-rule.ts';
import { type Days, holds, isApplicable, laterOf, type TermBeforeRules, windowOf } from './rule-window.ts';

/** A rule that a notice serves, with the civil dates of its window, both included. */
export interface Served extends Days {
  ruleId: string;
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
  /** The last day is over; or, of a plan that is saved: it always would be, or would be in a first term that is cut short. */
  why: 'not-reviewed' | 'not-met' | 'no-day-left' | 'too-early' | 'short-first-term';
  text: string;
}

export interface TermToRenew extends TermBeforeRules {
  /** The practice's own days before the renewal date: two notices in any case. */
  practiceDays: { first: number; second: number };
  /** No notice is planned before this day. */
  today: string;
}

/**
 * The notices of a term that is to be renewed: two on the practice's days, which are moved where a rule's window holds
 * neither, and more only where two can't serve every rule. A day that is over already is made up for today. What can't be
 * met is named, each rule once. Pure calendar dates: the hour is the workflow's.
 */
export function planNotices(
  given: TermToRenew,
  rules: readonly NoticeRule[],
): { notices: PlannedNotice[]; unmet: UnmetRule[] } {
  const { term, practiceDays, renewed, today } = given;
  const firstDay = laterOf(today, term.startsOn);
  const unmet: UnmetRule[] = [];
  const windows: Served[] = [];
  for (const rule of rules.filter((one) => isApplicable(one, given))) {
    const blocked = blockedRule(rule);
    if (blocked !== undefined) unmet.push(blocked);
    const window = windowOf(rule, given);
    if (window === undefined) continue;
    const { ruleId, cite } = rule;
    if (laterOf(firstDay, window.from) <= window.to) windows.push({ ruleId, ...window });
    else if (blocked === undefined) {
      const text = `${cite}: the last day for its notice, ${window.to}, is over, so the patient is asked instead.`;
      unmet.push({ ruleId, why: 'no-day-left', text });
    }
  }
  const usual = [practiceDays.first, practiceDays.second].map((days) => addDays(renewed.startsOn, -days));
  const wished = firstDay < renewed.startsOn ? usual.map((day) => laterOf(day, firstDay)) : [];
  const days = daysFor(
    windows.map((window) => bestDays(window, firstDay)),
    wished,
  );
  const notices = days.map((on, index): PlannedNotice => {
    const serves = windows.filter((window) => holds(window, on));
    const letterBy = serves.map(({ to }) => to).sort()[0] ?? on;
    return { noticeNumber: index + 1, on, letterBy, serves };
  });
  return { notices, unmet };
}

/** A rule that no day of a notice can meet; undefined for one that is reviewed and met. */
export function blockedRule({ ruleId, cite, status }: NoticeRule): UnmetRule | undefined {
  switch (status) {
    case 'met':
      return undefined;
    case 'not-reviewed': {
      const text = `${cite}: nobody has reviewed this rule yet. Have it reviewed, and note it as an override.`;
      return { ruleId, why: status, text };
    }
    case 'not-met': {
      const text = `${cite}: this software does not do what it asks for, so the patient is asked instead.`;
      return { ruleId, why: status, text };
    }
  }
}
