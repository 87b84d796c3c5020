import type { Template } from '../jsonata/template.ts';

/** A definition, checked and compiled: what an execution runs. */
export interface Machine {
  startAt: string;
  timeoutSeconds: number | undefined;
  states: Map<string, State>;
}

export type State = PassState | TaskState | MapState | ChoiceState | WaitState | SucceedState | FailState;

/** The value and the variables that a state, a choice rule or a catcher leaves behind. */
export interface Results {
  output: Template | undefined;
  assign: [name: string, value: Template][];
}

interface Named {
  name: string;
}

/** Where a state goes; undefined: the execution ends there. */
interface Onward {
  next: string | undefined;
}

export interface PassState extends Named, Onward, Results {
  type: 'Pass';
}

export interface SucceedState extends Named, Results {
  type: 'Succeed';
}

export interface FailState extends Named {
  type: 'Fail';
  error: Template | undefined;
  cause: Template | undefined;
}

export interface WaitState extends Named, Onward, Results {
  type: 'Wait';
  seconds: Template | undefined;
  timestamp: Template | undefined;
}

export interface ChoiceState extends Named, Results {
  type: 'Choice';
  rules: (Results & { condition: Template; next: string })[];
  /** Its own results apply only when no rule matches. */
  fallback: string | undefined;
}

export interface TaskState extends Named, Onward, Results {
  type: 'Task';
  resource: TaskResource;
  arguments: Template | undefined;
  timeoutSeconds: Template | undefined;
  retriers: Retrier[];
  catchers: Catcher[];
}

/** An inline Map: its processor runs once for each item, each time as a small machine of its own. */
export interface MapState extends Named, Onward, Results {
  type: 'Map';
  /** Without them the state's input is the array. */
  items: Template | undefined;
  itemSelector: Template | undefined;
  maxConcurrency: Template | undefined;
  processor: Machine;
  retriers: Retrier[];
  catchers: Catcher[];
}

/** The three ways to do a task, with the names that events give them. */
export interface TaskResource {
  kind: 'invoke' | 'invoke-and-wait-for-token' | 'run-machine';
  resourceType: 'lambda' | 'states';
  resource: string;
}

export interface Retrier {
  errors: string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number | undefined;
  jitter: boolean;
}

export interface Catcher extends Results {
  errors: string[];
  next: string;
}
