import type { Json } from '../jsonata/json.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What a task came to. A failure without an error name is what SendTaskFailure may send. */
export type Outcome = { result: Json } | Failure;

export interface Failure {
  error: string | undefined;
  cause: string | undefined;
}

/**
 * Where a running execution stands:
 * `enter` its state is about to be entered, `attempt` its task is to be tried (again), `settled` what it waited for is here:
 * these three go on by themselves. `invoking` a function runs (after a restart: again). `waiting` a timer, a token or
 * another execution wakes it.
 */
export type Phase = 'enter' | 'attempt' | 'settled' | 'invoking' | 'waiting';

export interface Position {
  state: string;
  phase: Phase;
  /** The state's input, as JSON text. */
  input: string;
  variables: Record<string, Json>;
  /** Raised whenever something is begun that will wake the execution: what is late for its turn finds nobody. */
  turn: number;
  /** What the next event names as the one before it. */
  previous: number;
  /** Whether a timer for the turn is set. */
  hasTimer?: boolean;
  /** Whether a timer for the end of the execution is set. */
  hasLimit?: boolean;
  /** Since the state was entered. */
  visit?: Visit;
}

export interface Visit {
  enteredAt: number;
  enteredEvent: number;
  /** `previousEventId` of the event that entered it. */
  enteredPrevious: number;
  /** How often each retrier has retried. */
  retries: number[];
  /** The call that a running function was given: repeated after a restart. */
  call?: { functionName: string; payload: Json };
  token?: string;
  outcome?: Outcome;
  map?: MapProgress;
}

/** How far a Map is. */
export interface MapProgress {
  /** What each iteration begins with, as JSON text, and its item. */
  inputs: string[];
  items: Json[];
  /** The index of the next iteration to begin. */
  next: number;
  running: number;
  /** How many may run at once. */
  most: number;
  /** By index, what each iteration that has ended came to. */
  results: Json[];
}

/**
 * One run of a Map's processor: kept like an execution, so that whatever an execution may wait for, it may wait for, too. Its
 * events stand in the history of the execution that it belongs to.
 */
export interface Iteration {
  /** The execution that it belongs to, and the one (or the iteration) whose Map began it, in which turn. */
  rootId: number;
  rootArn: string;
  parentId: number;
  turn: number;
  index: number;
  item: Json;
  /** The names of the Maps that lead to its processor, from the outermost on. */
  maps: string[];
}

export interface Execution {
  id: number;
  arn: string;
  machineArn: string;
  name: string;
  definitionId: number;
  input: string;
  started: number;
  status: Status;
  stopped: number | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** Raised by every change: a change made from an older step is lost. */
  step: number;
  /** How many events its history has. */
  events: number;
  position: Position;
  /** Set where it is no execution of its own. */
  iteration?: Iteration;
}

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  /** Milliseconds. */
  at: number;
  type: string;
  /** `stateEnteredEventDetails` and the like: the API's name and what stands there. */
  details?: [name: string, value: Record<string, unknown>];
}
