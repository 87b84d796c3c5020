import { difference } from './compare.ts';
import { simplify } from './history.ts';

type Fields = Record<string, unknown>;

/** What a recording says of some events in a row: one of each kind, by the ids that they have. */
interface Stretch {
  first: number;
  length: number;
  /** What they are, in this order or, where it was lost, in any; undefined where they were lost themselves. */
  events: Fields[] | undefined;
  isInOrder: boolean;
}

/** Compares a history with the recorded one: in order or, where iterations of a Map ran beside each other, chain by chain. */
export function historyDifference(expected: Fields[], actual: Fields[], isAdapted: boolean): string | undefined {
  const simple = actual.map((event, index) => simplify(event, index + 1));
  // What was recorded there was a queue's answer.
  if (isAdapted) for (const event of simple) if (event.type === 'TaskSubmitted') delete event.output;
  const stretches = stretchesOf(expected);
  const inOrder = differenceInOrder(stretches, simple);
  const isWhole = stretches.every(({ isInOrder }) => isInOrder);
  if (inOrder === undefined || !isWhole || !hasBranches(expected)) return inOrder;
  return differenceOfChains(expected, simple);
}

function stretchesOf(expected: Fields[]): Stretch[] {
  let first = 1;
  return expected.map((entry) => {
    const anyOrder = entry.any_order as Fields[] | undefined;
    const events = entry.missing === undefined ? (anyOrder ?? [entry]) : undefined;
    const length = events?.length ?? Number(entry.missing);
    const stretch = { first, length, events, isInOrder: anyOrder === undefined && events !== undefined };
    first += length;
    return stretch;
  });
}

function differenceInOrder(stretches: Stretch[], actual: Fields[]): string | undefined {
  for (const stretch of stretches) {
    const { first, length, events, isInOrder } = stretch;
    const got = actual.slice(first - 1, first - 1 + length);
    const where = `event ${first}`;
    if (got.length < length) return `${where}: expected ${JSON.stringify(events)}, got no more events`;
    if (events === undefined) continue;
    const found = isInOrder
      ? eventDifference(events[0] ?? {}, got[0] ?? {}, stretches, first)
      : setDifference(events, got);
    if (found !== undefined) return `${where} (${events.map(({ type }) => type).join(', ')}) ${found}`;
  }
  const expectedCount = stretches.reduce((sum, { length }) => sum + length, 0);
  const extra = actual[expectedCount];
  return extra === undefined ? undefined : `event ${expectedCount + 1}: expected no more, got ${JSON.stringify(extra)}`;
}

function eventDifference(wanted: Fields, got: Fields, stretches: Stretch[], id: number): string | undefined {
  // All that is known of an inferred event.
  if (wanted.inferred === true) return difference(wanted.type, got.type, '/type');
  const { prev: wantedPrevious = id - 1, ...fields } = wanted;
  const { prev: gotPrevious = id - 1, ...rest } = got;
  const place = (previous: unknown) => {
    const stretch = stretches.find(({ first, length }) => Number(previous) < first + length);
    return stretch === undefined || stretch.isInOrder ? previous : `one of the events from ${stretch.first} on`;
  };
  return difference(fields, rest) ?? difference(place(wantedPrevious), place(gotPrevious), '/prev');
}

/** Compares events whose order was lost, and with it what led to each. */
function setDifference(wanted: Fields[], got: Fields[]): string | undefined {
  const left = got.map(({ prev: _prev, ...event }) => event);
  for (const { prev: _prev, ...event } of wanted) {
    const at = left.findIndex((candidate) => difference(event, candidate) === undefined);
    if (at < 0) return `expected ${JSON.stringify(event)} among them, got ${JSON.stringify(left)}`;
    left.splice(at, 1);
  }
  return undefined;
}

/** Whether an iteration began before the one before it had ended. */
function hasBranches(events: Fields[]): boolean {
  let open = 0;
  return events.some(({ type }) => {
    if (type === 'MapIterationStarted') open += 1;
    else if (/^MapIteration(Succeeded|Failed|Aborted)$/.test(String(type))) open -= 1;
    return open > 1;
  });
}

/** Compares what led to each event, whatever came in between. */
function differenceOfChains(expected: Fields[], actual: Fields[]): string | undefined {
  const wanted = withChains(expected);
  const got = withChains(actual);
  for (const [chain, event] of wanted) {
    const at = got.findIndex(([other, candidate]) => other === chain && difference(event, candidate) === undefined);
    if (at < 0) return `after ${chain}: expected ${JSON.stringify(event)}, which is not among the events`;
    got.splice(at, 1);
  }
  return got.length === 0 ? undefined : `expected no more, got ${JSON.stringify(got[0])}`;
}

/** Each event without its place, beside the types of all that led to it. */
function withChains(events: Fields[]): [chain: string, event: Fields][] {
  const chains: string[] = [];
  return events.map(({ prev, ...event }, position) => {
    const before = chains[Number(prev ?? position) - 1] ?? '';
    chains.push(`${before} ${event.type}${event.index ?? ''}`);
    return [before, event];
  });
}
