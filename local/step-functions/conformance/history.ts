import { isObject, parseObject } from './compare.ts';

type Fields = Record<string, unknown>;

/** An event of GetExecutionHistory in the form of the recorded ones. */
export function simplify(event: Fields, position: number): Fields {
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
