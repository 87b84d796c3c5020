import type { Provisioned, Provisioners, StackContext } from '../kernel/aws-service.ts';
import type { Stack } from './assembly.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { type Plan, planStack } from './plan.ts';

/** One resource as it was made. */
export interface Made extends Provisioned {
  stack: string;
  logicalId: string;
  type: string;
  properties: any;
}

export interface Provisioning {
  resources: Made[];
  /** By stack and output: `Perennial-App.PublicUrl`. */
  outputs: Record<string, unknown>;
}

/**
 * Makes every resource of every stack, in order. All stacks are checked before the first resource is made, so that a
 * template that can't be run here changes nothing.
 */
export async function provision(
  stacks: Stack[],
  provisioners: Provisioners,
  where: { region: string; account: string },
): Promise<Provisioning> {
  const knownTypes = new Set(Object.keys(provisioners));
  const planned = stacks.map((stack) => {
    const context: StackContext = { stackName: stack.name, ...where };
    return { stack, context, plan: planStack(stack, knownTypes, pseudoParameters(context)) };
  });
  const exports = new Map<string, unknown>();
  const resources: Made[] = [];
  const outputs: Record<string, unknown> = {};
  for (const { stack, context, plan } of planned) {
    const made = new Map<string, Made>();
    const scope = scopeOf(plan, made, exports);
    for (const [logicalId, { Type: type, Properties = {} }] of plan.resources) {
      await naming(`Stack ${stack.name}, ${logicalId} (${type})`, async () => {
        const properties = resolve(Properties, scope);
        const provisioned = await provisioners[type]?.(logicalId, properties, context);
        if (provisioned === undefined) throw new Error('nothing was made');
        made.set(logicalId, { ...provisioned, stack: stack.name, logicalId, type, properties });
      });
    }
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      if (output.Condition !== undefined && !plan.condition(output.Condition)) continue;
      await naming(`Stack ${stack.name}, output ${name}`, () => {
        outputs[`${stack.name}.${name}`] = resolve(output.Value, scope);
        if (output.Export !== undefined)
          exports.set(resolve(output.Export.Name, scope), outputs[`${stack.name}.${name}`]);
      });
    }
    resources.push(...made.values());
  }
  return { resources, outputs };
}

function scopeOf(plan: Plan, made: Map<string, Made>, exports: Map<string, unknown>): Scope {
  const find = (logicalId: string): Made => {
    const resource = made.get(logicalId);
    if (resource === undefined) throw new Error(`there is no resource ${logicalId}`);
    return resource;
  };
  return {
    condition: plan.condition,
    ref: (name) => (name in plan.parameters ? plan.parameters[name] : find(name).ref),
    getAtt: (logicalId, attribute) => {
      const { attributes, type } = find(logicalId);
      if (attribute in attributes) return attributes[attribute];
      throw new Error(
        `Fn::GetAtt asks for ${attribute} of ${logicalId} (${type}), which is not known here; known are ${Object.keys(attributes).join(', ') || 'none'}`,
      );
    },
    importValue: (name) => {
      if (exports.has(name)) return exports.get(name);
      throw new Error(
        `Fn::ImportValue asks for ${name}, which no earlier stack exports; exported are ${[...exports.keys()].join(', ') || 'none'}`,
      );
    },
  };
}

function pseudoParameters({ stackName, region, account }: StackContext): Record<string, unknown> {
  return {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/00000000-0000-4000-8000-000000000000`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

async function naming(where: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
