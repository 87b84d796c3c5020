import type { ChoiceState, FailState, WaitState } from '../definition/machine.ts';
import { EvaluationError, evaluateAs } from '../jsonata/evaluate.ts';
import type { Json } from '../jsonata/json.ts';
import { attemptMap } from './map.ts';
import { evaluateResults, leave } from './results.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';
import { scopeOf } from './scope.ts';
import { evaluateSeconds } from './seconds.ts';
import { explain, noteEvaluationFailure } from './state-failure.ts';
import { attemptTask, finishTask, handleFailure } from './task.ts';
import { parseTimestamp } from './timestamp.ts';

const isText = (value: Json): value is string => typeof value === 'string';
const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';

/** Does the next thing that an execution can do by itself. Throws a StateFailure where the state fails for good. */
export async function step(run: Run, runner: Runner): Promise<void> {
  const { state, position } = run;
  if (position.phase === 'enter') {
    enter(run);
    // What follows may name the event of the entry, whose id an iteration learns when it is stored.
    if (run.execution.iteration !== undefined) return;
  }
  if (state.type === 'Task' || state.type === 'Map') {
    try {
      if (position.phase === 'settled') await finishTask(run, state);
      else if (state.type === 'Map') await attemptMap(run, state, runner);
      else await attemptTask(run, state, runner);
    } catch (error) {
      await handleFailure(run, state, runner, error);
    }
    return;
  }
  switch (state.type) {
    case 'Wait':
      if (position.phase !== 'settled') return beginWait(run, state, runner);
      return leave(run, await evaluateResults(run, state, scopeOf(run), position.input), state.next);
    case 'Pass':
      return leave(run, await evaluateResults(run, state, scopeOf(run), position.input), state.next);
    case 'Succeed':
      return leave(run, await evaluateResults(run, state, scopeOf(run), position.input), undefined);
    case 'Choice':
      return choose(run, state);
    case 'Fail':
      return fail(run, state);
  }
}

function enter(run: Run): void {
  const { position, state } = run;
  const previous = position.previous;
  run.append(`${state.type}StateEntered`, ['stateEnteredEventDetails', { name: state.name, input: position.input }]);
  run.transitions += 1;
  position.phase = 'attempt';
  position.visit = {
    enteredAt: run.now,
    enteredEvent: position.previous,
    enteredPrevious: previous,
    retries: [],
  };
}

async function choose(run: Run, state: ChoiceState): Promise<void> {
  const scope = scopeOf(run);
  for (const rule of state.rules) {
    const isMet = await evaluateAs(rule.condition, scope, 'boolean', isBoolean).catch((error: unknown) => {
      throw noteEvaluationFailure(run, error);
    });
    if (isMet) return leave(run, await evaluateResults(run, rule, scope, run.position.input), rule.next);
  }
  if (state.fallback === undefined) {
    throw explain(run, 'States.NoChoiceMatched', 'No choice rule matched, and the state has no Default.');
  }
  leave(run, await evaluateResults(run, state, scope, run.position.input), state.fallback);
}

async function fail(run: Run, state: FailState): Promise<void> {
  const scope = scopeOf(run);
  try {
    const error = state.error === undefined ? undefined : await evaluateAs(state.error, scope, 'string', isText);
    const cause = state.cause === undefined ? undefined : await evaluateAs(state.cause, scope, 'string', isText);
    run.fail({ error, cause });
  } catch (error) {
    throw noteEvaluationFailure(run, error);
  }
}

async function beginWait(run: Run, state: WaitState, runner: Runner): Promise<void> {
  const due = await wakeTime(run, state).catch((error: unknown) => {
    throw noteEvaluationFailure(run, error);
  });
  if (due <= run.now) {
    run.position.phase = 'settled';
    return;
  }
  runner.wakeUps.sleep(run, 'wait', due);
}

async function wakeTime(run: Run, { seconds, timestamp }: WaitState): Promise<number> {
  const scope = scopeOf(run);
  if (timestamp !== undefined) {
    const text = await evaluateAs(timestamp, scope, 'string', isText);
    const due = parseTimestamp(text);
    if (due !== undefined) return due;
    const what = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
    throw new EvaluationError(what, 'Timestamp', true);
  }
  if (seconds === undefined) return run.now;
  return run.now + (await evaluateSeconds(seconds, scope, 'Seconds', 0)) * 1000;
}
