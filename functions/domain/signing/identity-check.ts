import { addToInstant } from '../calendar/practice-time.ts';

/** Wrong answers to "who are you" since the last right one. */
export interface WrongAnswers {
  /** All of them. */
  total: number;
  /** Since the last pause. */
  count: number;
  pausedUntil?: string;
}

const tries = 5;
const pauseMinutes = 30;
/** A birth date can be guessed in the end; so many guesses are no mistake any more. */
const triesInAll = 20;

/** Too many in all: only staff open it again. */
export function isShut({ total }: WrongAnswers): boolean {
  return total >= triesInAll;
}

/** No answer is looked at now. */
export function isPaused(answers: WrongAnswers, now: string): boolean {
  return isShut(answers) || (answers.pausedUntil !== undefined && answers.pausedUntil > now);
}

/** One more wrong answer: the fifth pauses, and after the pause there are five again; the twentieth shuts the link. */
export function answered({ total, count }: WrongAnswers, now: string): WrongAnswers {
  const next = { total: total + 1, count: count + 1 };
  if (next.count < tries) return next;
  return { ...next, count: 0, pausedUntil: addToInstant(now, { minutes: pauseMinutes }) };
}

export function triesLeft(answers: WrongAnswers): number {
  return tries - answers.count;
}
