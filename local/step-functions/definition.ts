import { FieldReader } from './definition/fields.ts';
import { InvalidDefinition, invalid, unknownHere } from './definition/invalid-definition.ts';
import { longestSeconds } from './definition/limits.ts';
import { loadState } from './definition/load-state.ts';
import type { Machine, State } from './definition/machine.ts';
import { checkTransitions } from './definition/transitions.ts';

/**
 * Checks and compiles a definition. Throws InvalidDefinition with the reason: what AWS would refuse as AWS says it, and
 * what only this runner does not know by its name.
 */
export function loadDefinition(text: string): Machine {
  const fields = new FieldReader(parse(text), 'The state machine', '/');
  fields.require(...['States', 'StartAt'].filter((field) => !fields.has(field)));
  const language = fields.text('QueryLanguage') ?? 'JSONPath';
  if (language !== 'JSONata' && language !== 'JSONPath') throw fields.refuse('Unknown query language', 'QueryLanguage');
  const version = fields.text('Version');
  if (version !== undefined && version !== '1.0') throw unknownHere('The state machine', `Version ${version}`);
  fields.text('Comment');
  const timeoutSeconds = fields.number('TimeoutSeconds', { least: 1, most: longestSeconds });
  const startAt = fields.requiredText('StartAt');
  const states = loadStates(fields.any('States'), language);
  fields.done();
  checkTransitions(startAt, states);
  return { startAt, timeoutSeconds, states };
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidDefinition(`INVALID_JSON_DESCRIPTION: Definition must be a valid JSON object: ${why}`);
  }
  throw new InvalidDefinition('INVALID_JSON_DESCRIPTION: Definition must be a valid JSON object');
}

function loadStates(value: unknown, machineLanguage: 'JSONata' | 'JSONPath'): Map<string, State> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('Expected an object', '/States');
  const states = new Map<string, State>();
  for (const [name, fields] of Object.entries(value)) {
    const path = `/States/${name}`;
    if (name.length === 0 || name.length > 80) throw invalid('A state name has 1 to 80 characters', path);
    states.set(name, loadState(name, fields, path, machineLanguage));
  }
  if (states.size === 0) throw invalid('At least one state is required', '/States');
  return states;
}
