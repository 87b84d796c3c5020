import { account, region } from '../kernel/aws-service.ts';
import type { Made } from '../template/provision.ts';
import type { Iam } from './iam.ts';
import { functionLog, logGroupKey, machineLog, machineTraces, topicKey } from './implied-permissions.ts';

/** What AWS asks of a role or a key when it makes a resource of this type, or once the resource is in use. */
const needs: Record<string, (properties: any, iam: Iam) => void> = {
  'AWS::Lambda::Function': ({ Role, LoggingConfig }, iam) => {
    iam.requireTrust(Role, 'lambda.amazonaws.com');
    if (LoggingConfig?.LogGroup === undefined) return;
    for (const permission of functionLog(logGroupArn(LoggingConfig.LogGroup))) iam.authorize(Role, permission);
  },
  'AWS::Scheduler::Schedule': ({ Target }, iam) => iam.requireTrust(Target.RoleArn, 'scheduler.amazonaws.com'),
  'AWS::StepFunctions::StateMachine': ({ RoleArn, LoggingConfiguration, TracingConfiguration }, iam) => {
    iam.requireTrust(RoleArn, 'states.amazonaws.com');
    const logs = (LoggingConfiguration?.Level ?? 'OFF') === 'OFF' ? [] : machineLog();
    const traces = TracingConfiguration?.Enabled === true ? machineTraces() : [];
    for (const permission of [...logs, ...traces]) iam.authorize(RoleArn, permission);
  },
  'AWS::Logs::LogGroup': ({ LogGroupName, KmsKeyId }, iam) => {
    if (KmsKeyId === undefined) return;
    for (const permission of logGroupKey(logGroupArn(LogGroupName ?? 'any'), KmsKeyId)) {
      iam.keys.authorizeService(`logs.${region}.amazonaws.com`, permission);
    }
  },
  'AWS::SNS::Topic': ({ KmsMasterKeyId }, iam) => {
    if (KmsMasterKeyId === undefined) return;
    for (const permission of topicKey(KmsMasterKeyId)) {
      iam.keys.authorizeService('cloudwatch.amazonaws.com', permission);
    }
  },
};

/** Throws, naming the resource, where AWS would refuse to make it, or let it run without its log. */
export function requireDeployable(resources: Made[], iam: Iam): void {
  for (const { type, logicalId, stack, properties } of resources) {
    try {
      needs[type]?.(properties, iam);
    } catch (error) {
      throw new Error(`Stack ${stack}, ${logicalId} (${type}): ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
}

function logGroupArn(name: string): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}
