import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../kernel/clock.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';

/** What the service needs of the rest of the local cloud. */
export interface StepFunctionsDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  /** Running functions are counted as under way by whoever runs them. */
  work: Work;
  region: string;
  account: string;
  /**
   * Invokes a function as `roleArn` and answers as Lambda does. Rejects with {name: 'Lambda.TooManyRequestsException', message}
   * and the like when the call itself fails; `functionError` says that the payload is {errorType, errorMessage, trace}.
   */
  invokeFunction(request: FunctionCall & { roleArn: string }): Promise<FunctionAnswer>;
  /** Throws {name: 'AccessDeniedException', message} if the role may not do `action` on `resource`. */
  authorize(request: { roleArn: string; action: string; resource: string }): void;
  /** Takes the transitions that AWS bills, retries among them, within the transaction that notes them. */
  countTransitions?(executionName: string, transitions: number): void;
  /** Takes a status change for EventBridge, within the transaction that notes it. */
  emit(event: StatusEvent): void;
}

export interface FunctionCall {
  functionName: string;
  payload: unknown;
}

export interface FunctionAnswer {
  payload: unknown;
  functionError?: string | undefined;
  requestId?: string | undefined;
}

export interface StatusEvent {
  source: 'aws.states';
  detailType: string;
  detail: object;
  resources: string[];
}
