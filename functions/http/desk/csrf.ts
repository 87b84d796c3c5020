import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a form carries its session's own token; compared in a time that tells nothing. */
export function isSame(given: string | undefined, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(hash(given), hash(expected));
}
