import type { Agreement } from '../agreement/agreement.ts';
import { noticeTopic } from './notice.ts';

/** Until when the letter of a notice has to be posted to count: of those before a renewal that is planned. */
export function letterByOf({ renewal }: Pick<Agreement, 'renewal'>, noticeKey: string): string | undefined {
  const topic = noticeTopic(noticeKey);
  if (topic.kind !== 'renewal' || topic.term !== renewal?.term) return undefined;
  return renewal.notices.find(({ noticeNumber }) => noticeNumber === topic.number)?.letterBy;
}
