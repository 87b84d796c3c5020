import { practiceDate } from '../calendar/practice-time.ts';
import type { Notice } from './notice.ts';
import type { PlannedNotice } from './notice-plan.ts';

/** How a planned notice fared with one of those it went to. */
export type NoticeOf = (noticeNumber: number, signerId: string) => Notice | undefined;

/**
 * The rules that no notice is proven for: one is, when it reached everyone who signed within the rule's window. A mail
 * counts on the day it was sent, once it was delivered and has not bounced, before or after; a letter on the day it was
 * posted, unless it came back.
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
      const days = signerIds.map((signerId) => provenOn(noticeOf(noticeNumber, signerId), timeZone));
      const isIn = (from: string, to: string) => days.every((day) => day !== undefined && from <= day && day <= to);
      return serves.filter(({ from, to }) => isIn(from, to)).map(({ ruleId }) => ruleId);
    }),
  );
  return [...rules].filter((ruleId) => !proven.has(ruleId));
}

/** The civil date on which a notice counts as given; undefined where that can't be proven. */
function provenOn(notice: Notice | undefined, timeZone: string): string | undefined {
  if (notice?.state === 'letter') return notice.returnedOn === undefined ? notice.postedOn : undefined;
  if (notice?.deliveredAt === undefined || notice.bouncedAt !== undefined || notice.sentAt === undefined)
    return undefined;
  return practiceDate(notice.sentAt, timeZone);
}
