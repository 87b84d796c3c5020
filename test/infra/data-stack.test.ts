import { beforeAll, describe, expect, test } from '@jest/globals';
import { staffGroups } from '../../functions/deployed.ts';
import { ofType, type Resource, synthesize, type Template } from '../support/synthesized.ts';

let template: Template;
beforeAll(() => {
  template = synthesize().data;
}, 120_000);

const only = (type: string): Resource => {
  const [found, ...others] = ofType(template, type);
  if (found === undefined || others.length > 0) throw new Error(`expected one ${type}`);
  return found[1];
};

describe('the table', () => {
  const table = () => only('AWS::DynamoDB::GlobalTable');

  test('survives the deletion of its stack', () => {
    expect(table().DeletionPolicy).toBe('Retain');
    expect(table().UpdateReplacePolicy).toBe('Retain');
    expect(table().Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
  });

  test('can be restored to any point in time', () => {
    expect(table().Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
  });

  test('is encrypted by a key of the customer', () => {
    const [keyId] = ofType(template, 'AWS::KMS::Key').find(([id]) => id.startsWith('TableKey')) ?? [];
    expect(table().Properties.Replicas[0].SSESpecification.KMSMasterKeyId).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
  });

  test('is paid on demand and has three generic indexes from the first day', () => {
    expect(table().Properties.BillingMode).toBe('PAY_PER_REQUEST');
    const indexes = table().Properties.GlobalSecondaryIndexes as { IndexName: string; KeySchema: object[] }[];
    expect(indexes.map(({ IndexName }) => IndexName)).toEqual(['GSI1', 'GSI2', 'GSI3']);
    for (const { IndexName, KeySchema } of indexes) {
      expect(KeySchema).toEqual([
        { AttributeName: `${IndexName}PK`, KeyType: 'HASH' },
        { AttributeName: `${IndexName}SK`, KeyType: 'RANGE' },
      ]);
    }
  });

  test('streams keys only, so that no patient data is copied', () => {
    expect(table().Properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
  });
});

describe('the documents', () => {
  const bucket = () => {
    const [, found] = ofType(template, 'AWS::S3::Bucket').find(([id]) => id.startsWith('DocumentsBucket')) ?? [];
    if (found === undefined) throw new Error('no documents bucket');
    return found;
  };

  test('can be locked, each for its own time', () => {
    expect(bucket().Properties.ObjectLockEnabled).toBe(true);
    expect(bucket().Properties.ObjectLockConfiguration).toBeUndefined();
    expect(bucket().Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  test('survive, are private, encrypted by a key of the customer, and every access is recorded', () => {
    expect(bucket().DeletionPolicy).toBe('Retain');
    expect(Object.values(bucket().Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    const [encryption] = bucket().Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(encryption.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
    expect(bucket().Properties.LoggingConfiguration.LogFilePrefix).toBe('documents/');
  });

  test('are refused over anything but TLS', () => {
    for (const [, policy] of ofType(template, 'AWS::S3::BucketPolicy')) {
      const statements = policy.Properties.PolicyDocument.Statement as { Effect: string; Condition?: object }[];
      expect(statements).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });
});

test('every key rotates and outlives the stack', () => {
  const keys = ofType(template, 'AWS::KMS::Key');
  expect(keys).toHaveLength(2);
  for (const [, key] of keys) {
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(key.DeletionPolicy).toBe('Retain');
  }
});

describe('the staff’s user pool', () => {
  const pool = () => only('AWS::Cognito::UserPool');

  test('survives the deletion of its stack', () => {
    expect([pool().DeletionPolicy, pool().UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(pool().Properties.DeletionProtection).toBe('ACTIVE');
  });

  test('lets nobody in whom the practice has not entered, nor without an authenticator app', () => {
    expect(pool().Properties).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UsernameAttributes: ['email'],
    });
    expect(pool().Properties.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(12);
  });

  test('has a group for each role and no other', () => {
    const groups = ofType(template, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName);
    expect(groups.toSorted()).toEqual([...staffGroups].toSorted());
  });
});
