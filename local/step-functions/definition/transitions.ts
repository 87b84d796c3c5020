import { InvalidDefinition } from './invalid-definition.ts';
import type { State } from './machine.ts';

type States = Map<string, State>;

/** Refuses targets that do not exist, states that no path from `startAt` reaches, and a way without an end. */
export function checkTransitions(startAt: string, states: States, path = ''): void {
  const findings = [...missingTargets(startAt, states, path), ...unreachedStates(startAt, states, path)];
  if (![...states.values()].some(isTerminal)) {
    findings.push('MISSING_END_STATE: Workflow has no terminal state at null');
  }
  if (findings.length > 0) throw new InvalidDefinition(findings.join(', '));
}

function missingTargets(startAt: string, states: States, path: string): string[] {
  const targets = [[`${path}/StartAt`, startAt]];
  for (const state of states.values()) {
    for (const [field, target] of targetsOf(state)) targets.push([`${path}/States/${state.name}/${field}`, target]);
  }
  return targets
    .filter(([, target = '']) => !states.has(target))
    .map(([at, target]) => `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${target} at ${at}`);
}

function unreachedStates(startAt: string, states: States, path: string): string[] {
  const reached = new Set([startAt]);
  // A Set hands out what is added while it is walked.
  for (const name of reached) {
    const state = states.get(name);
    if (state !== undefined) for (const [, target] of targetsOf(state)) reached.add(target);
  }
  return [...states.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${path}/States/${name}`);
}

function isTerminal(state: State): boolean {
  return state.type === 'Succeed' || state.type === 'Fail' || ('next' in state && state.next === undefined);
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
