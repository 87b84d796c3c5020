import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Iam } from '../../../local/iam/iam.ts';
import { Clock } from '../../../local/kernel/clock.ts';
import { Queues } from '../../../local/sqs/queues.ts';

const stack = { stackName: 'App', region: 'us-east-1', account: '000000000000' };
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:App-Failed';
const rule = 'arn:aws:events:us-east-1:000000000000:rule/failed';
const version = { Version: '2012-10-17' };

let queues: Queues;
let roleOf: (...Statement: object[]) => string;

beforeEach(async () => {
  const db = new DatabaseSync(':memory:');
  const iam = new Iam();
  queues = new Queues({ db, clock: new Clock(db), iam });
  const queue = await queues.provisioners['AWS::SQS::Queue']?.('Failed', {}, stack);
  const policy = {
    ...version,
    Statement: [
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Resource: queueArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': rule } },
      },
    ],
  };
  await queues.provisioners['AWS::SQS::QueuePolicy']?.(
    'Policy',
    { PolicyDocument: policy, Queues: [queue?.ref] },
    stack,
  );
  roleOf = (...Statement) => {
    const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
    const properties = {
      AssumeRolePolicyDocument: { ...version, Statement: [trust] },
      Policies: [{ PolicyName: 'p', PolicyDocument: { ...version, Statement } }],
    };
    iam.provisioners['AWS::IAM::Role']?.('Role', properties, stack);
    return 'arn:aws:iam::000000000000:role/App-Role';
  };
});

describe('a queue', () => {
  test('keeps what a role sends that may', () => {
    const roleArn = roleOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn });
    queues.send(queueArn, { a: 1 }, { roleArn });
    expect(queues.messages()).toMatchObject([{ queueArn, body: { a: 1 } }]);
  });

  test('refuses a role that may not', () => {
    const roleArn = roleOf({ Effect: 'Allow', Action: 'x:y', Resource: '*' });
    expect(() => queues.send(queueArn, {}, { roleArn })).toThrow(/sqs:SendMessage/);
  });

  test('keeps what a service sends from the source that its policy names, and from no other', () => {
    const service = 'events.amazonaws.com';
    queues.send(queueArn, 'x', { service, sourceArn: rule });
    expect(queues.messages()).toHaveLength(1);
    expect(() => queues.send(queueArn, 'x', { service, sourceArn: `${rule}-2` })).toThrow(/aws:SourceArn/);
    expect(() => queues.send(queueArn, 'x', { service: 'sns.amazonaws.com', sourceArn: rule })).toThrow(
      /sns.amazonaws/,
    );
  });

  test('is refused by name where the template has none', () => {
    expect(() => queues.send(`${queueArn}-2`, {}, { service: 'a', sourceArn: 'b' })).toThrow(
      /There is no .*App-Failed-2/,
    );
  });
});
