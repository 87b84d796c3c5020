import { AwsError, type Permission } from '../kernel/aws-service.ts';
import { about, evaluate, missingStatement } from './evaluate.ts';
import type { PermissionRecord } from './permission-record.ts';
import type { Statement } from './policy-document.ts';

/** Throws an AwsError that names what is missing where a resource's own policy does not let a service or an account do this. */
export function requireStatement(
  policy: Statement[],
  principal: string,
  permission: Permission,
  record: PermissionRecord,
): void {
  const decision = evaluate(about(principal, policy), permission);
  if (!decision.allowed) {
    const message = `The policy of ${permission.resource} does not let ${principal} perform: ${permission.action}, because ${decision.why}. Missing statement: ${missingStatement(permission)} with that principal`;
    throw record.denial(new AwsError('AccessDeniedException', message, 403));
  }
  record.allowed(decision.by, permission);
}
