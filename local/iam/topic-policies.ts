import type { Permission, Provisioners } from '../kernel/aws-service.ts';
import type { PermissionRecord } from './permission-record.ts';
import { readPolicy, type Statement } from './policy-document.ts';
import { requireStatement } from './require-statement.ts';

/**
 * The policies of the template's topics. A topic without one has the default policy, which lets the whole account in; the
 * first of its own replaces that.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export class TopicPolicies {
  readonly #policies = new Map<string, Statement[]>();
  readonly #record: PermissionRecord;

  readonly provisioners: Provisioners = {
    'AWS::SNS::TopicPolicy': (logicalId, { PolicyDocument, Topics }) => {
      const statements = readPolicy(PolicyDocument, logicalId);
      this.#record.declare(statements);
      for (const arn of Topics) this.#policies.set(arn, statements);
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
  };

  constructor(record: PermissionRecord) {
    this.#record = record;
  }

  /** Throws where the topic's policy does not let a service of AWS do this. */
  authorizeService(service: string, permission: Permission): void {
    const policy = this.#policies.get(permission.resource);
    if (policy !== undefined) requireStatement(policy, service, permission, this.#record);
  }
}
