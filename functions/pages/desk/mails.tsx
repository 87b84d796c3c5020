import { practiceDate } from '../../domain/calendar/practice-time.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { longDate } from '../civil-date-words.ts';
import { letterWords } from './letter-words.ts';

/** The mails that did not simply arrive, each with what became of it. */
export function Mails({ notices, timeZone }: { notices: readonly Notice[]; timeZone: string }) {
  const rows = notices.flatMap((notice) => {
    const fate = fateWords(notice, (at) => longDate(practiceDate(at, timeZone)));
    return fate === undefined ? [] : [{ notice, fate }];
  });
  if (rows.length === 0) return null;
  return (
    <>
      <h2>Emails that went wrong</h2>
      <ul class="list">
        {rows.map(({ notice, fate }) => (
          <li>
            <strong>{letterWords(notice.noticeKey)}</strong>
            <span>{fate}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function fateWords(
  { state, deliveredAt, bouncedAt, passingBounceAt, delayedAt, complainedAt }: Notice,
  day: (at: string) => string,
): string | undefined {
  if (state === 'letter') return undefined;
  if (bouncedAt !== undefined) return `came back on ${day(bouncedAt)}`;
  if (complainedAt !== undefined) return `arrived; they complained on ${day(complainedAt)}`;
  if (deliveredAt !== undefined) return undefined;
  if (passingBounceAt !== undefined) return `not delivered yet; turned back on ${day(passingBounceAt)}`;
  if (delayedAt !== undefined) return `not delivered yet; delayed on ${day(delayedAt)}`;
  return undefined;
}
