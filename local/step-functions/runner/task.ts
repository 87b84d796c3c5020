import { complainAbout } from '../definition/load-task.ts';
import type { MapState, TaskState } from '../definition/machine.ts';
import { evaluate } from '../jsonata/evaluate.ts';
import { isTooLarge, type Json, type JsonObject } from '../jsonata/json.ts';
import type { Failure } from '../store/execution.ts';
import { beginChild } from './children.ts';
import { evaluateResults, leave } from './results.ts';
import { matches, retryDelayMs } from './retry.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';
import { scopeOf } from './scope.ts';
import { evaluateSeconds } from './seconds.ts';
import { explain, noteEvaluationFailure, StateFailure, tooLarge } from './state-failure.ts';
import { createToken } from './task-token.ts';

/** Tries a task: works out its arguments, notes it as scheduled and started, and sets going what it is. */
export async function attemptTask(run: Run, state: TaskState, runner: Runner): Promise<void> {
  const { visit, execution, position } = run;
  const { kind, resource, resourceType } = state.resource;
  position.turn += 1;
  delete visit.token;
  if (kind === 'invoke-and-wait-for-token')
    visit.token = createToken({ executionId: execution.id, turn: position.turn });
  const args = await evaluateArguments(run, state);
  const seconds = await evaluateTimeout(run, state);
  const parameters = JSON.stringify(args);
  if (isTooLarge(parameters)) throw tooLarge(state.name);
  const of = { resourceType, resource };
  const timeout = seconds === undefined ? {} : { timeoutInSeconds: seconds };
  run.append('TaskScheduled', [
    'taskScheduledEventDetails',
    { ...of, region: runner.deps.region, parameters, ...timeout },
  ]);
  run.append('TaskStarted', ['taskStartedEventDetails', of]);
  runner.wakeUps.expectAnswer(run, seconds === undefined ? undefined : run.now + seconds * 1000);
  if (kind === 'run-machine') {
    run.within.push(() => beginChild(run, args, runner));
    return;
  }
  const { token } = visit;
  if (token !== undefined) {
    const turn = { executionId: execution.id, turn: position.turn };
    run.within.push(() => runner.deps.links.addToken(token, turn));
  }
  // Without a payload a function gets an empty event, and null counts as none.
  visit.call = { functionName: String(args.FunctionName), payload: args.Payload ?? {} };
  position.phase = 'invoking';
  run.after.push(() => runner.functionCalls.begin(execution.id));
}

/** Leaves a task, or a Map, with its result, or fails with its failure. */
export async function finishTask(run: Run, state: TaskState | MapState): Promise<void> {
  const { outcome } = run.visit;
  if (outcome === undefined) throw new Error(`The task ${state.name} is settled without an outcome`);
  if (!('result' in outcome)) throw new StateFailure(outcome);
  const { result } = outcome;
  leave(run, await evaluateResults(run, state, scopeOf(run, { result }), JSON.stringify(result)), state.next);
}

/** Retries or catches a failure of a task or a Map as the state says; passes on what it does not name. */
export async function handleFailure(
  run: Run,
  state: TaskState | MapState,
  runner: Runner,
  error: unknown,
): Promise<void> {
  if (!(error instanceof StateFailure)) throw error;
  const { failure } = error;
  if (retry(run, state, runner, failure)) return;
  if (state.type === 'Map') run.append('MapStateFailed');
  const catcher = state.catchers.find(({ errors }) => matches(errors, failure));
  if (catcher === undefined) throw error;
  const errorOutput: Json = { Error: failure.error ?? null, Cause: failure.cause ?? null };
  leave(
    run,
    await evaluateResults(run, catcher, scopeOf(run, { errorOutput }), JSON.stringify(errorOutput)),
    catcher.next,
  );
}

function retry(run: Run, state: TaskState | MapState, runner: Runner, failure: Failure): boolean {
  const { visit, execution } = run;
  const index = state.retriers.findIndex(({ errors }) => matches(errors, failure));
  const retrier = state.retriers[index];
  const before = visit.retries[index] ?? 0;
  if (retrier === undefined || before >= retrier.maxAttempts) return false;
  for (let other = visit.retries.length; other <= index; other += 1) visit.retries.push(0);
  visit.retries[index] = before + 1;
  delete visit.outcome;
  const seed = `${execution.arn} ${state.name} ${visit.enteredEvent} ${index} ${before}`;
  run.transitions += 1;
  runner.wakeUps.sleep(run, 'retry', run.now + retryDelayMs(retrier, before, seed));
  return true;
}

async function evaluateArguments(run: Run, state: TaskState): Promise<JsonObject> {
  const value = await evaluate(state.arguments ?? { kind: 'literal', value: null }, scopeOf(run)).catch(
    (error: unknown) => {
      throw noteEvaluationFailure(run, error);
    },
  );
  const complaint = complainAbout(value, state.resource);
  if (complaint === undefined) return value as JsonObject;
  const what = `The Parameters '${JSON.stringify(value)}' could not be used to start the Task: [${complaint}]`;
  throw explain(run, 'States.Runtime', what);
}

function evaluateTimeout(run: Run, { timeoutSeconds }: TaskState): Promise<number | undefined> {
  if (timeoutSeconds === undefined) return Promise.resolve(undefined);
  return evaluateSeconds(timeoutSeconds, scopeOf(run), 'TimeoutSeconds', 1).catch((error: unknown) => {
    throw noteEvaluationFailure(run, error);
  });
}
