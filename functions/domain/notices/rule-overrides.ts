import { addDays, isCivilDate } from '../calendar/practice-time.ts';
import type { NoticeRule } from './notice-rule.ts';
import { noticeRules } from './notice-rules.ts';

/** What a practice's counsel says of a rule: that it is reviewed, or that a narrower window is to be kept. */
export interface RuleOverride {
  ruleId: string;
  earliestDays?: number | undefined;
  latestDays?: number | undefined;
  /** The rule was reviewed and is met. */
  reviewed?: boolean | undefined;
  by: string;
  reason: string;
  /** A civil date. */
  on: string;
}

const monthsUntilStale = 12;

/** The rules as a practice keeps them. Throws a RangeError for the first override that is wrong: `overrideMistakes`. */
export function rulesWith(overrides: readonly RuleOverride[]): NoticeRule[] {
  const [mistake] = overrideMistakes(overrides);
  if (mistake !== undefined) throw new RangeError(mistake);
  return noticeRules.map((rule) =>
    overrides.filter(({ ruleId }) => ruleId === rule.ruleId).reduce((kept, one) => tightened(kept, one), rule),
  );
}

/** What is wrong with overrides, a sentence each: they may only tighten a window, and say who reviewed it and why. */
export function overrideMistakes(overrides: readonly RuleOverride[]): string[] {
  return overrides.flatMap(({ ruleId, earliestDays, latestDays, by, reason, on }) => {
    const rule = noticeRules.find((one) => one.ruleId === ruleId);
    if (rule === undefined) {
      const known = noticeRules.map((one) => one.ruleId).join(', ');
      return [`There is no rule "${ruleId}"; there are: ${known}`];
    }
    const { earliestDays: from = Number.POSITIVE_INFINITY, latestDays: to = 0 } = rule;
    const [first, last] = [earliestDays ?? from, latestDays ?? to];
    return [
      ...(by.trim() === '' || reason.trim() === '' ? [`${ruleId}: an override needs a name and a reason`] : []),
      ...(isCivilDate(on) ? [] : [`${ruleId}: the day of an override is like 2026-12-31, got "${on}"`]),
      ...(first > from || last < to || first < last
        ? [`${ruleId}: an override may only tighten ${windowWords(rule)}, got ${first} to ${last} days before`]
        : []),
    ];
  });
}

/** Rules that nobody has held against their source for a year. `today` is a civil date. */
export function staleRules(rules: readonly NoticeRule[], today: string): NoticeRule[] {
  return rules.filter(({ checkedOn }) => addDays(checkedOn, (monthsUntilStale * 365) / 12) < today);
}

function tightened(rule: NoticeRule, { earliestDays, latestDays, reviewed }: RuleOverride): NoticeRule {
  return {
    ...rule,
    ...(earliestDays === undefined ? {} : { earliestDays }),
    ...(latestDays === undefined ? {} : { latestDays }),
    ...(reviewed === true ? { status: 'met' as const } : {}),
  };
}

function windowWords({ earliestDays, latestDays = 0 }: NoticeRule): string {
  return earliestDays === undefined
    ? `${latestDays} days or more before`
    : `${earliestDays} to ${latestDays} days before`;
}
