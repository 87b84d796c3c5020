import { randomBytes } from 'node:crypto';
import type { Turn } from '../store/links.ts';

// A token says whose it is, so that one that came too late is told from one that never was.
const pattern = /^AQ(\d+)\.(\d+)\./;

/** A token for one turn: it can't be guessed, and holds the turn's numbers. */
export function createToken({ executionId, turn }: Turn): string {
  const text = `AQ${executionId}.${turn}.${randomBytes(32).toString('base64url')}`;
  return Buffer.from(text).toString('base64');
}

/** Whose turn a token is for, open or not; undefined for what is no token of ours. */
export function readToken(token: string): Turn | undefined {
  const match = pattern.exec(Buffer.from(token, 'base64').toString('latin1'));
  return match === null ? undefined : { executionId: Number(match[1]), turn: Number(match[2]) };
}
