import { InvalidDefinition } from './invalid-definition.ts';
import type { State } from './machine.ts';

/** Refuses targets that do not exist and states that no path from `startAt` reaches. */
export function checkTransitions(startAt: string, states: Map<string, State>, path = ''): void {
  checkTarget(startAt, `${path}/StartAt`, states);
  for (const state of states.values()) {
    for (const [field, target] of targetsOf(state)) {
      checkTarget(target, `${path}/States/${state.name}/${field}`, states);
    }
  }
  const reached = new Set([startAt]);
  // A Set hands out what is added while it is walked.
  for (const name of reached) {
    const state = states.get(name);
    if (state !== undefined) for (const [, target] of targetsOf(state)) reached.add(target);
  }
  for (const name of states.keys()) {
    if (reached.has(name)) continue;
    throw new InvalidDefinition(
      `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${path}/States/${name}`,
    );
  }
}

function checkTarget(target: string, path: string, states: Map<string, State>): void {
  if (states.has(target)) return;
  throw new InvalidDefinition(`MISSING_TRANSITION_TARGET: Missing 'Next' target: ${target} at ${path}`);
}

function targetsOf(state: State): [field: string, target: string][] {
  const targets: [string, string | undefined][] = [];
  if ('next' in state) targets.push(['Next', state.next]);
  if (state.type === 'Choice') {
    targets.push(['Default', state.fallback]);
    state.rules.forEach((rule, index) => {
      targets.push([`Choices[${index}]/Next`, rule.next]);
    });
  }
  if (state.type === 'Task' || state.type === 'Map') {
    state.catchers.forEach((catcher, index) => {
      targets.push([`Catch[${index}]/Next`, catcher.next]);
    });
  }
  return targets.filter((entry): entry is [string, string] => entry[1] !== undefined);
}
