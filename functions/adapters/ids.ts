import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id: 80 random bits as 16 letters and digits (Crockford's base 32), fit for execution names and mail tags. */
export function newId(): string {
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let id = '';
  for (let index = 0; index < 16; index += 1) {
    id = (alphabet[Number(bits & 31n)] ?? '0') + id;
    bits >>= 5n;
  }
  return id;
}

export function isId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(text);
}

/** Whether it is an id that a practice gives: to a physician, a plan. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9-]{2,40}$/.test(text);
}

/** An unguessable token for a link or a session: 256 random bits. Stored only as its SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
