import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { requireDeployable } from '../../../local/iam/deployment.ts';
import { Iam } from '../../../local/iam/iam.ts';
import { Clock } from '../../../local/kernel/clock.ts';
import { Queues } from '../../../local/sqs/queues.ts';
import { stack } from '../../support/local-kernel.ts';

const version = { Version: '2012-10-17' };
const queueArn = `arn:aws:sqs:us-east-1:${stack.account}:${stack.stackName}-Failed`;
const ruleArn = `arn:aws:events:us-east-1:${stack.account}:rule/one`;
const topicArn = `arn:aws:sns:us-east-1:${stack.account}:Alarms`;

interface Policies {
  trusts: string;
  role: object[];
  queue: object[];
  topic: object[];
}

/** A role that trusts a service, with these statements, and a queue and a topic whose policies hold these. */
function account({ trusts = 'lambda', role = [], queue = [], topic = [] }: Partial<Policies>) {
  const iam = new Iam();
  const db = new DatabaseSync(':memory:');
  const queues = new Queues({ db, clock: new Clock(db), iam });
  const trust = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: `${trusts}.amazonaws.com` } }];
  const roleArn = `arn:aws:iam::${stack.account}:role/r`;
  const make = (type: string, properties: object) =>
    ({ ...iam.provisioners, ...queues.provisioners })[type]?.('Failed', properties, stack);
  make('AWS::IAM::Role', {
    RoleName: 'r',
    AssumeRolePolicyDocument: { ...version, Statement: trust },
    Policies: [{ PolicyName: 'p', PolicyDocument: { ...version, Statement: role } }],
  });
  make('AWS::SQS::Queue', {});
  make('AWS::SQS::QueuePolicy', {
    PolicyDocument: { ...version, Statement: queue },
    Queues: [`/${stack.stackName}-Failed`],
  });
  make('AWS::SNS::TopicPolicy', { PolicyDocument: { ...version, Statement: topic }, Topics: [topicArn] });
  const deploy = (type: string, properties: object, Arn = '') =>
    requireDeployable([{ stack: 'App', logicalId: 'Thing', type, ref: '', attributes: { Arn }, properties }], {
      iam,
      queues,
    });
  return { roleArn, deploy };
}

test.each([
  ['AWS::Lambda::Function', 'lambda', (Role: string) => ({ Role })],
  ['AWS::StepFunctions::StateMachine', 'states', (RoleArn: string) => ({ RoleArn })],
  ['AWS::Scheduler::Schedule', 'scheduler', (RoleArn: string) => ({ Target: { RoleArn } })],
])('%s is refused a role that does not trust %s', (type, trusts, propertiesOf) => {
  const good = account({ trusts });
  expect(() => good.deploy(type, propertiesOf(good.roleArn))).not.toThrow();
  const bad = account({ trusts: 'ec2' });
  const deploy = () => bad.deploy(type, propertiesOf(bad.roleArn));
  expect(deploy).toThrow(`Stack App, Thing (${type}): `);
  expect(deploy).toThrow(`can't be assumed by ${trusts}.amazonaws.com`);
});

describe('what would be lost is refused when it is made', () => {
  const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn };
  const byEvents = { ...send, Principal: { Service: 'events.amazonaws.com' } };
  const fromRule = (arn: string) => ({ ...byEvents, Condition: { ArnEquals: { 'aws:SourceArn': arn } } });
  const publish = { Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn };
  const byCloudWatch = { ...publish, Principal: { Service: 'cloudwatch.amazonaws.com' } };
  const dead = { DeadLetterConfig: { Arn: queueArn } };
  const rule = () => ({ Targets: [dead] });
  const schedule = (RoleArn: string) => ({ Target: { RoleArn, ...dead } });
  const alarm = () => ({ AlarmActions: [topicArn] });

  test.each([
    [
      'AWS::Events::Rule',
      rule,
      { queue: [fromRule(ruleArn)] },
      { queue: [fromRule(`${ruleArn}-2`)] },
      'sqs:SendMessage',
    ],
    ['AWS::Scheduler::Schedule', schedule, { role: [send] }, { queue: [byEvents] }, 'sqs:SendMessage'],
    ['AWS::CloudWatch::Alarm', alarm, { topic: [byCloudWatch] }, { role: [publish] }, 'sns:Publish'],
  ])('of %s', (type, propertiesOf, enough, tooLittle, action) => {
    const good = account({ trusts: 'scheduler', ...enough });
    expect(() => good.deploy(type, propertiesOf(good.roleArn), ruleArn)).not.toThrow();
    const bad = account({ trusts: 'scheduler', ...tooLittle });
    expect(() => bad.deploy(type, propertiesOf(bad.roleArn), ruleArn)).toThrow(`perform: ${action}`);
  });
});
