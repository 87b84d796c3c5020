import type { Permission } from '../kernel/aws-service.ts';
import { unmetConditions } from './conditions.ts';
import { fits, fitsAction } from './patterns.ts';
import type { Statement } from './policy-document.ts';

export type Decision = { allowed: true; by: Statement } | { allowed: false; why: string };

/** IAM's rule within one account: an explicit Deny wins, then one Allow is enough, else the answer is no. */
export function evaluate(statements: Statement[], permission: Permission): Decision {
  const about = statements.filter((statement) => concerns(statement, permission));
  const unmet = (statement: Statement) => unmetConditions(statement.conditions, permission.context ?? {});
  const denying = about.find((statement) => statement.effect === 'Deny' && unmet(statement).length === 0);
  if (denying !== undefined) {
    return { allowed: false, why: `an explicit deny${denying.sid === undefined ? '' : ` (${denying.sid})`}` };
  }
  const allowing = about.filter((statement) => statement.effect === 'Allow');
  const by = allowing.find((statement) => unmet(statement).length === 0);
  if (by !== undefined) return { allowed: true, by };
  const conditional = allowing[0];
  if (conditional !== undefined) {
    return {
      allowed: false,
      why: `a statement allows it only under conditions that are not met (${unmet(conditional).join(', ')}; given: ${JSON.stringify(permission.context ?? {})})`,
    };
  }
  return { allowed: false, why: `no statement of its policies allows it` };
}

function concerns(statement: Statement, { action, resource }: Permission): boolean {
  return (
    statement.actions.some((pattern) => fitsAction(pattern, action)) &&
    statement.resources.some((pattern) => fits(pattern, resource))
  );
}

/** The statement that would allow what was refused, as JSON to paste into a policy. */
export function missingStatement({ action, resource }: Permission): string {
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
}

/** The statements of a resource's policy that speak about this service or account. */
export function about(principal: string, statements: Statement[]): Statement[] {
  return statements.filter(({ principals }) => principals.includes(principal) || principals.includes('*'));
}
