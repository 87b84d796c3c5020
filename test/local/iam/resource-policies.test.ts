import { describe, expect, test } from '@jest/globals';
import { PermissionRecord } from '../../../local/iam/permission-record.ts';
import { ResourcePolicies } from '../../../local/iam/resource-policies.ts';

const stack = { stackName: 'App', region: 'us-east-1', account: '000000000000' };
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:patient';
const api = 'arn:aws:execute-api:us-east-1:000000000000:api';
const grant = {
  Action: 'lambda:InvokeFunction',
  FunctionName: functionArn,
  Principal: 'apigateway.amazonaws.com',
  SourceArn: `${api}/*/*`,
};
const call = { service: 'apigateway.amazonaws.com', functionArn, sourceArn: `${api}/$default/GET/sign` };

function policiesOf(properties: object): ResourcePolicies {
  const policies = new ResourcePolicies(new PermissionRecord());
  policies.provisioners['AWS::Lambda::Permission']?.('Permission', properties, stack);
  return policies;
}

describe('a function', () => {
  test.each([
    ['by its ARN', functionArn],
    ['by its name', 'patient'],
  ])('that a permission names %s may be called by the service', (_, FunctionName) => {
    expect(() => policiesOf({ ...grant, FunctionName }).authorize(call)).not.toThrow();
  });

  test.each([
    ['by another service', { service: 'events.amazonaws.com' }],
    ['from another source', { sourceArn: 'arn:aws:execute-api:us-east-1:000000000000:other/$default/GET/sign' }],
    ['where it is another function', { functionArn: `${functionArn}-2` }],
  ])('is not called %s', (_, difference) => {
    expect(() => policiesOf(grant).authorize({ ...call, ...difference })).toThrow(
      /Missing: an AWS::Lambda::Permission/,
    );
  });

  test('refuses a permission that is not for a service to invoke it', () => {
    expect(() => policiesOf({ ...grant, Principal: '123456789012' })).toThrow(/Permission: .*123456789012/);
    expect(() => policiesOf({ ...grant, FunctionUrlAuthType: 'NONE' })).toThrow(/FunctionUrlAuthType/);
  });
});
