import { inTransaction } from '../../kernel/store.ts';
import { longestHistory } from '../definition/limits.ts';
import type { Machine, State } from '../definition/machine.ts';
import type { StepFunctionsDeps } from '../deps.ts';
import type { Execution, Outcome } from '../store/execution.ts';
import type { Executions } from '../store/executions.ts';
import type { Links, Turn } from '../store/links.ts';
import type { Machines } from '../store/machines.ts';
import { childOutcome, dropLinks } from './children.ts';
import { FunctionCalls } from './function-calls.ts';
import { GroupCommit, Overtaken } from './group-commit.ts';
import { iterationEnded } from './map.ts';
import { failWhereFull, HistoryFull, isOpenTurn, movesByItself, Run } from './run.ts';
import { StateFailure } from './state-failure.ts';
import { statusEvent } from './status-event.ts';
import { step } from './step.ts';
import { WakeUps } from './wake-ups.ts';

// So many states may share one transaction before other work gets its turn.
const statesPerTransaction = 64;

/** What woke an execution: noted together with what it leads to, if the turn is still open then. */
interface WakeUp {
  turn: number;
  change: (run: Run) => void;
}

export interface RunnerDeps extends StepFunctionsDeps {
  executions: Executions;
  machines: Machines;
  links: Links;
  /** Starts an execution in the transaction under way; throws an AwsError where the API would. */
  start: (machineArn: string, name: string, input: string) => Execution;
}

/**
 * Moves executions on. Each goes by itself from state to state until it waits for something: a timer, a function, a token,
 * another execution. What wakes it is noted in one transaction (`settle`), whoever comes first; then it goes on. A change
 * that was worked out from an older step than the stored one is thrown away, so nothing here needs a lock.
 */
export class Runner {
  readonly deps: RunnerDeps;
  readonly wakeUps: WakeUps;
  readonly functionCalls: FunctionCalls;
  readonly #moving = new Set<number>();
  readonly #again = new Map<number, WakeUp | undefined>();
  readonly #commits: GroupCommit;

  constructor(deps: RunnerDeps) {
    this.deps = deps;
    this.wakeUps = new WakeUps(deps.timers, this);
    this.functionCalls = new FunctionCalls(deps, this);
    this.#commits = new GroupCommit(deps.db, (run) => this.#store(run));
  }

  /** Takes up every execution that was under way when the process ended. */
  resume(): void {
    for (const { id, phase } of this.deps.executions.running()) {
      if (movesByItself.has(phase)) this.move(id);
      if (phase === 'invoking') this.functionCalls.begin(id);
    }
  }

  /** Lets an execution go on by itself, right after the transaction under way. */
  move(id: number, wakeUp?: WakeUp): void {
    if (this.#moving.has(id)) {
      this.#again.set(id, wakeUp ?? this.#again.get(id));
      return;
    }
    this.#moving.add(id);
    void this.deps.work
      .run(() => this.#advance(id, wakeUp))
      .catch((error: unknown) => {
        if (error instanceof Overtaken) return;
        console.error(`Step Functions: execution ${id} is stuck until the next start:`, error);
      })
      .finally(() => {
        this.#moving.delete(id);
        const next = this.#again.get(id);
        if (this.#again.delete(id)) this.move(id, next);
      });
  }

  /** Notes what answers a turn, once: says false where the turn is over. `change` must leave it over, or still open. */
  settle({ executionId, turn }: Turn, change: (run: Run) => void): boolean {
    return inTransaction(this.deps.db, () => {
      const execution = this.deps.executions.get(executionId);
      if (execution === undefined || !isOpenTurn(execution, turn)) return false;
      const run = this.#open(execution);
      failWhereFull(run, () => change(run));
      this.#store(run);
      this.move(executionId);
      return true;
    });
  }

  /** Ends a task's turn with its outcome, and with the event for it, unless another event stands for it already. */
  answer(run: Run, outcome: Outcome, withEvent = true): void {
    const { visit, position, state } = run;
    if (withEvent && state.type === 'Task') {
      const { resourceType, resource } = state.resource;
      if ('result' in outcome) {
        const output = JSON.stringify(outcome.result);
        run.append('TaskSucceeded', ['taskSucceededEventDetails', { resourceType, resource, output }]);
      } else {
        run.append('TaskFailed', ['taskFailedEventDetails', { resourceType, resource, ...outcome }]);
      }
    }
    visit.outcome = outcome;
    delete visit.call;
    position.phase = 'settled';
    this.wakeUps.clearTurn(run);
    if (state.type === 'Task' && state.resource.kind !== 'invoke')
      run.within.push(() => dropLinks(run.execution.id, this));
  }

  /** Ends an execution from outside, wherever it stands; says whether it was still open. */
  end(
    id: number,
    status: 'ABORTED' | 'TIMED_OUT',
    failure: { error?: string | undefined; cause?: string | undefined },
  ): boolean {
    return inTransaction(this.deps.db, () => {
      const execution = this.deps.executions.get(id);
      if (execution?.status !== 'RUNNING') return false;
      const run = this.#open(execution);
      const name = status === 'ABORTED' ? 'Aborted' : 'TimedOut';
      run.append(`Execution${name}`, [`execution${name}EventDetails`, failure]);
      run.close(status, failure);
      this.#store(run);
      return true;
    });
  }

  async #advance(id: number, wakeUp: WakeUp | undefined): Promise<void> {
    // The transaction that woke it ends first.
    await null;
    const execution = this.deps.executions.get(id);
    if (execution?.status !== 'RUNNING') return;
    const run = this.#open(execution);
    if (wakeUp !== undefined && isOpenTurn(execution, wakeUp.turn)) failWhereFull(run, () => wakeUp.change(run));
    while (run.hasChanged || run.moves) {
      const most = run.execution.iteration === undefined ? statesPerTransaction : 1;
      for (let states = 0; states < most && run.moves; states += 1) await this.#step(run);
      await this.#commits.add(run);
    }
    for (const effect of run.after) effect();
  }

  async #step(run: Run): Promise<void> {
    run.now = this.deps.clock.now();
    try {
      await step(run, this);
    } catch (error) {
      if (error instanceof HistoryFull) run.failFull();
      else if (error instanceof StateFailure) run.fail(error.failure);
      else throw error;
    }
  }

