import { describe, expect, test } from '@jest/globals';
import { Iam } from '../../../local/iam/iam.ts';

const stack = { stackName: 'App', region: 'us-east-1', account: '000000000000' };
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/T';
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const trust = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } });

async function roleWith(properties: object): Promise<{ iam: Iam; roleArn: string }> {
  const iam = new Iam();
  const role = await iam.provisioners['AWS::IAM::Role']?.(
    'TaskRole',
    { AssumeRolePolicyDocument: trust, ...properties },
    stack,
  );
  return { iam, roleArn: String(role?.attributes.Arn) };
}

const get = { action: 'dynamodb:GetItem', resource: table };

describe('a role', () => {
  test('may do what its inline policy allows', async () => {
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table });
    const { iam, roleArn } = await roleWith({ Policies: [{ PolicyName: 'p', PolicyDocument }] });
    expect(() => iam.authorize(roleArn, get)).not.toThrow();
  });

  test('may do what a policy attached to it allows', async () => {
    const { iam, roleArn } = await roleWith({});
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table });
    await iam.provisioners['AWS::IAM::Policy']?.(
      'P',
      { PolicyName: 'p', PolicyDocument, Roles: ['App-TaskRole'] },
      stack,
    );
    expect(() => iam.authorize(roleArn, get)).not.toThrow();
  });

  test("may do what the template's managed policy allows", async () => {
    const iam = new Iam();
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table });
    const managed = await iam.provisioners['AWS::IAM::ManagedPolicy']?.('P', { PolicyDocument }, stack);
    const properties = { AssumeRolePolicyDocument: trust, ManagedPolicyArns: [managed?.ref] };
    const role = await iam.provisioners['AWS::IAM::Role']?.('TaskRole', properties, stack);
    expect(() => iam.authorize(String(role?.attributes.Arn), get)).not.toThrow();
  });

  test("may do what AWS's managed policy allows", async () => {
    const arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const { iam, roleArn } = await roleWith({ ManagedPolicyArns: [arn] });
    expect(() => iam.authorize(roleArn, { action: 'logs:PutLogEvents', resource: 'arn:aws:logs:x' })).not.toThrow();
  });

  test('is told what it lacks: role, action, resource and the statement to add', async () => {
    const { iam, roleArn } = await roleWith({});
    const message = `${roleArn} is not authorized to perform: dynamodb:GetItem on resource: ${table}, because no statement of its policies allows it. Missing statement: {"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${table}"}`;
    expect(() => iam.authorize(roleArn, get)).toThrow(
      expect.objectContaining({ name: 'AccessDeniedException', message }),
    );
  });

  test('is found by its access key', async () => {
    const { iam, roleArn } = await roleWith({});
    expect(iam.callerOf(iam.accessKeyOf(roleArn))).toMatchObject({ roleArn });
  });

  test('is used by the service that it trusts and by no other', async () => {
    const { iam, roleArn } = await roleWith({});
    expect(() => iam.requireTrust(roleArn, 'lambda.amazonaws.com')).not.toThrow();
    expect(() => iam.requireTrust(roleArn, 'states.amazonaws.com')).toThrow(/can't be assumed by states/);
  });

  test('is used under the condition that its trust policy names', async () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': '000000000000' } };
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' } };
    const { iam, roleArn } = await roleWith({ AssumeRolePolicyDocument: policy({ ...statement, Condition }) });
    expect(() => iam.requireTrust(roleArn, 'states.amazonaws.com')).not.toThrow();
  });

  test('refuses a managed policy and a property that are not known', async () => {
    await expect(roleWith({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/Everything'] })).rejects.toThrow(/Everything/);
    await expect(roleWith({ PermissionsBoundary: 'x' })).rejects.toThrow(/TaskRole: PermissionsBoundary/);
  });
});

test('the key "local" may do everything', () => {
  const iam = new Iam();
  const { roleArn } = iam.callerOf('local');
  expect(() => iam.authorize(roleArn, get)).not.toThrow();
});

test('refuses an access key that stands for no role', () => {
  expect(() => new Iam().callerOf('AKIAEXAMPLE')).toThrow(/AKIAEXAMPLE stands for no role/);
});
