import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../../functions/domain/agreement/events.ts';
import {
  type AuditEntry,
  canonical,
  chain,
  emptyTrail,
  firstBreak,
} from '../../../../functions/domain/audit/audit-trail.ts';
import { monday } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();

/** Whatever a fact may hold, fields that are present without a value among them. */
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const fact = fc.record<Fact>({
  type: fc.constantFrom('signed', 'payment_failed', 'activated'),
  data: fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), value, { maxKeys: 5 }),
});
const facts = fc.array(fact, { minLength: 2, maxLength: 8 });

function trailOf(those: Fact[]): AuditEntry[] {
  return chain('app0000000000001', those, monday, emptyTrail);
}

/** What the agreement says of its trail: how many entries, and the hash of the last. */
function endOf(trail: AuditEntry[]): { sequence: number; hash: string } {
  const { sequence, hash } = trail.at(-1) ?? emptyTrail;
  return { sequence, hash };
}

describe('the audit trail', () => {
  test('numbers its entries from 1 and chains each to the one before', () => {
    const [first, second] = trailOf([
      { type: 'signed', data: { signerId: 's1' } },
      { type: 'activated', data: {} },
    ]);
    expect(first).toMatchObject({ sequence: 1, previousHash: '0'.repeat(64), at: monday, type: 'signed' });
    expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash });
    expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('keeps its hashes: a trail that was stored years ago must still fit', () => {
    const [entry] = trailOf([{ type: 'signed', data: { b: 1, a: ['é', null, undefined], absent: undefined } }]);
    expect(entry?.hash).toBe('a64154ff474fcb58c1085be1331230672536f75bb92abc65eab219b6ddba00bf');
  });

  test('is the same whether chained at once or one decision after the other', () => {
    fc.assert(
      fc.property(facts, fc.nat({ max: 8 }), (those, at) => {
        const begun = trailOf(those.slice(0, at));
        const last = begun.at(-1) ?? emptyTrail;
        const rest = chain('app0000000000001', those.slice(at), monday, last);
        expect([...begun, ...rest]).toEqual(trailOf(those));
      }),
      { numRuns },
    );
  });

  test('is whole as it was made, and after a journey through JSON', () => {
    fc.assert(
      fc.property(facts, (those) => {
        const trail = trailOf(those);
        expect(firstBreak(trail, endOf(trail))).toBeUndefined();
        expect(firstBreak(JSON.parse(JSON.stringify(trail)), endOf(trail))).toBeUndefined();
      }),
      { numRuns },
    );
  });

  test('is whole when it is empty', () => {
    expect(firstBreak([], emptyTrail)).toBeUndefined();
  });
});

describe('a break', () => {
  const change: fc.Arbitrary<(entry: AuditEntry) => AuditEntry> = fc.constantFrom<(entry: AuditEntry) => AuditEntry>(
    (entry) => ({ ...entry, type: `${entry.type}x` }),
    (entry) => ({ ...entry, at: '2026-03-02T15:00:00.001Z' }),
    (entry) => ({ ...entry, agreementId: 'app0000000000002' }),
    (entry) => ({ ...entry, data: { ...entry.data, added: 1 } }),
    (entry) => ({ ...entry, sequence: entry.sequence + 1 }),
    (entry) => ({ ...entry, previousHash: 'f'.repeat(64) }),
    (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
  );
  const trailAndPlace = facts.chain((those) =>
    fc.tuple(fc.constant(trailOf(those)), fc.nat({ max: those.length - 1 })),
  );

  test('is found at the first entry that was changed', () => {
    fc.assert(
      fc.property(trailAndPlace, change, ([trail, place], changed) => {
        const entries = trail.map((entry, index) => (index === place ? changed(entry) : entry));
        expect(firstBreak(entries, endOf(trail))).toBe(place + 1);
      }),
      { numRuns },
    );
  });

  test('is found where an entry that others follow was dropped', () => {
    fc.assert(
      fc.property(trailAndPlace, ([trail, place]) => {
        fc.pre(place < trail.length - 1);
        expect(firstBreak(trail.toSpliced(place, 1), endOf(trail))).toBe(place + 1);
      }),
      { numRuns },
    );
  });

  test('is found where two entries were swapped, or one stands twice', () => {
    fc.assert(
      fc.property(trailAndPlace, ([trail, place]) => {
        const [entry, following] = trail.slice(place, place + 2);
        fc.pre(entry !== undefined && following !== undefined);
        expect(firstBreak(trail.with(place, following).with(place + 1, entry), endOf(trail))).toBe(place + 1);
        expect(firstBreak(trail.toSpliced(place, 0, entry), endOf(trail))).toBe(place + 2);
      }),
      { numRuns },
    );
  });

  test('is found where entries were cut off at the end, down to the last of them', () => {
    fc.assert(
      fc.property(trailAndPlace, ([trail, kept]) => {
        expect(firstBreak(trail.slice(0, kept), endOf(trail))).toBe(kept + 1);
      }),
      { numRuns },
    );
  });

  test('is found where entries were added that the agreement knows nothing of', () => {
    fc.assert(
      fc.property(trailAndPlace, ([trail, place]) => {
        expect(firstBreak(trail, endOf(trail.slice(0, place)))).toBeGreaterThan(place);
      }),
      { numRuns },
    );
  });

  test('is found where the whole trail was written anew, every hash made to fit', () => {
    const [trail, forged] = ['Yes', 'No'].map((answer) => trailOf([{ type: 'signed', data: { answer } }]));
    if (trail === undefined || forged === undefined) throw new Error('There is no forged trail.');
    expect(firstBreak(forged, endOf(forged))).toBeUndefined();
    expect(firstBreak(forged, endOf(trail))).toBeDefined();
  });

  test('is found behind a changed entry whose own hash was made to fit', () => {
    const trail = trailOf([1, 2, 3].map((n) => ({ type: 'signed', data: { n } })));
    const [forged] = chain('app0000000000001', [{ type: 'signed', data: { n: 9 } }], monday, emptyTrail);
    if (forged === undefined) throw new Error('There is no forged entry.');
    expect(firstBreak(trail.with(0, forged), endOf(trail))).toBe(2);
  });
});

describe('the canonical form', () => {
  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: undefined, b: { d: null, c: [undefined, 1] } }, '{"b":{"c":[null,1],"d":null}}'],
    ['<é>"', JSON.stringify('<é>"')],
    [undefined, 'null'],
  ])('of %j is %s', (given, expected) => {
    expect(canonical(given)).toBe(expected);
  });

  test('does not know in which order fields were set, and is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(canonical(reversed)).toBe(canonical(given));
        expect(JSON.parse(canonical(given))).toEqual(JSON.parse(JSON.stringify(given)));
      }),
      { numRuns },
    );
  });
});
