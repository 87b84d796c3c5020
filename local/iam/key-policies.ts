import { account, type Permission, type Provisioners } from '../kernel/aws-service.ts';
import type { PermissionRecord } from './permission-record.ts';
import { readPolicy, type Statement } from './policy-document.ts';
import { requireStatement } from './require-statement.ts';

const accountRoot = `arn:aws:iam::${account}:root`;
const known = [
  'Description',
  'EnableKeyRotation',
  'Enabled',
  'KeyPolicy',
  'KeySpec',
  'KeyUsage',
  'MultiRegion',
  'PendingWindowInDays',
  'RotationPeriodInDays',
  'Tags',
];

/**
 * The policies of the template's KMS keys. A policy of IAM opens a key only where the key's own policy leaves that to the
 * account; a service of AWS is let in by the key's policy alone.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class KeyPolicies {
  readonly #policies = new Map<string, Statement[]>();
  readonly #record: PermissionRecord;

  readonly provisioners: Provisioners = {
    'AWS::KMS::Key': (logicalId, properties, { stackName, region }) => {
      const other = Object.keys(properties).find((property) => !known.includes(property));
      if (other !== undefined) throw new Error(`${other} of a key is not known here; known are ${known.join(', ')}`);
      const name = `${stackName}-${logicalId}`;
      const arn = `arn:aws:kms:${region}:${account}:key/${name}`;
      // In a key's policy "*" is the key itself.
      const statements = readPolicy(properties.KeyPolicy, logicalId).map((one) => ({ ...one, resources: [arn] }));
      this.#record.declare(statements);
      this.#policies.set(arn, statements);
      return { ref: name, attributes: { Arn: arn, KeyId: name } };
    },
  };

  constructor(record: PermissionRecord) {
    this.#record = record;
  }

  /** Throws where the key leaves nothing to the policies of IAM. A key that is not of the template is none of ours. */
  requireDelegation(permission: Permission): void {
    if (this.#policies.has(permission.resource)) this.authorizeService(accountRoot, permission);
  }

  /** Throws where the key's policy does not let a service of AWS (or the account) use it on its own behalf. */
  authorizeService(principal: string, permission: Permission): void {
    requireStatement(this.#policies.get(permission.resource) ?? [], principal, permission, this.#record);
  }
}
