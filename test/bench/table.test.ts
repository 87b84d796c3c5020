import { describe, expect, test } from '@jest/globals';
import { aimed } from './row.ts';
import { median, spread } from './statistics.ts';
import { formatTable, formatValue } from './table.ts';

describe('statistics', () => {
  test('the median is the middle one, or between the middle two, in whatever order they come', () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  test('the spread names the least and the greatest', () => {
    expect(spread([2, 10.25, 3])).toBe('2.0-10.3');
  });
});

describe('an aim', () => {
  const row = { name: 'row', value: 1.5, unit: 'times' };

  test('is met on its border and missed beyond it', () => {
    expect(aimed(row, { atMost: 1.5 }).met).toBe(true);
    expect(aimed(row, { atMost: 1.49 }).met).toBe(false);
    expect(aimed(row, { atLeast: 1.5 }).met).toBe(true);
    expect(aimed(row, { atLeast: 1.51 }).met).toBe(false);
  });
});

describe('the table', () => {
  test('shows numbers of every size without exponents', () => {
    expect([0.0000123, 1.23456, 86_851.4, 3].map(formatValue)).toEqual(['0.000012', '1.235', '86851', '3']);
  });

  test('marks a missed aim, and leaves a row without one alone', () => {
    const rows = [
      aimed({ name: 'slow', value: 2, unit: 's' }, { atMost: 1.5 }),
      aimed({ name: 'fast', value: 1, unit: 's' }, { atMost: 1.5 }),
      { name: 'plain', value: 3, unit: 'KB', detail: 'two files' },
    ];
    expect(formatTable(rows).split('\n')).toEqual([
      '| what  | value | unit | aim                  | detail |',
      '| ----- | ----: | ---- | -------------------- | --- |',
      '| slow  |     2 | s    | ✗ MISSED at most 1.5 |  |',
      '| fast  |     1 | s    | ✓ at most 1.5        |  |',
      '| plain |     3 | KB   |                      | two files |',
    ]);
  });
});
