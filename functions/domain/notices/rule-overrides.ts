import { addSpan, isCivilDate } from '../calendar/practice-time.ts';
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
  return noticeRules.map((rule) => overrides.filter(({ ruleId }) => ruleId === rule.ruleId).reduce(tightened, rule));
}

/**
 * What is wrong with overrides, a sentence each: they may only tighten a window, each further one of a rule that of the
 * one before, and say who reviewed it and why.
 */
export function overrideMistakes(overrides: readonly RuleOverride[]): string[] {
  const kept = new Map(noticeRules.map((rule) => [rule.ruleId, rule]));
  return overrides.flatMap((override) => {
    const { ruleId, by, reason, on } = override;
    const rule = kept.get(ruleId);
    if (rule === undefined) return [`There is no rule "${ruleId}"; there are: ${[...kept.keys()].join(', ')}`];
    const mistakes = [
      ...(by.trim() === '' || reason.trim() === '' ? [`${ruleId}: an override needs a name and a reason`] : []),
      ...(isCivilDate(on) ? [] : [`${ruleId}: the day of an override is like 2026-12-31, got "${on}"`]),
      ...windowMistakes(rule, override),
      ...(override.reviewed === true && rule.status === 'not-met'
        ? [
            `${ruleId}: no review lets this rule be met; it asks for more than a notice, and the patient is asked instead`,
          ]
        : []),
    ];
    if (mistakes.length === 0) kept.set(ruleId, tightened(rule, override));
    return mistakes;
  });
}

/**
 * Rules that nobody has looked at for more than a year, each with the last day on which somebody did: we, or whoever of the
 * practice wrote an override of it. `today` is a civil date.
 */
export function staleRules(
  overrides: readonly RuleOverride[],
  today: string,
  rules: readonly NoticeRule[] = noticeRules,
): NoticeRule[] {
  const lookedAt = rules.map((rule) => {
    const days = overrides.filter(({ ruleId }) => ruleId === rule.ruleId).map(({ on }) => on);
    return { ...rule, checkedOn: [rule.checkedOn, ...days].sort().at(-1) ?? rule.checkedOn };
  });
  return lookedAt.filter(({ checkedOn }) => addSpan(checkedOn, { months: monthsUntilStale }) < today);
}

function windowMistakes(rule: NoticeRule, { ruleId, earliestDays, latestDays }: RuleOverride): string[] {
  if (earliestDays === undefined && latestDays === undefined) return [];
  const given = { earliestDays: earliestDays ?? rule.earliestDays, latestDays: latestDays ?? rule.latestDays };
  const isWhole = [earliestDays, latestDays].every((days) => days === undefined || isDaysBefore(days));
  const [from, to] = [rule.earliestDays ?? Number.POSITIVE_INFINITY, rule.latestDays ?? 1];
  const [first, last] = [given.earliestDays ?? Number.POSITIVE_INFINITY, given.latestDays ?? 1];
  if (isWhole && first <= from && last >= to && first >= last) return [];
  return [
    `${ruleId}: an override may only tighten ${windowWords(rule)}, in whole days from 1 to 365, got ${windowWords(given)}`,
  ];
}

function isDaysBefore(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= 365;
}

function tightened(rule: NoticeRule, { earliestDays, latestDays, reviewed }: RuleOverride): NoticeRule {
  return {
    ...rule,
    ...(earliestDays === undefined ? {} : { earliestDays }),
    ...(latestDays === undefined ? {} : { latestDays }),
    ...(reviewed === true ? { status: 'met' as const } : {}),
  };
}

function windowWords({ earliestDays, latestDays }: Pick<RuleOverride, 'earliestDays' | 'latestDays'>): string {
  if (earliestDays === undefined) return `${latestDays ?? 1} days or more before`;
  return `${earliestDays} to ${latestDays ?? 1} days before`;
}
