import type { StatesPart } from '../jsonata/check-expression.ts';
import { compileTemplate, isExpression, type Template } from '../jsonata/template.ts';
import { parseTimestamp } from '../runner/timestamp.ts';
import { FieldReader } from './fields.ts';
import { InvalidDefinition, invalid, unknownHere } from './invalid-definition.ts';
import { longestSeconds } from './limits.ts';
import { loadErrorHandling } from './load-error-handling.ts';
import { loadMap } from './load-map.ts';
import { loadResults } from './load-results.ts';
import { checkArguments, loadResource } from './load-task.ts';
import type {
  ChoiceState,
  FailState,
  Machine,
  PassState,
  State,
  SucceedState,
  TaskState,
  WaitState,
} from './machine.ts';
import { checkTransitions } from './transitions.ts';

/** What any field of a state may read of `$states`; results and errors come on top in some. */
const commonParts: ReadonlySet<StatesPart> = new Set<StatesPart>(['input', 'context']);
const resultParts: ReadonlySet<StatesPart> = new Set<StatesPart>(['input', 'context', 'result']);

const loaders = { Pass, Succeed, Fail, Wait, Choice, Task };

function loadState(name: string, value: unknown, path: string, machineLanguage: string): State {
  const where = `State '${name}'`;
  const fields = new FieldReader(value, where, path);
  const type = fields.requiredText('Type');
  const language = fields.text('QueryLanguage') ?? machineLanguage;
  if (language === 'JSONPath' && machineLanguage === 'JSONata') {
    throw fields.refuse(`'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`);
  }
  if (language !== 'JSONata') throw unknownHere(where, language);
  if (type === 'Parallel') throw unknownHere(where, type);
  if (type !== 'Map' && !Object.hasOwn(loaders, type)) throw fields.refuse(`'${type}' is not a state type`, 'Type');
  fields.text('Comment');
  const state =
    type === 'Map'
      ? { ...loadMap(name, fields, machineLanguage, loadStates), ...onward(fields) }
      : loaders[type as keyof typeof loaders](name, fields);
  fields.done();
  return state;
}

/** A field that may be an expression; `check` sees a constant value and says what is wrong with it. */
function template(
  fields: FieldReader,
  field: string,
  parts: ReadonlySet<StatesPart> = commonParts,
  check?: (value: unknown) => string | undefined,
): Template | undefined {
  if (!fields.has(field)) return undefined;
  const value = fields.any(field);
  const complaint = isExpression(value) ? undefined : check?.(value);
  if (complaint !== undefined) throw fields.refuse(complaint, field);
  return compileTemplate(value, { where: fields.where, path: fields.path, location: field, parts });
}

function seconds(least: number): (value: unknown) => string | undefined {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= longestSeconds
      ? undefined
      : `Expected an integer from ${least} to ${longestSeconds}, or a JSONata expression`;
}

function onward(fields: FieldReader): { next: string | undefined } {
  const next = fields.text('Next');
  const end = fields.any('End');
  if (end !== undefined && typeof end !== 'boolean') throw fields.refuse('Expected value of type Boolean', 'End');
  if (next === undefined && end !== true) throw fields.refuse("A state needs 'Next' or 'End': true");
  if (next !== undefined && end === true) throw fields.refuse("A state has 'Next' or 'End', not both");
  return { next };
}

function Pass(name: string, fields: FieldReader): PassState {
  return { type: 'Pass', name, ...onward(fields), ...loadResults(fields, commonParts) };
}

function Succeed(name: string, fields: FieldReader): SucceedState {
  return { type: 'Succeed', name, output: template(fields, 'Output'), assign: [] };
}

function Fail(name: string, fields: FieldReader): FailState {
  const isText = (value: unknown) => (typeof value === 'string' ? undefined : 'Expected value of type String');
  const error = template(fields, 'Error', commonParts, isText);
  return { type: 'Fail', name, error, cause: template(fields, 'Cause', commonParts, isText) };
}

function Wait(name: string, fields: FieldReader): WaitState {
  const wait = {
    seconds: template(fields, 'Seconds', commonParts, seconds(0)),
    timestamp: template(fields, 'Timestamp', commonParts, (value) =>
      typeof value === 'string' && parseTimestamp(value) !== undefined
        ? undefined
        : 'String does not match RFC3339 timestamp',
    ),
  };
  if ((wait.seconds === undefined) === (wait.timestamp === undefined)) {
    throw fields.refuse("A Wait state has either 'Seconds' or 'Timestamp'");
  }
  return { type: 'Wait', name, ...onward(fields), ...loadResults(fields, commonParts), ...wait };
}

function Choice(name: string, fields: FieldReader): ChoiceState {
  fields.require('Choices');
  const rules = fields.list('Choices').map((value, index) => {
    const rule = new FieldReader(value, fields.where, `${fields.path}/Choices[${index}]`);
    rule.require('Next');
    const place = {
      where: fields.where,
      path: fields.path,
      location: `Choices[${index}]/Condition`,
      parts: commonParts,
    };
    const condition = rule.any('Condition');
    if (!rule.has('Condition')) {
      rule.done();
      throw rule.refuse('These fields are required: [Condition]');
    }
    if (typeof condition !== 'boolean' && !isExpression(condition)) {
      throw rule.refuse('Expected a boolean or a JSONata expression', 'Condition');
    }
    rule.text('Comment');
    const loaded = {
      condition: compileTemplate(condition, place),
      next: rule.requiredText('Next'),
      ...loadResults(rule, commonParts, `Choices[${index}]/`),
    };
    rule.done();
    return loaded;
  });
  if (rules.length === 0) throw fields.refuse('A Choice state needs at least one rule', 'Choices');
  return { type: 'Choice', name, rules, fallback: fields.text('Default'), ...loadResults(fields, commonParts) };
}

function Task(name: string, fields: FieldReader): TaskState {
  const resource = loadResource(fields);
  checkArguments(fields, resource);
  return {
    type: 'Task',
    name,
    resource,
    arguments: template(fields, 'Arguments'),
    timeoutSeconds: template(fields, 'TimeoutSeconds', commonParts, seconds(1)),
    ...loadErrorHandling(fields),
    ...onward(fields),
    ...loadResults(fields, resultParts),
  };
}

/** Reads `StartAt` and `States`, of a machine or of a Map's processor. */
export function loadStates(fields: FieldReader, machineLanguage: string): Pick<Machine, 'startAt' | 'states'> {
  const root = fields.path === '/' ? '' : fields.path;
  const startAt = fields.requiredText('StartAt');
  const value = fields.any('States');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('Expected an object', `${root}/States`);
  }
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(value)) {
    const path = `${root}/States/${name}`;
    if (name.length > 80) {
      const what = `State '${name}' exceeds the 80-character limit allowed by the service`;
      throw new InvalidDefinition(`INVALID_STATE_NAME: Invalid State name: ${what} at ${path}`);
    }
    if (name === '') throw invalid('A state name has at least 1 character', path);
    states.set(name, loadState(name, state, path, machineLanguage));
  }
  if (states.size === 0) throw invalid('At least one state is required', `${root}/States`);
  checkTransitions(startAt, states, root);
  return { startAt, states };
}
