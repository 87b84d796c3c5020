import type { PermissionUse } from '../../local/iam/permission-record.ts';
import { type Excuse, excused } from './excused.ts';

export interface Judgement {
  /** How many different actions and resources of statements were looked at. */
  checked: number;
  /** Never used in any run, and not excused. */
  unused: PermissionUse[];
  /** Excuses of which some part is used in a run, or that are about nothing that is there. */
  stale: string[];
}

/** Merges what several runs used: once in any of them is enough. */
export function judge(uses: PermissionUse[], excuses = excused): Judgement {
  const merged = new Map<string, PermissionUse>();
  for (const use of uses) {
    const key = `${use.statement} ${use.part} ${use.pattern}`;
    merged.set(key, { ...use, isUsed: use.isUsed || merged.get(key)?.isUsed === true });
  }
  const all = [...merged.values()];
  const fits = ({ statement, pattern }: Excuse, use: PermissionUse) =>
    statement.test(use.statement) && pattern.test(use.pattern);
  const isStale = (excuse: Excuse) => {
    const about = all.filter((use) => fits(excuse, use));
    return about.length === 0 || about.some(({ isUsed }) => isUsed);
  };
  return {
    checked: all.length,
    unused: all.filter((use) => !use.isUsed && !excuses.some((excuse) => fits(excuse, use))),
    stale: excuses.filter(isStale).map(({ statement, pattern }) => `${statement} ${pattern}`),
  };
}
