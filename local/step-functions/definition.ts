import { FieldReader } from './definition/fields.ts';
import { InvalidDefinition, unknownHere } from './definition/invalid-definition.ts';
import { longestSeconds } from './definition/limits.ts';
import { loadStates } from './definition/load-state.ts';
import type { Machine } from './definition/machine.ts';
import { checkNames, checkVariables } from './definition/scopes.ts';

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
  const { startAt, states } = loadStates(fields, language);
  fields.done();
  checkNames(states);
  checkVariables(states);
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
