import { daysToPrepareRenewal } from '../domain/agreement/next-date.ts';
import { rulesWith, staleRules } from '../domain/notices/rule-overrides.ts';
import { unmetFor } from '../domain/notices/unmet-for.ts';
import type { PracticeContent } from './store-practice.ts';

/**
 * What to know about a practice's plans when they are saved, in sentences for the manager: the rules about notices that
 * they can't meet, so that patients are asked each year instead; and the rules that nobody has looked at for a year. By
 * the practice's own state: those of its patients are looked at when each renewal is planned. `today` is a civil date.
 */
export function practiceNotes({ practice, plans }: PracticeContent, today: string): string[] {
  const rules = rulesWith(practice.ruleOverrides);
  const before = { cancelByDays: 0, states: [practice.state], daysToPrepare: daysToPrepareRenewal };
  const unmet = plans.flatMap(({ planId, renewal }) =>
    unmetFor({ ...before, renewal }, rules).map(({ text }) => `plan ${planId}: ${text}`),
  );
  const stale = staleRules(practice.ruleOverrides, today).map(
    ({ cite, checkedOn }) => `${cite}: last looked at on ${checkedOn}, more than a year ago. Ask your counsel.`,
  );
  return [...unmet, ...stale];
}
