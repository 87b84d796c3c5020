import { createHash } from 'node:crypto';
import type { Expression } from 'jsonata';

// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html: what Step Functions adds to JSONata.
const hashes: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

// AWS's limit for the array that $range makes.
const longestRange = 1000;

/** Gives an expression the functions that Step Functions adds, as far as they answer the same every time. */
export function registerFunctions(expression: Expression): void {
  expression.registerFunction('partition', partition, '<a-n:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<s-s:s>');
  expression.registerFunction(
    'parse',
    (text?: string) => (text === undefined ? undefined : JSON.parse(text)),
    '<s-:x>',
  );
}

function partition(items: unknown[] | undefined, size: number): unknown[][] | undefined {
  if (items === undefined) return undefined;
  const step = Math.round(size);
  if (!(step >= 1)) throw new Error('The second argument of $partition must be a positive number');
  const parts: unknown[][] = [];
  for (let start = 0; start < items.length; start += step) parts.push(items.slice(start, start + step));
  return parts;
}

/** From first to last, both included. */
function range(first: number, last: number, step: number): number[] {
  if (!Number.isFinite(step) || step === 0) throw new Error('The third argument of $range must not be zero');
  const count = Math.floor((last - first) / step) + 1;
  if (count > longestRange) throw new Error(`$range makes an array of ${longestRange} numbers at most`);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index * step);
}

function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined;
  const name = hashes[algorithm];
  if (name === undefined) throw new Error(`$hash knows ${Object.keys(hashes).join(', ')}, not ${algorithm}`);
  return createHash(name).update(text).digest('hex');
}
