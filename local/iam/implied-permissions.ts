/**
 * What AWS checks without a call of ours: each with what brings it about and its source. Services of the local cloud ask
 * for these as AWS would. What no template or machine of ours uses is not here.
 *
 * `iam:PassRole` is not here either: a role is passed when CloudFormation makes a function, a machine or a schedule, by
 * whoever deploys; no call of ours passes one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
import { account, type Permission, region } from '../kernel/aws-service.ts';

const each = (actions: string[], resource: string): Permission[] => actions.map((action) => ({ action, resource }));

/**
 * A table under a customer's key: DynamoDB decrypts the table's own key in the caller's name, for reads and writes alike.
 * That key is made once, with the table and by DynamoDB itself, so no caller needs `kms:GenerateDataKey`.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function tableKey(keyArn: string): Permission {
  return {
    action: 'kms:Decrypt',
    resource: keyArn,
    context: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com`, 'kms:CallerAccount': account },
  };
}

/**
 * An event source mapping reads the stream with the role of the function that it calls.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export function streamReads({ streamArn, keyArn }: { streamArn: string; keyArn: string | undefined }): Permission[] {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
  return [
    ...each(
      actions.map((action) => `dynamodb:${action}`),
      streamArn,
    ),
    ...(keyArn === undefined ? [] : [tableKey(keyArn)]),
  ];
}

/**
 * A function writes its log with its own role; without the right it runs and leaves no trace.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export function functionLog(logGroupArn: string): Permission[] {
  return each(['logs:CreateLogStream', 'logs:PutLogEvents'], `${logGroupArn}:log-stream:one`);
}

/**
 * CloudWatch Logs encrypts a group under a customer's key on its own behalf.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupKey(logGroupArn: string, keyArn: string): Permission[] {
  const actions = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKey',
    'kms:DescribeKey',
  ];
  const context = { 'kms:EncryptionContext:aws:logs:arn': logGroupArn };
  return each(actions, keyArn).map((permission) => ({ ...permission, context }));
}

/**
 * An alarm that tells a topic under a customer's key uses that key on CloudWatch's own behalf.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function topicKey(keyArn: string): Permission[] {
  const context = { 'aws:SourceAccount': account };
  return each(['kms:Decrypt', 'kms:GenerateDataKey'], keyArn).map((permission) => ({ ...permission, context }));
}

/**
 * An alarm tells a topic on CloudWatch's own behalf: the topic's policy must let it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function alarmNotice(topicArn: string, alarmArn: string): Permission {
  const context = { 'aws:SourceAccount': account, 'aws:SourceArn': alarmArn, 'aws:SecureTransport': 'true' };
  return { action: 'sns:Publish', resource: topicArn, context };
}

/**
 * A machine that logs delivers its log with its role, checked when it is made.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function machineLog(): Permission[] {
  const actions = [
    'CreateLogDelivery',
    'GetLogDelivery',
    'UpdateLogDelivery',
    'DeleteLogDelivery',
    'ListLogDeliveries',
    'PutResourcePolicy',
    'DescribeResourcePolicies',
    'DescribeLogGroups',
  ];
  return each(
    actions.map((action) => `logs:${action}`),
    '*',
  );
}

/** A machine that is traced. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html */
export function machineTraces(): Permission[] {
  const actions = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'];
  return each(
    actions.map((action) => `xray:${action}`),
    '*',
  );
}

/**
 * Nested executions (`.sync:2`) are followed by a rule that Step Functions manages with the machine's role, checked when
 * the machine is made. https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function nestedExecutionsRule(): Permission[] {
  const rule = `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
  return each(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], rule);
}

/** How Step Functions learns of the end of a nested execution. The same page. */
export function describeChild(executionArn: string): Permission {
  return { action: 'states:DescribeExecution', resource: executionArn };
}

/** A nested execution that nobody waits for any longer is stopped. The same page. */
export function stopChild(executionArn: string): Permission {
  return { action: 'states:StopExecution', resource: executionArn };
}

/**
 * What a function, a mapping or a schedule gives up goes to a queue with its role; what a rule gives up, by the queue's policy.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function deadLetter(queueArn: string): Permission {
  return { action: 'sqs:SendMessage', resource: queueArn };
}

/**
 * SES asks for the right to send from the identity and, where one is named, by the configuration set. In its sandbox it
 * asks the same of each recipient; the account here is outside of it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
 */
export function rawEmail(identityArn: string, configurationSetArn: string | undefined): Permission[] {
  const action = 'ses:SendRawEmail';
  return [identityArn, ...(configurationSetArn === undefined ? [] : [configurationSetArn])].map((resource) => ({
    action,
    resource,
  }));
}
