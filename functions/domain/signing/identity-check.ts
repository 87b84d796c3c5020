import { addToInstant } from '../calendar/practice-time.ts';

/** Wrong answers to "who are you" since the last right one, or since the last pause. */
export interface WrongAnswers {
  count: number;
  pausedUntil?: string;
}

const tries = 5;
const pauseMinutes = 30;

export function isPaused(answers: WrongAnswers, now: string): boolean {
  return answers.pausedUntil !== undefined && answers.pausedUntil > now;
}

/** One more wrong answer: the fifth pauses, and after the pause there are five again. */
export function answered(answers: WrongAnswers, now: string): WrongAnswers {
  const count = answers.count + 1;
  return count < tries ? { count } : { count: 0, pausedUntil: addToInstant(now, { minutes: pauseMinutes }) };
}

export function triesLeft(answers: WrongAnswers): number {
  return tries - answers.count;
}
