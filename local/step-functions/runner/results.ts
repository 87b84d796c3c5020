import type { Results } from '../definition/machine.ts';
import { evaluate, type Scope } from '../jsonata/evaluate.ts';
import { isTooLarge, type Json } from '../jsonata/json.ts';
import type { Run } from './run.ts';
import { noteEvaluationFailure, tooLarge } from './state-failure.ts';

// AWS's limit for all variables of an execution together.
const variablesLimit = 10 * 1024 * 1024;

/** What a state leaves behind, as JSON text, before it is stored. */
export interface Left {
  output: string;
  assigned: [name: string, value: Json][];
}

/**
 * Evaluates `Assign` and `Output`, both with the variables as they were: what is assigned is seen from the next state on.
 * Without `Output`, `otherwise` goes on.
 */
export async function evaluateResults(run: Run, results: Results, scope: Scope, otherwise: string): Promise<Left> {
  if (results.output === undefined && results.assign.length === 0) return { output: otherwise, assigned: [] };
  try {
    const assigned: Left['assigned'] = [];
    for (const [name, value] of results.assign) assigned.push([name, await evaluate(value, scope)]);
    const output = results.output === undefined ? otherwise : JSON.stringify(await evaluate(results.output, scope));
    return { output, assigned };
  } catch (error) {
    throw noteEvaluationFailure(run, error);
  }
}

/** Leaves the current state for `next`, or ends the execution where there is none. */
export function leave(run: Run, { output, assigned }: Left, next: string | undefined): void {
  const { position, state } = run;
  const variables = assign(run, assigned);
  if (isTooLarge(output)) throw tooLarge(state.name);
  const details: Record<string, unknown> = { name: state.name, output };
  if (assigned.length > 0) {
    details.assignedVariables = Object.fromEntries(assigned.map(([name, value]) => [name, JSON.stringify(value)]));
  }
  run.append(`${state.type}StateExited`, ['stateExitedEventDetails', details]);
  delete position.visit;
  position.input = output;
  position.variables = variables;
  if (next !== undefined) {
    position.state = next;
    position.phase = 'enter';
    return;
  }
  run.succeed(output);
}

function assign(run: Run, assigned: Left['assigned']): Record<string, Json> {
  if (assigned.length === 0) return run.position.variables;
  if (isTooLarge(JSON.stringify(Object.fromEntries(assigned)))) throw tooLarge(run.state.name);
  const variables = { ...run.position.variables, ...Object.fromEntries(assigned) };
  if (JSON.stringify(variables).length > variablesLimit) throw tooLarge(run.state.name);
  return variables;
}
