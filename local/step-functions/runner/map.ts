import { mostIterations } from '../definition/limits.ts';
import type { MapState, State } from '../definition/machine.ts';
import { EvaluationError, evaluate, evaluateAs } from '../jsonata/evaluate.ts';
import { isTooLarge, type Json } from '../jsonata/json.ts';
import type { Execution, Iteration, MapProgress } from '../store/execution.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';
import { scopeOf } from './scope.ts';
import { noteEvaluationFailure, tooLarge } from './state-failure.ts';

const isArray = (value: Json): value is Json[] => Array.isArray(value);
// As recorded, digits in a text will do.
const isNumber = (value: Json): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
// The others are left too soon to be seen in between: AWS has no such event for them.
const abortable = new Set<State['type']>(['Map', 'Task', 'Wait']);

/** Works out the items of a Map and begins its first iterations; where there are none it is done. */
export async function attemptMap(run: Run, state: MapState, runner: Runner): Promise<void> {
  const { position, visit } = run;
  position.turn += 1;
  const { items, inputs, most } = await evaluateFields(run, state).catch((error: unknown) => {
    throw noteEvaluationFailure(run, error);
  });
  run.append('MapStateStarted', ['mapStateStartedEventDetails', { length: items.length }]);
  if (items.length === 0) {
    succeed(run, [], position.previous);
    return;
  }
  visit.map = { items, inputs, next: 0, running: 0, most, results: [] };
  position.phase = 'waiting';
  // How long the iterations wait is not known here.
  runner.wakeUps.limitToYear(run);
  beginIterations(run, state, runner, position.previous);
}

async function evaluateFields(run: Run, state: MapState): Promise<Pick<MapProgress, 'items' | 'inputs' | 'most'>> {
  const scope = scopeOf(run);
  const items =
    state.items === undefined
      ? (JSON.parse(run.position.input) as Json)
      : await evaluateAs(state.items, scope, 'array', isArray);
  if (!isArray(items)) {
    throw new EvaluationError(`Map state input must be an array but was: ${run.position.input}`, undefined);
  }
  const inputs: string[] = [];
  for (const [index, item] of items.entries()) {
    const selected =
      state.itemSelector === undefined
        ? item
        : await evaluate(state.itemSelector, scopeOf(run, { item: { index, value: item } }));
    const input = JSON.stringify(selected);
    if (isTooLarge(input)) throw tooLarge(state.name);
    inputs.push(input);
  }
  return { items, inputs, most: await evaluateMost(run, state) };
}

/** How many iterations may run at once: zero sets no limit, and AWS has one of its own. */
async function evaluateMost(run: Run, { maxConcurrency }: MapState): Promise<number> {
  if (maxConcurrency === undefined) return mostIterations;
  const given = Number(await evaluateAs(maxConcurrency, scopeOf(run), 'number', isNumber));
  // Recorded: the state is never entered, and the execution hangs.
  if (given < 0) throw new Error(`The Map ${run.state.name} hangs, as on AWS: its MaxConcurrency is ${given}`);
  if (!Number.isInteger(given)) {
    const what = `The MaxConcurrency field must be a non-negative integer, but was: ${given}`;
    throw new EvaluationError(what, 'MaxConcurrency', true);
  }
  return given === 0 ? mostIterations : Math.min(given, mostIterations);
}

/** Begins as many iterations as may run at once. `previous` is the event that made room for them. */
function beginIterations(run: Run, state: MapState, runner: Runner, previous: number): void {
  const { map } = run.visit;
  if (map === undefined) return;
  while (map.running < map.most && map.next < map.inputs.length) {
    beginIteration(run, state, runner, previous);
    map.next += 1;
    map.running += 1;
  }
}

function beginIteration(run: Run, state: MapState, runner: Runner, previous: number): void {
  const { execution, position, visit } = run;
  const index = visit.map?.next ?? 0;
  const iteration: Iteration = {
    rootId: execution.iteration?.rootId ?? execution.id,
    rootArn: execution.iteration?.rootArn ?? execution.arn,
    parentId: execution.id,
    turn: position.turn,
    index,
    item: visit.map?.items[index] ?? null,
    maps: [...(execution.iteration?.maps ?? []), state.name],
  };
  run.append('MapIterationStarted', ['mapIterationStartedEventDetails', { name: state.name, index }], previous);
  const at = run.events.length - 1;
  run.within.push(() => {
    const id = runner.deps.executions.insertIteration(execution, iteration, {
      state: state.processor.startAt,
      phase: 'enter',
      input: visit.map?.inputs[index] ?? 'null',
      variables: position.variables,
      turn: 0,
      previous: run.events[at]?.id ?? 0,
    });
    runner.move(id);
  });
}

/** What the end of an iteration brings to the Map that began it, within the transaction that notes the end. */
export function iterationEnded(run: Run, ended: Execution, iteration: Iteration, runner: Runner): void {
  const { state, visit } = run;
  const { map } = visit;
  if (state.type !== 'Map' || map === undefined) return;
  const last = ended.position.previous;
  const of = { name: state.name, index: iteration.index };
  map.running -= 1;
  if (ended.status !== 'SUCCEEDED') {
    run.append('MapIterationFailed', ['mapIterationFailedEventDetails', of], last);
    fail(run, runner, ended, last);
    return;
  }
  map.results[iteration.index] = JSON.parse(ended.output ?? 'null') as Json;
  run.append('MapIterationSucceeded', ['mapIterationSucceededEventDetails', of], last);
  if (map.running === 0 && map.next === map.inputs.length) succeed(run, map.results, run.position.previous);
  else beginIterations(run, state, runner, last);
}

/** `previous` is the event that the next one follows: the end of the Map itself is none of the chain. */
function succeed(run: Run, results: Json[], previous: number): void {
  run.append('MapStateSucceeded', undefined, previous);
  settle(run, previous);
  run.visit.outcome = { result: results };
}

/** One failure fails the Map: what still runs is given up, and the next event follows the failure. */
function fail(run: Run, runner: Runner, failed: Execution, previous: number): void {
  // A task that failed within was never left, either.
  if (runner.stateOf(failed).type === 'Task') run.append('TaskStateAborted', undefined, previous);
  for (const open of runner.abortIterations(run.execution.id)) {
    const of = { name: open.iteration?.maps.at(-1), index: open.iteration?.index };
    run.append('MapIterationAborted', ['mapIterationAbortedEventDetails', of], previous);
    const { type } = runner.stateOf(open);
    const isEntered = open.position.visit !== undefined;
    if (isEntered && abortable.has(type)) run.append(`${type}StateAborted`, undefined, previous);
  }
  settle(run, previous);
  run.visit.outcome = { error: failed.error, cause: failed.cause };
}

function settle(run: Run, previous: number): void {
  run.position.previous = previous;
  run.position.phase = 'settled';
  delete run.visit.map;
}
