import { daysToPrepareRenewal } from '../domain/agreement/next-date.ts';
import { rulesWith, staleRules } from '../domain/notices/rule-overrides.ts';
import { unmetFor } from '../domain/notices/unmet-for.ts';
import type { PracticeContent } from './store-practice.ts';

/**
 * What to know about a practice's plans when they are saved, in sentences for the manager: the rules about notices that
 * they can't meet, so that patients are asked each year instead, by the practice's own state, and then by where its patients
 * may live; and the rules that nobody has looked at for a year. `today` is a civil date.
 */
export function practiceNotes({ practice, plans }: PracticeContent, today: string): string[] {
  const rules = rulesWith(practice.ruleOverrides);
  const before = { cancelByDays: 0, daysToPrepare: daysToPrepareRenewal };
  const unmetIn = (state: string) =>
    plans.flatMap(({ planId, renewal }) =>
      unmetFor({ ...before, renewal, states: [state] }, rules).map(({ text }) => `plan ${planId}: ${text}`),
    );
  const own = unmetIn(practice.state);
  const elsewhere = [...new Set(rules.flatMap(({ state = [] }) => state))].sort().flatMap((state) =>
    unmetIn(state)
      .filter((note) => !own.includes(note))
      .map((note) => `patients who live in ${state}, ${note}`),
  );
  const stale = staleRules(practice.ruleOverrides, today).map(
    ({ cite, checkedOn }) => `${cite}: last looked at on ${checkedOn}, more than a year ago. Ask your counsel.`,
  );
  return [...own, ...elsewhere, ...stale];
}
