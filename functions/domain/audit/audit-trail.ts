import { createHash } from 'node:crypto';
import type { Fact } from '../agreement/events.ts';

/** One entry of the append-only, hash-chained record of everything that was decided about an agreement. */
export interface AuditEntry {
  agreementId: string;
  /** From 1, without a gap. */
  sequence: number;
  /** UTC. */
  at: string;
  type: string;
  data: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

const firstHash = '0'.repeat(64);

export const emptyTrail = { sequence: 0, hash: firstHash };

/** Chains new facts to the trail whose last hash and length are given. */
export function chain(
  agreementId: string,
  facts: Fact[],
  at: string,
  last: { sequence: number; hash: string },
): AuditEntry[] {
  let { hash, sequence } = last;
  return facts.map((fact) => {
    sequence += 1;
    const entry = { agreementId, sequence, at, type: fact.type, data: fact.data, previousHash: hash };
    hash = hashOf(entry);
    return { ...entry, hash };
  });
}

/**
 * The number of the first entry that does not fit the chain, or undefined when all do. `end` is what the agreement says of
 * its trail: without it, entries that were cut off at the end can't be missed.
 */
export function firstBreak(entries: AuditEntry[], end: { sequence: number; hash: string }): number | undefined {
  let previousHash = firstHash;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...rest } = entry;
    if (entry.sequence !== index + 1 || entry.previousHash !== previousHash || hashOf(rest) !== hash) return index + 1;
    previousHash = hash;
  }
  return entries.length === end.sequence && previousHash === end.hash
    ? undefined
    : Math.min(entries.length, end.sequence) + 1;
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(canonical(entry)).digest('hex');
}

/** JSON with its keys in order, so that a stored and reloaded entry hashes alike. Absent values leave no key. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
