import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCents, prorateCents, splitCents, sumCents } from '../../../../functions/domain/money/money.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();
const cents = fc.integer({ min: 0, max: 100_000_000 });

describe('an amount in words of money', () => {
  test.each([
    [240_000, '$2,400'],
    [125_050, '$1,250.50'],
    [-300, '-$3'],
    [-305, '-$3.05'],
    [0, '$0'],
    [-0, '$0'],
    [5, '$0.05'],
    [99, '$0.99'],
    [100, '$1'],
    [123_456_789, '$1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '$90,071,992,547,409.91'],
  ])('of %i cents reads %s', (amount, expected) => {
    expect(formatCents(amount)).toBe(expected);
  });

  test('can be read back to the same cents', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const [dollars = '', rest = '00'] = formatCents(amount).replace(/[-$,]/g, '').split('.');
        expect(Number(dollars + rest)).toBe(Math.abs(amount));
      }),
      { numRuns },
    );
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %d, which is no whole, safe number',
    (amount) => {
      expect(() => formatCents(amount)).toThrow(RangeError);
      expect(() => formatCents(amount)).toThrow(`An amount must be a whole, safe number, got ${amount}.`);
    },
  );
});

describe('splitting', () => {
  test.each([
    [240_000, 12, Array<number>(12).fill(20_000)],
    [100_003, 4, [25_001, 25_001, 25_001, 25_000]],
    [100, 3, [34, 33, 33]],
    [1, 2, [1, 0]],
    [0, 4, [0, 0, 0, 0]],
    [99, 1, [99]],
  ])('%i cents into %i parts gives %j', (total, parts, expected) => {
    expect(splitCents(total, parts)).toEqual(expected);
  });

  test('adds up to the total, with parts that differ by a cent at most and never grow', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger().map(Math.abs), fc.integer({ min: 1, max: 60 }), (total, parts) => {
        const shares = splitCents(total, parts);
        expect(shares).toHaveLength(parts);
        expect(sumCents(shares)).toBe(total);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
        expect(shares).toEqual(shares.toSorted((one, other) => other - one));
      }),
      { numRuns },
    );
  });

  test('refuses a negative total, a fraction of a cent, and parts below 1 or broken', () => {
    expect(() => splitCents(-1, 2)).toThrow('A total to split must not be negative, got -1.');
    expect(() => splitCents(10.5, 2)).toThrow('A total to split must be a whole, safe number, got 10.5.');
    expect(() => splitCents(10, 0)).toThrow('The number of parts must be 1 or more, got 0.');
    expect(() => splitCents(10, 1.5)).toThrow('The number of parts must be a whole, safe number, got 1.5.');
    expect(() => splitCents(10, -1)).toThrow(RangeError);
  });
});

describe('a sum', () => {
  test.each([
    [[], 0],
    [[100], 100],
    [[100, -30, 5], 75],
  ])('of %j is %i', (amounts, expected) => {
    expect(sumCents(amounts)).toBe(expected);
  });

  test('refuses fractions, and sums that a number cannot hold exactly', () => {
    expect(() => sumCents([1, 0.1])).toThrow('An amount must be a whole, safe number, got 0.1.');
    expect(() => sumCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});

describe('prorating', () => {
  test.each([
    ['a whole year', 240_000, 365, 365, 240_000],
    ['no day', 240_000, 0, 365, 0],
    ['half a cent upwards', 1, 1, 2, 1],
    ['less than half a cent downwards', 100, 1, 3, 33],
    ['more than half a cent upwards', 200, 1, 3, 67],
    ['one day of a leap year', 240_000, 1, 366, 656],
    ['a first term longer than a year', 240_000, 395, 365, 259_726],
    ['a product beyond exact numbers', 9_007_199_254_740_991, 364, 365, 8_982_521_996_508_824],
  ])('gives %s to the cent', (_what, amount, days, ofDays, expected) => {
    expect(prorateCents(amount, days, ofDays)).toBe(expected);
  });

  test('is at most half a cent off, and what was used and what is left differ from the whole by a cent at most', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 366 }), fc.constantFrom(365, 366), (amount, used, ofDays) => {
        const days = Math.min(used, ofDays);
        const share = prorateCents(amount, days, ofDays);
        // In units of one cent divided by the days, so that the comparison is exact.
        expect(Math.abs(2 * (share * ofDays - amount * days))).toBeLessThanOrEqual(ofDays);
        const whole = share + prorateCents(amount, ofDays - days, ofDays);
        expect([amount, amount + 1]).toContain(whole);
      }),
      { numRuns },
    );
  });

  test('never gives less for more days', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 364 }), (amount, days) => {
        expect(prorateCents(amount, days + 1, 365)).toBeGreaterThanOrEqual(prorateCents(amount, days, 365));
      }),
      { numRuns },
    );
  });

  test('refuses negative or broken arguments, a whole of no days, and a result too large', () => {
    expect(() => prorateCents(-1, 1, 365)).toThrow('An amount to prorate must not be negative, got -1.');
    expect(() => prorateCents(1, -1, 365)).toThrow('The number of days must not be negative, got -1.');
    expect(() => prorateCents(1, 0.5, 365)).toThrow('The number of days must be a whole, safe number, got 0.5.');
    expect(() => prorateCents(1, 1, 0)).toThrow('The days of the whole must be 1 or more, got 0.');
    expect(() => prorateCents(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
  });
});
