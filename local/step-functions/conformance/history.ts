import { difference, isObject, parseObject } from './compare.ts';

type Fields = Record<string, unknown>;

/** An event of GetExecutionHistory in the form of the recorded ones. */
function simplify(event: Fields, position: number): Fields {
  const name = Object.keys(event).find((key) => key.endsWith('EventDetails'));
  const details = (name === undefined ? {} : event[name]) as Fields;
  const simple: Fields = { type: event.type };
  const previous = Number(event.previousEventId);
  if (previous !== position - 1) simple.prev = previous;
  for (const field of ['index', 'length']) if (details[field] !== undefined) simple[field] = details[field];
  const state = details.name ?? details.state;
  if (state !== undefined) simple.state = state;
  for (const field of ['input', 'output', 'parameters']) {
    if (details[field] !== undefined) simple[field] = JSON.parse(String(details[field]));
  }
  if (details.assignedVariables !== undefined) {
    simple.assigned = Object.fromEntries(
      Object.entries(details.assignedVariables as Fields).map(([key, value]) => [key, JSON.parse(String(value))]),
    );
  }
  if (details.resourceType !== undefined) simple.resource = `${details.resourceType}:${details.resource}`;
  if (details.timeoutInSeconds !== undefined) simple.timeout = details.timeoutInSeconds;
  for (const field of ['location', 'error']) if (details[field] !== undefined) simple[field] = details[field];
  return { ...simple, ...simpleCause(details.cause) };
}

/** A cause that is a JSON object is compared as one. */
export function simpleCause(cause: unknown): Fields {
  if (cause === undefined) return {};
  const parsed = parseObject(String(cause));
  return parsed === undefined ? { cause } : { cause_json: parsed };
}

/** Compares a history with the recorded one: in order or, where iterations of a Map ran beside each other, chain by chain. */
export function historyDifference(expected: Fields[], actual: Fields[], isAdapted: boolean): string | undefined {
  const simple = actual.map((event, index) => simplify(event, index + 1));
  const inOrder = differenceInOrder(expected, simple, isAdapted);
  if (inOrder === undefined || !hasBranches(expected)) return inOrder;
  return differenceOfChains(expected, simple);
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
  return events.map(({ prev, inferred: _inferred, ...event }, position) => {
    const before = chains[Number(prev ?? position) - 1] ?? '';
    chains.push(`${before} ${event.type}${event.index ?? ''}`);
    return [before, event];
  });
}

function differenceInOrder(expected: Fields[], simple: Fields[], isAdapted: boolean): string | undefined {
  for (const [index, wanted] of expected.entries()) {
    const got = simple[index];
    const where = `event ${index + 1}`;
    if (wanted.any_order !== undefined || wanted.missing !== undefined)
      return `${where}: branches are not compared here`;
    if (got === undefined) return `${where}: expected ${JSON.stringify(wanted)}, got no more events`;
    // Only a queue's answer would stand there.
    if (isAdapted && got.type === 'TaskSubmitted' && wanted.output === undefined) delete got.output;
    const { inferred: _inferred, ...fields } = wanted;
    const found = difference(fields, got);
    if (found !== undefined) return `${where} (${String(wanted.type)}) ${found}`;
  }
  const extra = simple[expected.length];
  return extra === undefined
    ? undefined
    : `event ${expected.length + 1}: expected no more, got ${JSON.stringify(extra)}`;
}

/** An answer's events, as the recorded answers of API calls have them. */
export function simplifyAnswer(answer: object): object {
  const simple: Fields = { ...answer };
  for (const field of ['input', 'output']) {
    if (typeof simple[field] === 'string') simple[field] = JSON.parse(simple[field]);
  }
  if (Array.isArray(simple.events)) {
    simple.events = simple.events.filter(isObject).map((event) => {
      const { type, ...rest } = simplify(event, Number(event.id));
      return { type, id: event.id, ...rest };
    });
  }
  return simple;
}
