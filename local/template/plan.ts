import type { Resource, Stack } from './assembly.ts';
import { noValue, references, resolve, type Scope } from './intrinsics.ts';
import { inOrder } from './order.ts';

/** A stack's resources in the order in which they can be made, those left out whose condition is not met. */
export interface Plan {
  resources: [logicalId: string, resource: Resource][];
  /** What parameters and pseudo parameters stand for. */
  parameters: Record<string, unknown>;
  condition(name: string): boolean;
}

const knownSections = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  // Rules check parameters before a deployment; CDK's asks whether the account is bootstrapped.
  'Rules',
];
const knownParts = [
  'Condition',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdateReplacePolicy',
];

/** Checks one template and orders its resources. Pure; every refusal names the stack and the logical id. */
export function planStack(
  { name, template }: Stack,
  knownTypes: ReadonlySet<string>,
  pseudo: Record<string, unknown>,
): Plan {
  refuseOthers(`Stack ${name}: the section`, Object.keys(template), knownSections);
  const parameters = { ...pseudo, 'AWS::NoValue': noValue, ...readParameters(name, template.Parameters ?? {}) };
  const condition = conditions(name, template.Conditions ?? {}, parameters);
  const all = Object.entries(template.Resources);
  for (const [logicalId, resource] of all) {
    refuseOthers(`Stack ${name}, ${logicalId}: the resource's`, Object.keys(resource), knownParts);
  }
  const kept = all.filter(([, resource]) => resource.Condition === undefined || condition(resource.Condition));
  refuseUnknownTypes(name, kept, knownTypes);

  const made = new Map(kept);
  const needs = new Map(
    kept.map(([logicalId, resource]) => {
      const names = referencesOf(`Stack ${name}, ${logicalId}`, resource);
      for (const missing of names.filter((need) => !made.has(need) && !(need in parameters))) {
        throw new Error(
          `Stack ${name}, ${logicalId}: ${missing} is neither a resource nor a parameter of the template`,
        );
      }
      return [logicalId, names.filter((need) => made.has(need))];
    }),
  );
  const resources = inOrder(needs, `The resources of stack ${name}`).flatMap((logicalId): Plan['resources'] => {
    const resource = made.get(logicalId);
    return resource === undefined ? [] : [[logicalId, resource]];
  });
  return { resources, parameters, condition };
}

function referencesOf(where: string, resource: Resource): string[] {
  try {
    return [...references(resource.Properties ?? {}), ...[resource.DependsOn ?? []].flat()];
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function readParameters(stack: string, parameters: Record<string, { Default?: string }>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { Default }]) => {
      if (Default === undefined) throw new Error(`Stack ${stack}: the parameter ${name} has no default value`);
      return [name, Default];
    }),
  );
}

function conditions(stack: string, expressions: Record<string, unknown>, parameters: Record<string, unknown>) {
  const condition = (name: string): boolean => {
    if (!(name in expressions)) throw new Error(`Stack ${stack}: there is no condition ${name}`);
    return Boolean(resolve(expressions[name], scope));
  };
  const refuse = (what: string) => (name: string) => {
    throw new Error(`Stack ${stack}: a condition may not use ${what} (${name})`);
  };
  const scope: Scope = {
    ref: (name) => (name in parameters ? parameters[name] : refuse('Ref to a resource')(name)),
    getAtt: refuse('Fn::GetAtt'),
    importValue: refuse('Fn::ImportValue'),
    condition,
  };
  return condition;
}

function refuseUnknownTypes(stack: string, resources: [string, Resource][], knownTypes: ReadonlySet<string>): void {
  const unknown = resources.filter(([, { Type }]) => !knownTypes.has(Type));
  if (unknown.length === 0) return;
  const list = unknown.map(([logicalId, { Type }]) => `${logicalId} (${Type})`).join(', ');
  throw new Error(`Stack ${stack}: the local cloud does not know the type of ${list}`);
}

function refuseOthers(what: string, given: string[], known: string[]): void {
  const other = given.find((name) => !known.includes(name));
  if (other !== undefined) throw new Error(`${what} ${other} is not known here; known are ${known.join(', ')}`);
}
