import { describe, expect, test } from '@jest/globals';
import {
  answered,
  isPaused,
  isShut,
  triesLeft,
  type WrongAnswers,
} from '../../../../functions/domain/signing/identity-check.ts';

const noon = '2026-03-02T17:00:00.000Z';
const afterWrong = (wrong: number): WrongAnswers =>
  Array.from({ length: wrong }).reduce<WrongAnswers>((answers) => answered(answers, noon), { total: 0, count: 0 });

describe('wrong answers to "who are you"', () => {
  test.each([
    [1, 4],
    [2, 3],
    [3, 2],
    [4, 1],
  ])('after %i there are %i tries left', (wrong, left) => {
    expect(triesLeft(afterWrong(wrong))).toBe(left);
    expect(isPaused(afterWrong(wrong), noon)).toBe(false);
  });

  test('the fifth pauses for thirty minutes, to the millisecond', () => {
    expect(afterWrong(5)).toEqual({ total: 5, count: 0, pausedUntil: '2026-03-02T17:30:00.000Z' });
    expect(isPaused(afterWrong(5), '2026-03-02T17:29:59.999Z')).toBe(true);
    expect(isPaused(afterWrong(5), '2026-03-02T17:30:00.000Z')).toBe(false);
  });

  test('after the pause there are five tries again', () => {
    expect(triesLeft(answered(afterWrong(5), '2026-03-02T18:00:00.000Z'))).toBe(4);
  });

  test('the twentieth in all shuts, whatever the pauses, until staff open it', () => {
    expect([isShut(afterWrong(19)), isShut(afterWrong(20))]).toEqual([false, true]);
    expect(isPaused(afterWrong(20), '2036-03-02T17:00:00.000Z')).toBe(true);
  });
});
