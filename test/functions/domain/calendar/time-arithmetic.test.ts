import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addToInstant,
  ageOn,
  daysBetween,
  instantAt,
  secondsBetween,
} from '../../../../functions/domain/calendar/practice-time.ts';
import { date, instant, numRuns, wallClock } from './moments.ts';

describe('counting days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-07', 2, '2026-03-09'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2000-02-29', 0, '2000-02-29'],
  ])('from %s by %i days comes to %s and back', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  test('gives back the days that were added, and sorts as text like the days do', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -10_000, max: 10_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(to > from).toBe(days > 0);
      }),
      { numRuns },
    );
  });

  test('refuses half a day and a date that is none', () => {
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
    expect(() => daysBetween('2026-01-01', '2026-1-2')).toThrow(RangeError);
  });
});

describe('exact time', () => {
  test.each([
    ['2026-03-07T17:00:00.000Z', { days: 1 }, '2026-03-08T17:00:00.000Z'],
    ['2026-01-31T23:59:59.500Z', { seconds: 1 }, '2026-02-01T00:00:00.500Z'],
    ['2026-01-01T00:00:00.000Z', { days: 7, hours: 1, minutes: 30, seconds: 15 }, '2026-01-08T01:30:15.000Z'],
    ['2026-01-01T00:00:00.000Z', { minutes: -10 }, '2025-12-31T23:50:00.000Z'],
    ['2026-01-01T00:00:00.000Z', { hours: 1, minutes: -10 }, '2026-01-01T00:50:00.000Z'],
    ['2026-01-01T00:00:00Z', {}, '2026-01-01T00:00:00.000Z'],
  ])('after %s and %j is %s', (from, amounts, expected) => {
    expect(addToInstant(from, amounts)).toBe(expected);
  });

  test('takes a day for 24 hours also where the clocks change', () => {
    const noon = instantAt('2026-03-07', '12:00', 'America/New_York');
    expect(wallClock(addToInstant(noon, { days: 1 }), 'America/New_York')).toBe('2026-03-08 13:00');
  });

  test.each([
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z', 60],
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', 1],
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 0],
    ['2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00.000Z', 0],
    ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z', -86_400],
  ])('from %s to %s is %i seconds, a fraction rounded up', (from, to, seconds) => {
    expect(secondsBetween(from, to)).toBe(seconds);
  });

  test('never ends a wait early', () => {
    fc.assert(
      fc.property(instant, instant, (from, to) => {
        const waited = addToInstant(from, { seconds: secondsBetween(from, to) });
        expect(waited >= to).toBe(true);
        expect(Date.parse(waited) - Date.parse(to)).toBeLessThan(1000);
      }),
      { numRuns },
    );
  });

  test('refuses a malformed instant and amounts that make no whole seconds', () => {
    expect(() => addToInstant('2026-01-01', { days: 1 })).toThrow(RangeError);
    expect(() => secondsBetween('2026-01-01T00:00:00.000Z', '2026-01-01')).toThrow(RangeError);
    expect(() => addToInstant('2026-01-01T00:00:00.000Z', { seconds: 0.5 })).toThrow(RangeError);
    expect(() => addToInstant('2026-01-01T00:00:00.000Z', { days: Number.NaN })).toThrow(RangeError);
  });
});

describe('the age', () => {
  test.each([
    ['1950-06-15', '2026-06-14', 75],
    ['1950-06-15', '2026-06-15', 76],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2004-02-29', '2024-02-28', 19],
    ['2004-02-29', '2024-02-29', 20],
    ['2026-01-01', '2026-01-01', 0],
    ['2025-12-31', '2026-12-30', 0],
  ])('of a person born on %s is, on %s, %i', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });

  test('refuses a day before the birth, and never repeats the birth date', () => {
    expect(() => ageOn('2026-01-02', '2026-01-01')).toThrow('A person has no age before the day of birth.');
    expect(() => ageOn('1948-02-30', '2026-01-01')).toThrow(/^(?!.*1948)/);
  });
});
