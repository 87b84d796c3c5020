const common = ['fail-before', 'fail-after', 'crash-before', 'crash-after', 'throttle', 'delay'] as const;
/** What goes wrong on request: with a call of ours, and with an invocation of a function. */
export const callModes = [...common, 'conflict', 'index-lag'] as const;
export const invocationModes = [...common, 'duplicate', 'reorder'] as const;

export type Mode = (typeof callModes)[number] | (typeof invocationModes)[number];

export interface Fault {
  /** As in the SigV4 scope: `dynamodb`, `states`, `ses`; `lambda` for invocations. */
  service: string;
  /** As IAM names it: `TransactWriteItems`, `SendTaskSuccess`, `SendRawEmail`; `InvokeFunction` for invocations. */
  action: string;
  /** The function that calls, or that is invoked. Left out: any. */
  function?: string;
  /** What the function is at: a task's name, a route's key, `stream`, an event's detail type. Left out: anything. */
  operation?: string;
  /** Which of these calls within one invocation; or which of these invocations from now on. 1 is the first. */
  nth: number;
  mode: Mode;
}

/** A fault that can't be set; the message says what was given and what is allowed. */
export class FaultError extends Error {
  override name = 'FaultError';
}

const fields = ['service', 'action', 'function', 'operation', 'nth', 'mode'];
const writes = ['DeleteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem'];

/** Reads a fault from the fields of a JSON body or a form. Throws a FaultError. */
export function readFault(given: Record<string, unknown>, services: string[]): Fault {
  const other = Object.keys(given).find((name) => !fields.includes(name));
  if (other !== undefined) throw refusal(other, given[other], `the fields ${fields.join(', ')}`);
  const { service, action, mode } = given;
  const nth = Number(given.nth ?? 1);
  if (!services.includes(String(service))) throw refusal('service', service, services.join(', '));
  if (typeof action !== 'string' || !/^[A-Z]\w+$/.test(action)) {
    throw refusal('action', action, "an action's name such as TransactWriteItems");
  }
  if (!Number.isInteger(nth) || nth < 1) throw refusal('nth', given.nth, 'a whole number from 1 on');
  const modes: readonly string[] = action === 'InvokeFunction' ? invocationModes : callModes;
  if (!modes.includes(String(mode))) throw refusal('mode', mode, `${modes.join(', ')} for ${action}`);
  if (mode === 'conflict' && !(service === 'dynamodb' && writes.includes(action))) {
    throw refusal('mode', mode, `a conflict of dynamodb's ${writes.join(', ')}`);
  }
  if (mode === 'index-lag' && action !== 'Query')
    throw refusal('mode', mode, "an index that lags behind for dynamodb's Query");
  return {
    service: String(service),
    action,
    nth,
    mode: mode as Mode,
    ...named('function', given.function),
    ...named('operation', given.operation),
  };
}

function named<Name extends 'function' | 'operation'>(name: Name, value: unknown): { [name in Name]?: string } {
  if (value === undefined || value === '' || value === '*') return {};
  if (typeof value !== 'string') throw refusal(name, value, 'a name');
  return { [name]: value } as { [name in Name]?: string };
}

function refusal(field: string, given: unknown, allowed: string): FaultError {
  return new FaultError(`"${field}" is ${JSON.stringify(given) ?? 'missing'}; allowed: ${allowed}`);
}
