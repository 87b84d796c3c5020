import { daysToPrepareRenewal } from '../domain/agreement/next-date.ts';
import { rulesWith, staleRules } from '../domain/notices/rule-overrides.ts';
import { unmetFor } from '../domain/notices/unmet-for.ts';
import type { Plan } from '../domain/practice/practice.ts';
import type { PracticeContent } from './store-practice.ts';

/**
 * What to know about a practice's plans when they are saved, in sentences for the manager: the rules about notices that
 * they can't meet, so that patients are asked each year instead, by the practice's own state, and then by where its patients
 * may live; and the rules that nobody has looked at for a year. `today` is a civil date.
 */
export function practiceNotes({ practice, plans }: PracticeContent, today: string): string[] {
  const rules = rulesWith(practice.ruleOverrides);
  const before = { cancelByDays: 0, daysToPrepare: daysToPrepareRenewal };
  const unmet = plans.flatMap(({ planId, renewal }) =>
    unmetFor({ ...before, renewal, states: [practice.state] }, rules).map(({ text }) => `plan ${planId}: ${text}`),
  );
  // In one sentence: few of them are ever a patient's state.
  const elsewhere = rules.flatMap(({ state, ...rule }) => {
    if (state === undefined || state === practice.state) return [];
    const ofPlan = ({ renewal }: Pick<Plan, 'renewal'>) =>
      unmetFor({ ...before, renewal, states: [state] }, [{ state, ...rule }]);
    const isUnmet = plans.flatMap(ofPlan).some(({ why }) => why !== 'short-first-term');
    return isUnmet ? `${state} (${rule.cite})` : [];
  });
  const ofPatients = `patients who live elsewhere: rules of these states are not met as they stand, so such a patient is asked each year instead: ${elsewhere.join('; ')}. Ask your counsel, and note what you settle as overrides.`;
  const stale = staleRules(practice.ruleOverrides, today).map(
    ({ cite, checkedOn }) => `${cite}: last looked at on ${checkedOn}, more than a year ago. Ask your counsel.`,
  );
  return [...unmet, ...(elsewhere.length === 0 ? [] : [ofPatients]), ...stale];
}
