import { describe, expect, it } from '@jest/globals';
import { historyDifference } from '../../../local/step-functions/conformance/compare-history.ts';

/** Events of the API; `prev` where it is not the one before. */
const actual = (...events: [type: string, prev?: number, index?: number][]) =>
  events.map(([type, prev, index], position) => ({
    id: position + 1,
    previousEventId: prev ?? position,
    type,
    ...(index === undefined ? {} : { mapIterationStartedEventDetails: { index } }),
  }));

const difference = (expected: object[], got: object[], isAdapted = false) =>
  historyDifference(expected as Record<string, unknown>[], got as Record<string, unknown>[], isAdapted);

describe('a recorded history', () => {
  it('is compared event by event, with what led to each', () => {
    const expected = [{ type: 'A' }, { type: 'B', prev: 0 }];
    expect(difference(expected, actual(['A'], ['B', 0]))).toBeUndefined();
    expect(difference(expected, actual(['A'], ['B']))).toContain('event 2 (B) /prev: expected 0, got 1');
    expect(difference(expected, actual(['A']))).toContain('got no more events');
    expect(difference(expected, actual(['A'], ['B', 0], ['C']))).toContain('event 3: expected no more');
  });

  it('is compared as a set where its order was lost, and what closes the set by its type', () => {
    const expected = [
      { type: 'S' },
      { any_order: [{ type: 'B' }, { type: 'A' }] },
      { type: 'E', inferred: true },
      { type: 'X', prev: 3 },
    ];
    const got = (...middle: string[]) => actual(['S'], [middle[0] ?? '', 1], [middle[1] ?? '', 1], ['E', 2], ['X', 2]);
    expect(difference(expected, got('A', 'B'))).toBeUndefined();
    expect(difference(expected, got('B', 'A'))).toBeUndefined();
    expect(difference(expected, got('A', 'A'))).toContain('event 2 (B, A) expected {"type":"B"} among them');
    expect(difference(expected, actual(['S'], ['A'], ['B'], ['E'], ['X', 1]))).toContain('event 5 (X) /prev');
    expect(difference(expected, actual(['S'], ['A'], ['B'], ['F'], ['X', 3]))).toContain('event 4 (E) /type');
  });

  it('passes over what is missing, by its number', () => {
    const expected = [{ type: 'S' }, { missing: 2 }, { type: 'E', prev: 3 }];
    expect(difference(expected, actual(['S'], ['?'], ['?'], ['E']))).toBeUndefined();
    expect(difference(expected, actual(['S'], ['?'], ['E']))).toContain('got no more events');
  });

  it('is compared chain by chain where iterations ran beside each other', () => {
    const start = (index: number) => ({ type: 'MapIterationStarted', index, prev: 1 });
    const expected = [{ type: 'M' }, start(0), start(1), { type: 'A', prev: 2 }, { type: 'A', prev: 3 }];
    const begun: Parameters<typeof actual> = [['M'], ['MapIterationStarted', 1, 0], ['MapIterationStarted', 1, 1]];
    expect(difference(expected, actual(...begun, ['A', 3], ['A', 2]))).toBeUndefined();
    expect(difference(expected, actual(...begun, ['A', 3], ['A', 3]))).toContain('MapIterationStarted0: expected');
  });

  it('has no answer where a function stands in for a queue', () => {
    const submitted = { id: 1, previousEventId: 0, type: 'TaskSubmitted', taskSubmittedEventDetails: { output: '1' } };
    expect(difference([{ type: 'TaskSubmitted' }], [submitted], true)).toBeUndefined();
    expect(difference([{ type: 'TaskSubmitted' }], [submitted])).toContain('/output');
  });
});
