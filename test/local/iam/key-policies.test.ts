import { describe, expect, test } from '@jest/globals';
import { Iam } from '../../../local/iam/iam.ts';
import { stack } from '../../support/local-kernel.ts';

const root = `arn:aws:iam::${stack.account}:root`;
const decrypt = (resource: string) => ({ action: 'kms:Decrypt', resource });

async function keyWith(...Statement: object[]) {
  const iam = new Iam();
  const KeyPolicy = { Version: '2012-10-17', Statement };
  const key = await iam.provisioners['AWS::KMS::Key']?.('Key', { KeyPolicy, EnableKeyRotation: true }, stack);
  return { iam, arn: String(key?.attributes.Arn) };
}
const statement = (Principal: object, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'kms:*',
  Principal,
  Resource: '*',
  ...more,
});

describe("a key's policy", () => {
  test('that leaves the key to the account lets the policies of IAM open it', async () => {
    const { iam, arn } = await keyWith(statement({ AWS: root }));
    expect(() => iam.keys.requireDelegation(decrypt(arn))).not.toThrow();
    expect(iam.record.uses().every(({ isUsed }) => isUsed)).toBe(true);
  });

  test('that does not is told by name, with what is missing', async () => {
    const { iam, arn } = await keyWith(statement({ Service: 'logs.us-east-1.amazonaws.com' }));
    expect(() => iam.keys.requireDelegation(decrypt(arn))).toThrow(
      `The policy of ${arn} does not let ${root} perform: kms:Decrypt`,
    );
    expect(iam.record.denied).toHaveLength(1);
  });

  test('lets a service in only under its conditions', async () => {
    const Condition = { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:*:log-group:/aws/*' } };
    const { iam, arn } = await keyWith(statement({ Service: 'logs.us-east-1.amazonaws.com' }, { Condition }));
    const use = (group: string) => () =>
      iam.keys.authorizeService('logs.us-east-1.amazonaws.com', {
        ...decrypt(arn),
        context: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:1:log-group:${group}` },
      });
    expect(use('/aws/lambda/one')).not.toThrow();
    expect(use('/other')).toThrow(/conditions that are not met/);
  });

  test('refuses a property and a principal that are not known here', async () => {
    const iam = new Iam();
    const make = (properties: object) => () => iam.provisioners['AWS::KMS::Key']?.('Key', properties, stack);
    const KeyPolicy = { Version: '2012-10-17', Statement: [] };
    expect(make({ KeyPolicy, Origin: 'EXTERNAL' })).toThrow('Origin of a key is not known here');
    const user = statement({ AWS: `arn:aws:iam::${stack.account}:user/one` });
    expect(make({ KeyPolicy: { ...KeyPolicy, Statement: [user] } })).toThrow(
      /a Principal must be services, an account/,
    );
  });
});
