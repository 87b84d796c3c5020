import type { Made } from '../template/provision.ts';
import type { Iam } from './iam.ts';

/** Resources that use a role, where they name it, and the service that must be trusted with it. */
const users: Record<string, { service: string; roleOf: (properties: any) => string }> = {
  'AWS::Lambda::Function': { service: 'lambda.amazonaws.com', roleOf: ({ Role }) => Role },
  'AWS::Scheduler::Schedule': { service: 'scheduler.amazonaws.com', roleOf: ({ Target }) => Target.RoleArn },
  'AWS::StepFunctions::StateMachine': { service: 'states.amazonaws.com', roleOf: ({ RoleArn }) => RoleArn },
};

/** Throws, naming the resource, where a role does not trust the service that is to use it: AWS refuses to make it. */
export function requireTrusts(resources: Made[], iam: Iam): void {
  for (const { type, logicalId, stack, properties } of resources) {
    const user = users[type];
    if (user === undefined) continue;
    try {
      iam.requireTrust(user.roleOf(properties), user.service);
    } catch (error) {
      throw new Error(`Stack ${stack}, ${logicalId} (${type}): ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
}
