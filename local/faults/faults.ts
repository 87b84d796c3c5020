import { type AwsAnswer, type AwsCall, ConnectionDropped } from '../kernel/aws-service.ts';
import type { InvocationHook, Lambda } from '../lambda/lambda.ts';
import { failure as failedOutcome } from '../lambda/protocol.ts';
import { conflict, failure, throttling } from './error-answer.ts';
import { type Fault, readFault } from './fault.ts';
import type { LaggingIndex } from './lagging-index.ts';
import { operationOf } from './operation.ts';
import { askingAgain, reorder } from './reorder.ts';

/** One call that a function made: its ordinal counts the calls of the same action within one invocation, from 1 on. */
export interface CallOfFunction {
  function: string;
  operation: string;
  service: string;
  action: string;
  nth: number;
}

export interface FaultsDeps {
  /** Takes the indexes as they are now. */
  freezeIndexes: () => Promise<Pick<LaggingIndex, 'query' | 'drop'>>;
  lambda: () => Pick<Lambda, 'crash' | 'invocationOf'>;
}

/** Well below the time-out of a client's request, and so of any function. */
const delayMilliseconds = 1000;
/** How long a single event waits for the one that is to overtake it. */
const overtakeMilliseconds = 3000;
const services = ['dynamodb', 'lambda', 'ses', 'states'];

/**
 * Faults on request. Each happens once, at the first call or invocation that it is meant for; an index lags behind until
 * the faults are cleared. They are not kept: a new start has none.
 */
export class Faults {
  readonly #deps: FaultsDeps;
  #set: Fault[] = [];
  #lagging: Pick<LaggingIndex, 'query' | 'drop'> | undefined;
  /** The calls of each running invocation: by action, the SDK's ids of the calls, since it sends one several times. */
  readonly #calls = new Map<string, Map<string, string[]>>();
  readonly #invocations = new Map<Fault, number>();
  readonly #others = new Map<string, Set<() => void>>();
  #listener: ((call: CallOfFunction) => void) | undefined;

  constructor(deps: FaultsDeps) {
    this.#deps = deps;
  }

