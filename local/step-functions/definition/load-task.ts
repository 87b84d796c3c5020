import { isJsonObject } from '../jsonata/json.ts';
import { isExpression } from '../jsonata/template.ts';
import type { FieldReader } from './fields.ts';
import { unknownHere } from './invalid-definition.ts';
import type { TaskResource } from './machine.ts';

const resources: Record<string, TaskResource> = {
  'lambda:invoke': { kind: 'invoke', resourceType: 'lambda', resource: 'invoke' },
  'lambda:invoke.waitForTaskToken': {
    kind: 'invoke-and-wait-for-token',
    resourceType: 'lambda',
    resource: 'invoke.waitForTaskToken',
  },
  'states:startExecution.sync:2': { kind: 'run-machine', resourceType: 'states', resource: 'startExecution.sync:2' },
};

// Arguments of each integration: those known here, and those that only AWS knows.
const argumentNames = {
  lambda: {
    known: ['FunctionName', 'Payload'],
    unknown: ['ClientContext', 'InvocationType', 'LogType', 'Qualifier'],
    required: 'FunctionName',
  },
  states: { known: ['StateMachineArn', 'Input', 'Name'], unknown: ['TraceHeader'], required: 'StateMachineArn' },
};

export function loadResource(fields: FieldReader): TaskResource {
  const arn = fields.requiredText('Resource');
  const integration = /^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/.exec(arn)?.[1];
  if (!arn.startsWith('arn:')) throw fields.refuse('Value is not a valid resource ARN', 'Resource');
  const resource = integration === undefined ? undefined : resources[integration];
  if (resource === undefined) throw unknownHere(fields.where, `the resource ${arn}`);
  return resource;
}

/** Checks the names in `Arguments`, as far as the definition shows them; what an expression makes is checked when it has run. */
export function checkArguments(fields: FieldReader, resource: TaskResource): void {
  const value = fields.any('Arguments');
  if (isExpression(value)) return;
  if (!isJsonObject(value)) throw fields.refuse('These fields are required: [Arguments]');
  const names = argumentNames[resource.resourceType];
  const unknown = Object.keys(value).find((name) => names.unknown.includes(name));
  if (unknown !== undefined) throw unknownHere(fields.where, `the argument ${unknown}`);
  const complaint = complainAbout(value, resource);
  if (complaint !== undefined) throw fields.refuse(complaint, 'Arguments');
}

/** What is wrong with a task's arguments: undefined where nothing is. */
export function complainAbout(value: unknown, { resourceType }: TaskResource): string | undefined {
  const { known, required } = argumentNames[resourceType];
  if (!isJsonObject(value)) return 'The arguments must be an object';
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) return `The field '${unknown}' is not supported by Step Functions`;
  return Object.hasOwn(value, required) ? undefined : `The field '${required}' is required but was missing`;
}
