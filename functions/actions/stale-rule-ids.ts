import { NoPracticeError, readPractice } from '../adapters/table/practice-store.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { staleRules } from '../domain/notices/rule-overrides.ts';
import type { Deps } from './decide.ts';
import { isMorningSweep } from './morning-sweep.ts';

/** For the sweep of the morning: the rules about notices that nobody has looked at for a year, neither we nor the practice. */
export async function staleRuleIds(deps: Deps): Promise<string[]> {
  if (!isMorningSweep(deps)) return [];
  try {
    const { practice } = await readPractice(deps.table);
    const stale = staleRules(practice.ruleOverrides, practiceDate(deps.now, deps.timeZone));
    return stale.map(({ ruleId }) => ruleId);
  } catch (error) {
    // Nobody is told anything by the rules before that.
    if (error instanceof NoPracticeError) return [];
    throw error;
  }
}
