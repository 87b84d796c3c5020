import type { CallOfFunction } from '../../../local/faults/faults.ts';
import { operationOf } from '../../../local/faults/operation.ts';
import type { InvocationHook } from '../../../local/lambda/lambda.ts';

const reads = ['GetItem', 'Query'];
const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];

/** What the invocations of one operation asked for in all. */
export interface Counted {
  invocations: number;
  /** Records of the stream. */
  records: number;
  calls: number;
  /** The calls of the invocation that made the fewest; of a function that never runs twice at once. */
  fewestCalls: number;
  /** Calls of DescribeExecution. */
  describes: number;
  reads: number;
  writes: number;
  starts: number;
  mails: number;
}

/** Counts the invocations of a local cloud and the calls that each makes. */
export class Recording {
  readonly byOperation = new Map<string, Counted>();
  readonly #isMorning: () => boolean;

  /** `isMorning`: whether a sweep that runs now is the morning's, which compares besides and is counted by itself. */
  constructor(isMorning: () => boolean) {
    this.#isMorning = isMorning;
  }

  readonly hook: InvocationHook = async ({ functionName, payload }, run) => {
    const counted = this.#of(functionName, operationOf(payload));
    counted.invocations += 1;
    counted.records += JSON.parse(payload).Records?.length ?? 0;
    const { calls } = counted;
    const outcome = await run();
    counted.fewestCalls = Math.min(counted.fewestCalls, counted.calls - calls);
    return outcome;
  };

  readonly observe = ({ function: functionName, operation, service, action }: CallOfFunction): void => {
    const counted = this.#of(functionName, operation);
    counted.calls += 1;
    if (service === 'dynamodb' && reads.includes(action)) counted.reads += 1;
    if (service === 'dynamodb' && writes.includes(action)) counted.writes += 1;
    if (action === 'StartExecution') counted.starts += 1;
    if (action === 'DescribeExecution') counted.describes += 1;
    if (action === 'SendRawEmail') counted.mails += 1;
  };

  /** Of a task by its name; of the others by the function's. */
  #of(functionName: string, operation: string): Counted {
    const name = functionName.replace(/^perennial-/, '');
    const own = name === 'sweep' && this.#isMorning() ? 'morning-sweep' : name;
    const key = /-tasks$/.test(functionName) ? operation : own;
    const counted = this.byOperation.get(key) ?? noneCounted();
    this.byOperation.set(key, counted);
    return counted;
  }
}

export function noneCounted(): Counted {
  return {
    invocations: 0,
    records: 0,
    calls: 0,
    fewestCalls: Number.POSITIVE_INFINITY,
    describes: 0,
    reads: 0,
    writes: 0,
    starts: 0,
    mails: 0,
  };
}
