import type { PermissionUse } from '../../local/iam/permission-record.ts';
import { excused } from './excused.ts';

export interface Judgement {
  /** How many different actions and resources of statements were looked at. */
  checked: number;
  /** Never used in any run, and not excused. */
  unused: PermissionUse[];
  /** Excused, though they are used in some run or are not there at all. */
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
  const fits = (use: PermissionUse) =>
    excuses.filter(({ statement, pattern }) => statement.test(use.statement) && pattern.test(use.pattern));
  const needed = new Set(all.filter(({ isUsed }) => !isUsed).flatMap(fits));
  return {
    checked: all.length,
    unused: all.filter((use) => !use.isUsed && fits(use).length === 0),
    stale: excuses.filter((excuse) => !needed.has(excuse)).map(({ statement, pattern }) => `${statement} ${pattern}`),
  };
}
