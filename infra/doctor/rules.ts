// biome-ignore lint/style/noRestrictedImports: The rules are no part of a deployment; they grow old beside it.
import { staleRules } from '../../functions/domain/notices/rule-overrides.ts';
import type { Finding } from './finding.ts';

/** The rules about notices, by the day on which each was last held against its source. `today` is a civil date. */
export const checkRules = (today: string): Finding => {
  const stale = staleRules([], today).map(({ ruleId, checkedOn }) => `${ruleId} (${checkedOn})`);
  if (stale.length === 0) return { ok: true, what: 'Rules about notices: each was looked at within a year' };
  return {
    ok: false,
    what: `Rules about notices: nobody has looked at ${stale.length} for a year`,
    todo: [
      `Last held against their sources: ${stale.join(', ')}.`,
      'A newer version may have looked at them. If not, ask your counsel, and write each review into "ruleOverrides" of the',
      "practice's file. The doctor can't see that file: the log of perennial-sweep names what is left, once a day.",
    ].join('\n'),
  };
};
