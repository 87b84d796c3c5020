import type { Outcome } from '../store/execution.ts';
import { invoke } from './invoke.ts';
import type { Run } from './run.ts';
import type { Runner, RunnerDeps } from './runner.ts';

/** The functions that executions wait for: begun when the execution is stored, and again after a restart. */
export class FunctionCalls {
  readonly #deps: RunnerDeps;
  readonly #runner: Runner;

  constructor(deps: RunnerDeps, runner: Runner) {
    this.#deps = deps;
    this.#runner = runner;
  }

  begin(executionId: number): void {
    const { executions, machines, work, invokeFunction } = this.#deps;
    const execution = executions.get(executionId);
    const call = execution?.position.visit?.call;
    if (execution === undefined || call === undefined) return;
    const { turn } = execution.position;
    const { roleArn } = machines.compiled(execution.definitionId).definition;
    // Whoever runs the function counts it; this bridges the moment until then.
    setImmediate(work.begin());
    void invoke(call, (request) => invokeFunction({ ...request, roleArn }))
      .then((outcome) => this.#ended({ executionId, turn }, outcome))
      .catch((error: unknown) => console.error(`Step Functions: the answer of ${call.functionName} is lost:`, error));
  }

  #ended(turn: { executionId: number; turn: number }, outcome: Outcome): void {
    const execution = this.#deps.executions.get(turn.executionId);
    if (execution?.status !== 'RUNNING') return;
    const state = this.#runner.stateOf(execution);
    if (state.type !== 'Task') return;
    if (state.resource.kind === 'invoke') {
      // Not stored by itself: after a kill in between, the function runs again.
      this.#runner.move(turn.executionId, { turn: turn.turn, change: (run) => this.#runner.answer(run, outcome) });
    } else {
      this.#runner.settle(turn, (run) => this.#submitted(run, outcome));
    }
  }

  /** The function that was given a token has ended. If the token is answered already, its turn is over and this is not called. */
  #submitted(run: Run, outcome: Outcome): void {
    const { state, position, visit } = run;
    if (position.phase !== 'invoking' || state.type !== 'Task') return;
    const { resourceType, resource } = state.resource;
    if ('result' in outcome) {
      const output = JSON.stringify(outcome.result);
      run.append('TaskSubmitted', ['taskSubmittedEventDetails', { resourceType, resource, output }]);
      delete visit.call;
      position.phase = 'waiting';
      return;
    }
    run.append('TaskSubmitFailed', ['taskSubmitFailedEventDetails', { resourceType, resource, ...outcome }]);
    this.#runner.answer(run, outcome, false);
  }
}
