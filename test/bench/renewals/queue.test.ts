import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../support/property-runs.ts';
import { Bucket } from './bucket.ts';
import { Queue } from './queue.ts';
import { seeded } from './random.ts';

describe('the queue', () => {
  test('runs all in order of time, and of asking where times are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = new Queue(0);
        const ran: [time: number, index: number][] = [];
        for (const [index, time] of times.entries()) queue.at(time, () => ran.push([queue.now, index]));
        queue.runUntil(20);
        expect(ran).toEqual(
          times.map((time, index) => [time, index]).sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j),
        );
      }),
      { numRuns: runs() },
    );
  });

  test('leaves what comes after the end, and never goes back', () => {
    const queue = new Queue(10);
    const ran: number[] = [];
    queue.at(3, () => ran.push(queue.now));
    queue.at(21, () => ran.push(queue.now));
    queue.runUntil(20);
    expect([ran, queue.now]).toEqual([[10], 20]);
  });
});

describe('a bucket', () => {
  test('gives what it holds, and then what comes back with time', () => {
    const bucket = new Bucket({ burst: 2, perSecond: 1 });
    expect([bucket.tryTake(0), bucket.tryTake(0), bucket.tryTake(0)]).toEqual([true, true, false]);
    expect([bucket.tryTake(0.5), bucket.tryTake(1)]).toEqual([false, true]);
    // It never holds more than its burst.
    expect([bucket.tryTake(100, 3), bucket.tryTake(100, 2)]).toEqual([false, true]);
  });

  test('says how long to wait for what is taken ahead', () => {
    const bucket = new Bucket({ burst: 1, perSecond: 2 });
    expect([bucket.takeLater(0), bucket.takeLater(0), bucket.takeLater(0)]).toEqual([0, 0.5, 1]);
    expect(new Bucket({ burst: 0, perSecond: 0 }).takeLater(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

test('random numbers are the same for a seed, and from 0 up to 1', () => {
  const [one, same, other] = [seeded(1), seeded(1), seeded(2)];
  const numbers = Array.from({ length: 1000 }, one);
  expect(numbers).toEqual(Array.from({ length: 1000 }, same));
  expect(numbers[0]).not.toBe(other());
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(numbers.reduce((sum, number) => sum + number, 0) / 1000).toBeCloseTo(0.5, 1);
});
