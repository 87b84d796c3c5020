import { expect, test } from '@jest/globals';
import { requireDeployable } from '../../../local/iam/deployment.ts';
import { Iam } from '../../../local/iam/iam.ts';
import { stack } from '../../support/local-kernel.ts';

function roleTrusting(service: string): { iam: Iam; roleArn: string } {
  const iam = new Iam();
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }];
  const properties = { RoleName: 'r', AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } };
  iam.provisioners['AWS::IAM::Role']?.('Role', properties, stack);
  return { iam, roleArn: `arn:aws:iam::${stack.account}:role/r` };
}

test.each([
  ['AWS::Lambda::Function', 'lambda.amazonaws.com', (Role: string) => ({ Role })],
  ['AWS::StepFunctions::StateMachine', 'states.amazonaws.com', (RoleArn: string) => ({ RoleArn })],
  ['AWS::Scheduler::Schedule', 'scheduler.amazonaws.com', (RoleArn: string) => ({ Target: { RoleArn } })],
])('%s is refused a role that does not trust %s', (type, service, propertiesOf) => {
  const made = (roleArn: string) => [
    { stack: 'App', logicalId: 'Thing', type, ref: '', attributes: {}, properties: propertiesOf(roleArn) },
  ];
  const good = roleTrusting(service);
  expect(() => requireDeployable(made(good.roleArn), good.iam)).not.toThrow();
  const bad = roleTrusting('ec2.amazonaws.com');
  expect(() => requireDeployable(made(bad.roleArn), bad.iam)).toThrow(`Stack App, Thing (${type}): `);
  expect(() => requireDeployable(made(bad.roleArn), bad.iam)).toThrow(`can't be assumed by ${service}`);
});