  #open(execution: Execution): Run {
    const { definition } = this.deps.machines.compiled(execution.definitionId);
    return new Run(execution, { definition, machine: this.#machineOf(execution) }, this.deps.clock.now());
  }

  /** Stores what changed, within a transaction; says false where somebody else has changed the execution in the meantime. */
  #store(run: Run): boolean {
    const { executions } = this.deps;
    if (!executions.isCurrent(run.execution)) return false;
    if (!this.#number(run)) return true;
    failWhereFull(run, () => {
      // They may add more of their kind.
      for (const effect of run.within) effect();
    });
    if (!this.#number(run)) return true;
    executions.save(run.execution);
    executions.addHistory(run.execution.iteration?.rootId ?? run.execution.id, run.events);
    if (run.transitions > 0) this.deps.countTransitions?.(run.execution.name, run.transitions);
    if (!run.isOpen) this.#closed(run.execution);
    run.stored();
    return true;
  }

  /** What the end of an execution brings, in the transaction that notes it. */
  #closed(execution: Execution): void {
    this.#letGo(execution);
    const { iteration } = execution;
    if (iteration !== undefined) {
      const map = { executionId: iteration.parentId, turn: iteration.turn };
      this.settle(map, (run) => iterationEnded(run, execution, iteration, this));
      return;
    }
    for (const parent of this.deps.links.waitersOf(execution.id)) {
      this.settle(parent, (run) => this.answer(run, childOutcome(execution)));
    }
    this.deps.emit(statusEvent(execution));
  }

  /** Ends what runs for a Map, and gives it as it was, from the outside in; the Map tells of it. */
  abortIterations(parentId: number): Execution[] {
    return this.deps.executions.iterationsOf(parentId).flatMap((execution) => {
      this.deps.executions.save({ ...execution, status: 'ABORTED', stopped: this.deps.clock.now() });
      return [execution, ...this.#letGo(execution)];
    });
  }

  /** The state in which an execution, or an iteration, stands. */
  stateOf(execution: Execution): State {
    const state = this.#machineOf(execution).states.get(execution.position.state);
    if (state === undefined) throw new Error(`The definition has no state ${execution.position.state}`);
    return state;
  }

  #machineOf({ definitionId, iteration }: Execution): Machine {
    let { machine } = this.deps.machines.compiled(definitionId);
    for (const name of iteration?.maps ?? []) {
      const map = machine.states.get(name);
      if (map?.type !== 'Map') throw new Error(`The definition has no Map ${name}`);
      machine = map.processor;
    }
    return machine;
  }

  /** Forgets whatever would wake it, and ends what runs for its Map, which is given. */
  #letGo(execution: Execution): Execution[] {
    this.wakeUps.clear(execution);
    dropLinks(execution.id, this);
    return this.abortIterations(execution.id);
  }

  /** Gives the events of an iteration their ids in its execution's history; says false where that is full, and ended by it. */
  #number(run: Run): boolean {
    const { iteration } = run.execution;
    const fresh = run.events.filter(({ id }) => id < 0);
    if (iteration === undefined || fresh.length === 0) return true;
    const root = this.deps.executions.get(iteration.rootId);
    if (root !== undefined && root.events + fresh.length > longestHistory - 1) {
      const full = this.#open(root);
      full.failFull();
      this.#store(full);
      return false;
    }
    run.number(this.deps.executions.takeEvents(iteration.rootId, fresh.length));
    return true;
  }
}
