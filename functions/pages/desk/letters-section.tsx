import { addresseeOf } from '../../domain/notices/addressee.ts';
import { letterByOf } from '../../domain/notices/letter-by.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { longDate } from '../civil-date-words.ts';
import { ActLink, type ActsFace } from './act-link.tsx';
import { letterWords } from './letter-words.ts';

/** The letters, each with the day it was posted, or to be posted: not to an address from which one came back. */
export function Letters(props: ActsFace & { notices: readonly Notice[] }) {
  const { agreement, notices } = props;
  const letters = notices.filter(({ state }) => state === 'letter');
  if (letters.length === 0) return null;
  return (
    <>
      <h2>Letters</h2>
      <ul class="list">
        {letters.map(({ noticeKey, postedOn }) => {
          const isHeld = postedOn === undefined && addresseeOf(agreement, noticeKey)?.letterReturnedOn !== undefined;
          return (
            <li>
              <a href={`/desk/agreements/${agreement.agreementId}/letters/${noticeKey}`}>{letterWords(noticeKey)}</a>
              <span>
                {isHeld ? 'waits for a new address' : postedWords(postedOn, letterByOf(agreement, noticeKey))}
              </span>
              <ul class="acts">
                {postedOn !== undefined && (
                  <ActLink {...props} act="returned" words="It came back" about={{ noticeKey, posting: postedOn }} />
                )}
                {postedOn === undefined && !isHeld && (
                  <ActLink {...props} act="posted" words="It is posted" about={{ noticeKey }} />
                )}
              </ul>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function postedWords(postedOn: string | undefined, letterBy: string | undefined): string {
  if (postedOn === undefined) return letterBy === undefined ? 'to be posted' : `to be posted by ${longDate(letterBy)}`;
  const late = letterBy !== undefined && postedOn > letterBy ? ', too late to count for a renewal by itself' : '';
  return `posted on ${longDate(postedOn)}${late}`;
}
