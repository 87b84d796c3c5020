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

/** It is kept, and serves what it serves; unless it told another price: then its number is not used twice, and that is all. */
export interface SentNotice extends Pick<PlannedNotice, 'noticeNumber' | 'on'> {
  isAtOtherPrice?: true;
}

export interface TermToRenew extends TermBeforeRules {
  /** The practice's own days before the renewal date: two notices in any case. */
  practiceDays: { first: number; second: number };
  /** No notice is planned before this day. */
  today: string;
  /** What went out by an earlier plan of this renewal, by date. */
  sent?: readonly SentNotice[];
}

/**
 * The notices of a term that is to be renewed: two on the practice's days, which are moved where a rule's window holds
 * neither, and more only where two can't serve every rule. A day that is over already is made up for today. What can't be
 * met is named, each rule once. Pure calendar dates: the hour is the workflow's.
 */
export function planNotices(
  asked: TermToRenew,
  rules: readonly NoticeRule[],
): { notices: PlannedNotice[]; unmet: UnmetRule[] } {
  const { term, practiceDays, renewed, today, sent: all = [] } = asked;
  const sent = all.filter(({ isAtOtherPrice }) => !isAtOtherPrice);
  const firstDay = laterOf(today, term.startsOn);
  const unmet: UnmetRule[] = [];
  const windows: Served[] = [];
  const given: Served[] = [];
  for (const rule of rules.filter((one) => isApplicable(one, asked))) {
    const blocked = blockedRule(rule);
    if (blocked !== undefined) unmet.push(blocked);
    const window = windowOf(rule, asked);
    if (window === undefined) continue;
    const { ruleId, cite } = rule;
    const served = { ruleId, ...window };
    if (sent.some(({ on }) => holds(window, on))) given.push(served);
    else if (laterOf(firstDay, window.from) <= window.to) windows.push(served);
    else if (blocked === undefined) {
      const text = `${cite}: the last day for its notice, ${window.to}, is over, so the patient is asked instead.`;
      unmet.push({ ruleId, why: 'no-day-left', text });
    }
  }
  const usual = [practiceDays.first, practiceDays.second].map((days) => addDays(renewed.startsOn, -days));
  const last = sent.at(-1);
  const wished = firstDay < renewed.startsOn ? usual.map((day) => laterOf(day, firstDay)) : [];
  const days = daysFor(
    windows.map((window) => bestDays(window, firstDay)),
    // Whoever has had one gets no other for a day that is over.
    last === undefined ? wished : usual.filter((day) => day > last.on && day >= firstDay),
  );
  const planned = days.map((on, index) => ({ noticeNumber: (all.at(-1)?.noticeNumber ?? 0) + index + 1, on }));
  const serving = (all: readonly Served[]) => (notice: Pick<PlannedNotice, 'noticeNumber' | 'on'>) => {
    const serves = all.filter((window) => holds(window, notice.on));
    const letterBy = serves.map(({ to }) => to).sort()[0] ?? notice.on;
    return { ...notice, letterBy, serves };
  };
  return { notices: [...sent.map(serving(given)), ...planned.map(serving([...windows, ...given]))], unmet };
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
