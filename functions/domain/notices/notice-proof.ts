import { practiceDate } from '../calendar/practice-time.ts';
import type { Notice } from './notice.ts';
import type { PlannedNotice, Served } from './notice-plan.ts';
import { type Days, holds } from './rule-window.ts';

/** How a planned notice fared with one of those it went to. */
export type NoticeOf = (noticeNumber: number, signerId: string) => Notice | undefined;

/**
 * The rules that no notice is proven for: one is, when it reached everyone who signed within the rule's window. A mail
 * counts once it was delivered and has not bounced, before or after, and was both sent and delivered within the window; a
 * letter on the day it was posted, unless it came back. Of nobody who signed, nothing is proven.
 */
export function unprovenRules(
  planned: readonly PlannedNotice[],
  signerIds: readonly string[],
  noticeOf: NoticeOf,
  timeZone: string,
): string[] {
  const rules = new Set(planned.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId)));
  const proven = new Set(
    planned.flatMap(({ noticeNumber, serves }) => {
      const given = signerIds.map((signerId) => givenOn(noticeOf(noticeNumber, signerId), timeZone));
      const isIn = (window: Days) => given.every((days) => days.length > 0 && days.every((day) => holds(window, day)));
      return given.length === 0 ? [] : serves.filter(isIn).map(({ ruleId }) => ruleId);
    }),
  );
  return [...rules].filter((ruleId) => !proven.has(ruleId));
}

/** Those of some rules that one reader's notice does not prove. */
export function unprovenTo(serves: readonly Served[], notice: Notice | undefined, timeZone: string): string[] {
  const days = givenOn(notice, timeZone);
  const isIn = (window: Days) => days.length > 0 && days.every((day) => holds(window, day));
  return serves.filter((window) => !isIn(window)).map(({ ruleId }) => ruleId);
}

/** The civil dates from the first to the last step of a notice that must lie in a window; none where it is not proven. */
export function givenOn(notice: Notice | undefined, timeZone: string): string[] {
  if (notice?.state === 'letter') {
    return notice.postedOn === undefined || notice.returnedOn !== undefined ? [] : [notice.postedOn];
  }
  const { sentAt, deliveredAt, bouncedAt } = notice ?? {};
  if (sentAt === undefined || deliveredAt === undefined || bouncedAt !== undefined) return [];
  return [practiceDate(sentAt, timeZone), practiceDate(deliveredAt, timeZone)];
}