  /** Those that are still to happen. */
  list(): Fault[] {
    return [...this.#set];
  }

  /** Sets a fault. Throws a FaultError for one that there is not. */
  async add(given: Record<string, unknown>): Promise<Fault> {
    const fault = readFault(given, services);
    if (fault.mode === 'index-lag') {
      await this.#lagging?.drop();
      this.#lagging = await this.#deps.freezeIndexes();
    }
    this.#set.push(fault);
    return fault;
  }

  async clear(): Promise<void> {
    this.#set = [];
    this.#invocations.clear();
    await this.#lagging?.drop();
    this.#lagging = undefined;
  }

  /** Tells every call of a function from now on. */
  observe(listener: (call: CallOfFunction) => void): void {
    this.#listener = listener;
  }

  /** Hands a call to its service, with the fault that is meant for it. */
  async around(service: string, call: AwsCall, handle: () => Promise<AwsAnswer>): Promise<AwsAnswer> {
    const token = call.headers['x-amz-security-token'];
    const made = this.#count(service, call, token);
    if (made === undefined) return handle();
    const fault = this.#set.find((one) => one.action !== 'InvokeFunction' && fits(one, made) && isTurn(one, made));
    if (fault === undefined) return handle();
    if (fault.mode === 'index-lag') {
      return call.input.IndexName === undefined || this.#lagging === undefined ? handle() : this.#lagging.query(call);
    }
    this.#happens(fault);
    switch (fault.mode) {
      case 'fail-before':
        throw failure(service);
      case 'fail-after':
        await handle();
        throw failure(service);
      case 'throttle':
        throw throttling(service);
      case 'conflict':
        return conflict(call);
      case 'delay':
        await pause();
        return handle();
      case 'crash-after':
        // What the service answers or refuses is lost with the caller.
        await handle().catch(() => {});
    }
    await this.#deps.lambda().crash(token ?? '');
    throw new ConnectionDropped();
  }

  /** Wraps the invocations of functions. */
  readonly hook: InvocationHook = async ({ functionName, requestId, payload }, run) => {
    try {
      const invoked = {
        function: functionName,
        operation: operationOf(payload),
        service: 'lambda',
        action: 'InvokeFunction',
      };
      const meant = this.#set.filter((one) => one.action === 'InvokeFunction' && fits(one, invoked));
      // Each of them counts this invocation, whichever happens.
      const [fault] = meant.filter((one) => this.#countsDown(one));
      if (fault === undefined) return await run();
      this.#happens(fault);
      switch (fault.mode) {
        case 'fail-before':
          throw failure('lambda');
        case 'fail-after':
          await run();
          throw failure('lambda');
        case 'throttle':
          throw throttling('lambda');
        case 'crash-before':
          return died;
        case 'crash-after':
          await run();
          return died;
        case 'duplicate':
          await run();
          this.#calls.delete(requestId);
          return await run();
        case 'reorder':
          return await this.#overtaken(functionName, async () => {
            const event = reorder(payload);
            return askingAgain(event, await run(event));
          });
        default:
          await pause();
          return await run();
      }
    } finally {
      this.#calls.delete(requestId);
      for (const ended of this.#others.get(functionName) ?? []) ended();
    }
  };

  /** Lets a single event be overtaken by the next one of its function, if one comes soon. A batch is reordered in itself. */
  async #overtaken<T>(functionName: string, run: () => Promise<T>): Promise<T> {
    const waiting = this.#others.get(functionName) ?? new Set();
    this.#others.set(functionName, waiting);
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.add(resolve);
    await Promise.race([promise, pause(overtakeMilliseconds)]);
    waiting.delete(resolve);
    return run();
  }

  #count(service: string, call: AwsCall, token: string | undefined): CallOfFunction | undefined {
    const invocation = this.#deps.lambda().invocationOf(token);
    if (invocation === undefined) return undefined;
    const byAction = this.#calls.get(invocation.requestId) ?? new Map<string, string[]>();
    this.#calls.set(invocation.requestId, byAction);
    const action = `${service}:${call.action}`;
    const ids = byAction.get(action) ?? [];
    byAction.set(action, ids);
    const id = call.headers['amz-sdk-invocation-id'] ?? String(ids.length);
    const isNew = !ids.includes(id);
    if (isNew) ids.push(id);
    const made = {
      function: invocation.functionName,
      operation: operationOf(invocation.event),
      service,
      action: call.action,
      nth: ids.indexOf(id) + 1,
    };
    if (isNew) this.#listener?.(made);
    return made;
  }

  /** Counts an invocation that a fault is meant for; says whether it is the one. */
  #countsDown(fault: Fault): boolean {
    const seen = (this.#invocations.get(fault) ?? 0) + 1;
    this.#invocations.set(fault, seen);
    return seen === fault.nth;
  }

  #happens(fault: Fault): void {
    this.#set = this.#set.filter((one) => one !== fault);
    this.#invocations.delete(fault);
  }
}

/** What AWS answers when a function's process ends in mid-air. */
const died = failedOutcome({
  errorType: 'Runtime.ExitError',
  errorMessage: 'A fault that was asked for: the runtime exited',
});

function fits(fault: Fault, at: Pick<CallOfFunction, 'service' | 'action' | 'function' | 'operation'>): boolean {
  return (
    fault.service === at.service &&
    fault.action === at.action &&
    (fault.function ?? at.function) === at.function &&
    (fault.operation ?? at.operation) === at.operation
  );
}

/** An index lags behind for every query of it, until the faults are cleared. */
function isTurn({ mode, nth }: Fault, made: CallOfFunction): boolean {
  return mode === 'index-lag' || nth === made.nth;
}

function pause(milliseconds = delayMilliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
