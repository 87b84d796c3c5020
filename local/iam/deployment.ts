import { account, region } from '../kernel/aws-service.ts';
import type { Queues } from '../sqs/queues.ts';
import type { Made } from '../template/provision.ts';
import type { Iam } from './iam.ts';
import { alarmNotice, functionLog, logGroupKey, machineLog, machineTraces, topicKey } from './implied-permissions.ts';

interface Asked {
  iam: Iam;
  queues: Pick<Queues, 'authorize'>;
}

/** What AWS asks of a role or of a resource's policy when it makes a resource of this type, or once that is in use. */
const needs: Record<string, (properties: any, asked: Asked, made: Made) => void> = {
  'AWS::CloudWatch::Alarm': ({ AlarmActions }, { iam }, { attributes }) => {
    for (const topicArn of AlarmActions ?? []) {
      iam.topics.authorizeService('cloudwatch.amazonaws.com', alarmNotice(topicArn, String(attributes.Arn)));
    }
  },
  'AWS::Events::Rule': ({ Targets }, { queues }, { attributes }) => {
    const sender = { service: 'events.amazonaws.com', sourceArn: String(attributes.Arn) };
    for (const { DeadLetterConfig } of Targets ?? []) {
      if (DeadLetterConfig !== undefined) queues.authorize(DeadLetterConfig.Arn, sender);
    }
  },
  'AWS::Lambda::Function': ({ Role, LoggingConfig }, { iam }) => {
    iam.requireTrust(Role, 'lambda.amazonaws.com');
    if (LoggingConfig?.LogGroup === undefined) return;
    for (const permission of functionLog(logGroupArn(LoggingConfig.LogGroup))) iam.authorize(Role, permission);
  },
  'AWS::Scheduler::Schedule': ({ Target: { RoleArn, DeadLetterConfig } }, { iam, queues }) => {
    iam.requireTrust(RoleArn, 'scheduler.amazonaws.com');
    if (DeadLetterConfig !== undefined) queues.authorize(DeadLetterConfig.Arn, { roleArn: RoleArn });
  },
  'AWS::StepFunctions::StateMachine': ({ RoleArn, LoggingConfiguration, TracingConfiguration }, { iam }) => {
    iam.requireTrust(RoleArn, 'states.amazonaws.com');
    const logs = (LoggingConfiguration?.Level ?? 'OFF') === 'OFF' ? [] : machineLog();
    const traces = TracingConfiguration?.Enabled === true ? machineTraces() : [];
    for (const permission of [...logs, ...traces]) iam.authorize(RoleArn, permission);
  },
  'AWS::Logs::LogGroup': ({ LogGroupName, KmsKeyId }, { iam }) => {
    if (KmsKeyId === undefined) return;
    for (const permission of logGroupKey(logGroupArn(LogGroupName ?? 'any'), KmsKeyId)) {
      iam.keys.authorizeService(`logs.${region}.amazonaws.com`, permission);
    }
  },
  'AWS::SNS::Topic': ({ KmsMasterKeyId }, { iam }) => {
    if (KmsMasterKeyId === undefined) return;
    for (const permission of topicKey(KmsMasterKeyId)) {
      iam.keys.authorizeService('cloudwatch.amazonaws.com', permission);
    }
  },
};

/** Throws, naming the resource, where AWS would refuse to make it, or where its logs, alarms or failed events would be lost. */
export function requireDeployable(resources: Made[], asked: Asked): void {
  for (const made of resources) {
    const { type, logicalId, stack, properties } = made;
    try {
      needs[type]?.(properties, asked, made);
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
