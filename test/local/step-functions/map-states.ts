import { expect } from '@jest/globals';
import { type Event, task } from './harness.ts';

/** A task that gives the function `f` the item: a text alone would be the payload's JSON itself. */
export const call = (more: object) =>
  task('f', { Arguments: { FunctionName: 'f', Payload: { item: '{% $states.input %}' } }, ...more });

/** A Map over `items` of the input, with these states as its processor. */
export const each = (states: object, more: object = {}) => ({
  Map: {
    Type: 'Map',
    Items: '{% $states.input.items %}',
    ItemProcessor: { StartAt: Object.keys(states)[0], States: states },
    End: true,
    ...more,
  },
});
export const items = { items: ['a', 'b', 'c'] };
export const counts = (types: string[], type: string) => types.filter((one) => one === type).length;

/** Every event names one before it, and the ids are 1, 2, 3, … */
export function expectWhole(events: Event[]): void {
  expect(events.map(({ id }) => id)).toEqual(events.map((_event, index) => index + 1));
  for (const { id, previousEventId } of events) {
    expect(previousEventId).toBeGreaterThanOrEqual(0);
    expect(previousEventId).toBeLessThan(id);
  }
}
