import { describe, expect, test } from '@jest/globals';
import { alarmNotice } from '../../../local/iam/implied-permissions.ts';
import { PermissionRecord } from '../../../local/iam/permission-record.ts';
import { TopicPolicies } from '../../../local/iam/topic-policies.ts';
import { stack } from '../../support/local-kernel.ts';

const topic = `arn:aws:sns:us-east-1:${stack.account}:Alarms`;
const notice = alarmNotice(topic, `arn:aws:cloudwatch:us-east-1:${stack.account}:alarm:One`);
const service = 'cloudwatch.amazonaws.com';
const onlyOverTls = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: topic,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allow = { Effect: 'Allow', Principal: { Service: service }, Action: 'sns:Publish', Resource: topic };

function topicWith(...Statement: object[]): { topics: TopicPolicies; record: PermissionRecord } {
  const record = new PermissionRecord();
  const topics = new TopicPolicies(record);
  const properties = { PolicyDocument: { Version: '2012-10-17', Statement }, Topics: [topic] };
  topics.provisioners['AWS::SNS::TopicPolicy']?.('Policy', properties, stack);
  return { topics, record };
}

describe("a topic's policy", () => {
  test('lets in the service that it names, and the record tells by which statement', () => {
    const { topics, record } = topicWith(onlyOverTls, allow);
    expect(() => topics.authorizeService(service, notice)).not.toThrow();
    expect(record.uses()).toEqual([
      { statement: 'Policy 2', part: 'action', pattern: 'sns:Publish', isUsed: true },
      { statement: 'Policy 2', part: 'resource', pattern: topic, isUsed: true },
    ]);
  });

  test.each([
    ['that only forbids replaces the default one', [onlyOverTls]],
    ['that names another account', [{ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }]],
    ['that names another service', [{ ...allow, Principal: { Service: 's3.amazonaws.com' } }]],
  ])('%s, and is told by name', (_, statements) => {
    const { topics, record } = topicWith(...statements);
    expect(() => topics.authorizeService(service, notice)).toThrow(
      `The policy of ${topic} does not let ${service} perform: sns:Publish`,
    );
    expect(record.denied).toHaveLength(1);
  });

  test('is none where the template gives none: the default one lets the account in', () => {
    expect(() => new TopicPolicies(new PermissionRecord()).authorizeService(service, notice)).not.toThrow();
  });
});
