import type { AuditEntry } from '../../domain/audit/audit-trail.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { longDate } from '../civil-date-words.ts';
import { factWords } from './fact-words.ts';

interface TimelineProps {
  history: readonly AuditEntry[];
  timeZone: string;
  /** By staff id. */
  staffNames: ReadonlyMap<string, string>;
}

/** Every decision, the last one first. */
export function Timeline({ history, timeZone, staffNames }: TimelineProps) {
  return (
    <ol class="timeline">
      {history.toReversed().map((entry) => {
        const by = typeof entry.data.by === 'string' ? staffNames.get(entry.data.by) : undefined;
        return (
          <li>
            <time dateTime={entry.at}>{longDate(practiceDate(entry.at, timeZone))}</time>{' '}
            <span>
              {factWords(entry)}
              {by && `, by ${by}`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
