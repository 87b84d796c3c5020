import { allocate, dinero, toSnapshot } from 'dinero.js';

// Money is whole cents of US dollars in a number. Dinero shares amounts; its own object would only be in the way elsewhere.

/** Dinero's own list of currencies would bring 160 others into the bundle. */
const usd = { code: 'USD', base: 10, exponent: 2 } as const;

/** US notation, without cents where there are none: '$2,400', '$1,250.50', '-$3'. Throws RangeError unless whole cents. */
export function formatCents(cents: number): string {
  requireCents(cents, 'An amount');
  const absolute = Math.abs(cents);
  const rest = absolute % 100;
  const dollars = ((absolute - rest) / 100).toLocaleString('en-US');
  return `${cents < 0 ? '-' : ''}$${dollars}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/**
 * Shares of `total` cents that add up to it and differ by one cent at most; the earlier ones get the leftover cents.
 * Throws RangeError for a negative total, or unless `parts` is a whole number of 1 or more.
 */
export function splitCents(total: number, parts: number): number[] {
  requireNotNegative(total, 'A total to split');
  requireAtLeastOne(parts, 'The number of parts');
  const shares = allocate(dinero({ amount: total, currency: usd }), new Array<number>(parts).fill(1));
  return shares.map((share) => toSnapshot(share).amount);
}

/** The sum of amounts in cents, which may be negative; 0 of none. Throws RangeError where a sum stops being exact. */
export function sumCents(amounts: readonly number[]): number {
  return amounts.reduce((sum, cents) => {
    requireCents(cents, 'An amount');
    requireCents(sum + cents, 'A sum');
    return sum + cents;
  }, 0);
}

/**
 * The part of `cents` that falls on `days` of `ofDays`, half a cent rounded up. `days` may exceed `ofDays`: a first term
 * may be longer than a year. Throws RangeError for negative arguments, fractions, or `ofDays` below 1.
 */
export function prorateCents(cents: number, days: number, ofDays: number): number {
  requireNotNegative(cents, 'An amount to prorate');
  requireNotNegative(days, 'The number of days');
  requireAtLeastOne(ofDays, 'The days of the whole');
  const share = divideHalfUp(BigInt(cents) * BigInt(days), BigInt(ofDays));
  requireCents(share, 'A prorated amount');
  return share;
}

/**
 * The sum of parts of amounts, of which some may be negative, rounded once: half a cent up, and never below 0. Throws
 * RangeError for fractions, negative days, or `ofDays` below 1.
 */
export function prorateSum(parts: readonly { cents: number; days: number; ofDays: number }[]): number {
  for (const { cents, days, ofDays } of parts) {
    requireCents(cents, 'An amount to prorate');
    requireNotNegative(days, 'The number of days');
    requireAtLeastOne(ofDays, 'The days of the whole');
  }
  const of = parts.reduce((product, { ofDays }) => product * BigInt(ofDays), 1n);
  const sum = parts.reduce(
    (total, { cents, days, ofDays }) => total + BigInt(cents) * BigInt(days) * (of / BigInt(ofDays)),
    0n,
  );
  const share = sum < 0n ? 0 : divideHalfUp(sum, of);
  requireCents(share, 'A prorated sum');
  return share;
}

/** Bigint, since cents times days may leave the numbers that a double holds exactly. Neither argument is negative. */
function divideHalfUp(dividend: bigint, divisor: bigint): number {
  return Number((2n * dividend + divisor) / (2n * divisor));
}

function requireCents(value: number, what: string): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a whole, safe number, got ${value}.`);
}

/** Throws RangeError, with `what` and what was given, unless a number is whole, safe and 0 or more. */
export function requireNotNegative(value: number, what: string): void {
  requireCents(value, what);
  if (value < 0) throw new RangeError(`${what} must not be negative, got ${value}.`);
}

function requireAtLeastOne(value: number, what: string): void {
  requireCents(value, what);
  if (value < 1) throw new RangeError(`${what} must be 1 or more, got ${value}.`);
}
