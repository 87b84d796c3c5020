import { newToken } from '../adapters/ids.ts';
import { clearWrongAnswers, readWrongAnswers, writeWrongAnswers } from '../adapters/table/answers-store.ts';
import { writeSession } from '../adapters/table/link-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import { addToInstant } from '../domain/calendar/practice-time.ts';
import { answered, isPaused, isShut, triesLeft } from '../domain/signing/identity-check.ts';
import { type Deps, decide } from './decide.ts';
import type { SigningPlace } from './open-link.ts';

/** Without a form sent; each one that is sent begins the hour anew. */
export const sessionMinutes = 60;
/** On the practice's own device, which somebody may have put down. */
export const inOfficeMinutes = 15;

export type Identified =
  | { outcome: 'known'; sessionToken: string }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'paused' };

/** Whom a link asks who they are. */
type Asked = Pick<SigningPlace, 'agreement' | 'document' | 'signer'>;

/** Checks who opened a signing link, and begins a session for them. */
export async function identify(
  deps: Deps,
  place: SigningPlace,
  given: { birthDate: string; expected: string },
): Promise<Identified> {
  const checked = await checkBirthDate(deps, place, given);
  if (checked.outcome !== 'known') return checked;
  const sessionToken = newToken();
  await keepSession(deps, sessionToken, place.token, minutesOf(place));
  return { outcome: 'known', sessionToken };
}

/**
 * Checks the birth date of whoever opened a link. Five wrong answers pause it for thirty minutes, twenty in all shut it
 * until staff open it again. An answer is counted before it is compared: of a thousand guesses at one moment, five are
 * looked at, not all that came before the count was written.
 */
export function checkBirthDate(
  deps: Deps,
  asked: Asked,
  given: { birthDate: string; expected: string },
): Promise<Exclude<Identified, { outcome: 'known' }> | { outcome: 'known' }> {
  return untilStored(async () => {
    const key = keyOf(asked);
    const before = await readWrongAnswers(deps.table, key);
    if (isPaused(before, deps.now)) return { outcome: 'paused' };
    const after = answered(before, deps.now);
    await writeWrongAnswers(deps.table, key, before, after);
    if (given.birthDate !== given.expected) {
      if (isShut(after))
        await decide(deps, asked.agreement.agreementId, { type: 'attention_needed', code: 'link_shut' });
      return isPaused(after, deps.now) ? { outcome: 'paused' } : { outcome: 'wrong', triesLeft: triesLeft(after) };
    }
    await clearWrongAnswers(deps.table, key);
    return { outcome: 'known' };
  });
}

/** Begins the session's time anew; for a session that is open, or whoever has just said who they are. */
export function keepSession(
  deps: Deps,
  sessionToken: string,
  linkToken: string,
  minutes = sessionMinutes,
): Promise<void> {
  return writeSession(deps.table, sessionToken, linkToken, addToInstant(deps.now, { minutes }));
}

export function minutesOf({ isInOffice }: SigningPlace): number {
  return isInOffice ? inOfficeMinutes : sessionMinutes;
}

/** Whether no answer is looked at now: for half an hour, or until staff open the link again. */
export async function linkPause(deps: Deps, place: SigningPlace): Promise<'paused' | 'shut' | undefined> {
  const answers = await readWrongAnswers(deps.table, keyOf(place));
  if (isShut(answers)) return 'shut';
  return isPaused(answers, deps.now) ? 'paused' : undefined;
}

function keyOf({ agreement, document, signer }: Asked) {
  return { agreementId: agreement.agreementId, documentId: document.documentId, signerId: signer.signerId };
}
