import { EvaluationError } from '../jsonata/evaluate.ts';
import type { Failure } from '../store/execution.ts';
import type { Run } from './run.ts';

// The API's limit for a cause.
const longestCause = 32_768;

/** A state that failed: retried or caught where the state may, else the end of the execution. */
export class StateFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.error}: ${failure.cause}`);
    this.failure = { error: failure.error, cause: failure.cause?.slice(0, longestCause) };
  }
}

/** A failure as the service itself explains it: with the state and where it was entered. */
export function explain(run: Run, error: string, what: string): StateFailure {
  const { name } = run.state;
  const cause = `An error occurred while executing the state '${name}' (entered at the event id #${run.visit.enteredEvent}). ${what}`;
  return new StateFailure({ error, cause });
}

export function tooLarge(what: string): StateFailure {
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StateFailure({ error: 'States.DataLimitExceeded', cause });
}

/** Turns a failed evaluation into the state's failure and notes it in the history; anything else is thrown again. */
export function noteEvaluationFailure(run: Run, error: unknown): StateFailure {
  if (!(error instanceof EvaluationError)) throw error;
  const { failure } = explain(run, 'States.QueryEvaluationError', error.message);
  const { visit, position } = run;
  // AWS takes an evaluation that follows the entry for part of it, and names the event before the entry.
  const isAtEntry = position.previous === visit.enteredEvent && !error.isPastEvaluation;
  run.append(
    'EvaluationFailed',
    ['evaluationFailedEventDetails', { ...failure, location: error.location, state: run.state.name }],
    isAtEntry ? visit.enteredPrevious : position.previous,
  );
  return new StateFailure(failure);
}
