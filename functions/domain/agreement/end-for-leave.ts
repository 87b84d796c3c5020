import { addDays } from '../calendar/practice-time.ts';
import { endingOf } from '../ending/ending.ts';
import { goesByPost } from '../people/person.ts';
import { type PhysicianLeave, practiceNoticeDays } from '../physician/physician-change.ts';
import { patientSigners } from '../signing/signers.ts';
import { type Agreement, personOf } from './agreement.ts';
import type { Decision } from './events.ts';
import { decideEnding, longestAhead } from './on-ending.ts';

/**
 * The practice ends an agreement whose physician leaves: on that day, or thirty days on where that is later, and no later
 * than the year that runs, which is not renewed for the weeks that would be left. Undefined where it ends by then anyway;
 * or where the year is over too soon for a notice: once the next has begun, that one is ended.
 */
export function endForLeave(
  agreement: Agreement,
  leave: PhysicianLeave,
  now: string,
  today: string,
): Decision | undefined {
  const earliest = addDays(today, practiceNoticeDays);
  const [, wanted = ''] = [leave.on, earliest].sort();
  const latest =
    agreement.status === 'in_grace' ? addDays(today, longestAhead) : (agreement.terms.at(-1)?.endsOn ?? '');
  const [endsOn = ''] = [wanted, latest].sort();
  const standing = endingOf(agreement);
  if (endsOn < earliest || (agreement.status === 'ending' && standing !== undefined && standing.endsOn <= endsOn)) {
    return undefined;
  }
  // A cancellation for a later day gives way to the earlier end.
  const endings = agreement.endings.map((one) => (one === standing ? { ...one, undoneAt: now } : one));
  return decideEnding(
    { ...agreement, endings },
    {
      number: agreement.endings.length + 1,
      by: 'practice',
      how: 'on-date',
      endsOn,
      noticeReceivedOn: today,
      medium: mediumFor(agreement),
      cause: 'physician-leaves',
      coolingOffDays: 0,
      decidedAt: now,
    },
    now,
  );
}

/** How they are told: by mail, at once; by a letter alone where nobody who signed takes mail. */
function mediumFor(agreement: Agreement): 'email' | 'letter' {
  const isByPost = patientSigners(agreement).every((one) => goesByPost(personOf(agreement, one), one.onPaper));
  return isByPost ? 'letter' : 'email';
}
