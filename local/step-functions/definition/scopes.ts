import { InvalidDefinition, invalid } from './invalid-definition.ts';
import type { Results, State } from './machine.ts';

type States = Map<string, State>;

/** A name stands for one state in the whole definition, processors of Maps included. */
export function checkNames(states: States, seen = new Set<string>()): void {
  for (const [name, state] of states) {
    if (seen.has(name)) throw new InvalidDefinition(`DUPLICATE_STATE_NAME: Duplicate State name: ${name}`);
    seen.add(name);
    if (state.type === 'Map') checkNames(state.processor.states, seen);
  }
}

/**
 * The states of a Map's processor may read the variables of the scopes around it, and assign none of their names.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function checkVariables(states: States, outer: ReadonlySet<string> = new Set(), path = ''): void {
  const own = new Set(outer);
  for (const state of states.values()) {
    for (const name of assignedBy(state)) {
      if (outer.has(name)) {
        const what = `The variable '${name}' belongs to an outer scope, and can not be assigned here`;
        throw invalid(what, `${path}/States/${state.name}/Assign`);
      }
      own.add(name);
    }
  }
  for (const state of states.values()) {
    if (state.type !== 'Map') continue;
    checkVariables(state.processor.states, own, `${path}/States/${state.name}/ItemProcessor`);
  }
}

function assignedBy(state: State): string[] {
  const results: Pick<Results, 'assign'>[] = 'assign' in state ? [state] : [];
  if (state.type === 'Choice') results.push(...state.rules);
  if ('catchers' in state) results.push(...state.catchers);
  return results.flatMap(({ assign }) => assign.map(([name]) => name));
}
