import { longestHistory } from '../definition/limits.ts';
import type { Machine, State } from '../definition/machine.ts';
import type { Execution, Failure, HistoryEvent, Phase, Position, Status, Visit } from '../store/execution.ts';
import type { StoredDefinition } from '../store/machines.ts';

/** The phases in which an execution waits for nobody. */
export const movesByItself = new Set<Phase>(['enter', 'attempt', 'settled']);

type End = Partial<Record<'output' | 'error' | 'cause', string | undefined>>;

/** The history has no room for one more event and the end. */
export class HistoryFull extends Error {}

/**
 * An execution, or one iteration of a Map, in memory while it moves on: what changed since it was read stands here until one transaction stores it all.
 */
export class Run {
  readonly execution: Execution;
  readonly definition: StoredDefinition;
  readonly machine: Machine;
  now: number;
  /** The input that the execution was started with, parsed when first asked for. */
  #input: unknown;
  events: HistoryEvent[] = [];
  /** How many states were entered, or tried again. */
  transitions = 0;
  /** Done within the transaction that stores the change, before the rest of it. */
  within: (() => void)[] = [];
  /** Done when it is stored. */
  after: (() => void)[] = [];

  constructor(execution: Execution, of: { definition: StoredDefinition; machine: Machine }, now: number) {
    this.execution = execution;
    this.definition = of.definition;
    this.machine = of.machine;
    this.now = now;
  }

  get position(): Position {
    return this.execution.position;
  }

  get state(): State {
    const state = this.machine.states.get(this.position.state);
    if (state === undefined) throw new Error(`The definition has no state ${this.position.state}`);
    return state;
  }

  get visit(): Visit {
    const { visit } = this.position;
    if (visit === undefined) throw new Error(`The state ${this.position.state} is not entered`);
    return visit;
  }

  get executionInput(): unknown {
    this.#input ??= JSON.parse(this.execution.input);
    return this.#input;
  }

  /** Adds an event to the history; `previous` where it is not simply the one before. */
  append(type: string, details?: HistoryEvent['details'], previous = this.position.previous): void {
    if (this.execution.events >= longestHistory - 1 && !type.startsWith('Execution')) throw new HistoryFull();
    this.execution.events += 1;
    // Iterations share the history of their execution: which ids are free is known when the events are stored.
    const id = this.execution.iteration === undefined ? this.execution.events : -this.execution.events;
    this.events.push({
      id,
      previousEventId: previous,
      at: this.now,
      type,
      ...(details === undefined ? {} : { details }),
    });
    this.position.previous = id;
  }

  /** Gives the events of an iteration the ids from `first` on, wherever they are named. */
  number(first: number): void {
    const earliest = this.events.find(({ id }) => id < 0)?.id ?? 0;
    const real = (id: number) => (id < 0 ? first + earliest - id : id);
    const { position } = this;
    this.events = this.events.map((event) => ({
      ...event,
      id: real(event.id),
      previousEventId: real(event.previousEventId),
    }));
    position.previous = real(position.previous);
    if (position.visit === undefined) return;
    position.visit.enteredEvent = real(position.visit.enteredEvent);
    position.visit.enteredPrevious = real(position.visit.enteredPrevious);
  }

  get isOpen(): boolean {
    return this.execution.status === 'RUNNING';
  }

  /** Whether it can go on by itself. */
  get moves(): boolean {
    return this.isOpen && movesByItself.has(this.position.phase);
  }

  get hasChanged(): boolean {
    return this.events.length > 0 || this.within.length > 0;
  }

  stored(): void {
    this.events = [];
    this.transitions = 0;
    this.within = [];
  }

  close(status: Exclude<Status, 'RUNNING'>, { output, error, cause }: End): void {
    Object.assign(this.execution, { status, stopped: this.now, output, error, cause });
  }

  /** Ends it with its output. */
  succeed(output: string): void {
    if (this.execution.iteration === undefined) {
      this.append('ExecutionSucceeded', ['executionSucceededEventDetails', { output }]);
    }
    this.close('SUCCEEDED', { output });
  }

  /** Ends it as failed. */
  fail({ error, cause }: Failure): void {
    if (this.execution.iteration === undefined) {
      this.append('ExecutionFailed', ['executionFailedEventDetails', { error, cause }]);
    }
    this.close('FAILED', { error, cause });
  }

  /** Ends it because its history may not grow any longer. */
  failFull(): void {
    const cause = `The execution reached the maximum number of history events (${longestHistory}).`;
    this.fail({ error: 'States.Runtime', cause });
  }
}

/** Whether a turn still waits for its answer. */
export function isOpenTurn({ status, position }: Execution, turn: number): boolean {
  return status === 'RUNNING' && position.turn === turn && !movesByItself.has(position.phase);
}

export function failWhereFull(run: Run, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HistoryFull)) throw error;
    run.failFull();
  }
}
