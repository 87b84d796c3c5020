import type { Timer, Timers } from '../../kernel/timers.ts';
import { longestExecutionMs } from '../definition/limits.ts';
import type { Execution } from '../store/execution.ts';
import type { Turn } from '../store/links.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';

type Kind = 'wait' | 'retry' | 'timeout' | 'limit';

/** The durable timers of executions: one for the turn under way, and one for the execution's own end. */
export class WakeUps {
  readonly #timers: Timers;
  readonly #runner: Runner;

  constructor(timers: Timers, runner: Runner) {
    this.#timers = timers;
    this.#runner = runner;
    timers.handle('states', (timer) => this.#fire(timer));
  }

  /** Begins a turn that a timer ends: a wait, or the pause before a retry. */
  sleep(run: Run, kind: 'wait' | 'retry', due: number): void {
    run.position.turn += 1;
    run.position.phase = 'waiting';
    this.#setTurn(run, kind, due);
    if (due > run.execution.started + longestExecutionMs) this.limitToYear(run);
  }

  /** Begins to wait for a task's answer, until `due` where it has a time-out. */
  expectAnswer(run: Run, due: number | undefined): void {
    run.position.phase = 'waiting';
    if (due !== undefined) this.#setTurn(run, 'timeout', due);
    const isFunction = run.state.type === 'Task' && run.state.resource.kind === 'invoke';
    if (!isFunction && (due ?? Number.POSITIVE_INFINITY) > run.execution.started + longestExecutionMs) {
      this.limitToYear(run);
    }
  }

  /** Sets the time-out of the machine, in the transaction that starts the execution. */
  limit(execution: Execution, due: number): void {
    execution.position.hasLimit = true;
    this.#set(`states:${execution.id}:limit`, execution, 'limit', due, 'time-out of the execution');
  }

  clearTurn(run: Run): void {
    if (run.position.hasTimer !== true) return;
    delete run.position.hasTimer;
    run.within.push(() => this.#timers.cancel(`states:${run.execution.id}`));
  }

  /** Forgets all timers of an execution that has ended. */
  clear({ id, position }: Execution): void {
    if (position.hasTimer === true) this.#timers.cancel(`states:${id}`);
    if (position.hasLimit === true) this.#timers.cancel(`states:${id}:limit`);
  }

  #setTurn(run: Run, kind: Kind, due: number): void {
    const { execution, position } = run;
    position.hasTimer = true;
    const turn = position.turn;
    run.within.push(() => this.#set(`states:${execution.id}`, execution, kind, due, position.state, turn));
  }

  /** No Standard execution lives for longer than a year: noted only where one would. */
  limitToYear(run: Run): void {
    // What an iteration waits for, its execution waits for.
    if (run.position.hasLimit === true || run.execution.iteration !== undefined) return;
    run.position.hasLimit = true;
    const { execution } = run;
    const id = `states:${execution.id}:limit`;
    run.within.push(() => this.#set(id, execution, 'limit', execution.started + longestExecutionMs, 'a year is over'));
  }

  #set(id: string, execution: Execution, kind: Kind, due: number, what: string, turn = 0): void {
    const payload = { executionId: execution.id, turn, kind };
    this.#timers.set({ id, due, service: 'states', what: `${execution.name}: ${what}`, payload });
  }

  #fire(timer: Timer): void {
    const { kind, ...turn } = timer.payload as Turn & { kind: Kind };
    const found =
      kind === 'limit'
        ? this.#runner.end(turn.executionId, 'TIMED_OUT', {})
        : this.#runner.settle(turn, (run) => this.#wake(run, kind));
    if (!found) this.#timers.cancel(timer.id);
  }

  #wake(run: Run, kind: Kind): void {
    const { state, position } = run;
    if (kind === 'timeout' && state.type === 'Task') {
      const failure = { error: 'States.Timeout', cause: undefined };
      const { resourceType, resource } = state.resource;
      run.append('TaskTimedOut', ['taskTimedOutEventDetails', { resourceType, resource, error: failure.error }]);
      this.#runner.answer(run, failure, false);
      return;
    }
    position.phase = kind === 'retry' ? 'attempt' : 'settled';
    this.clearTurn(run);
  }
}
