import { AwsError } from '../../kernel/aws-service.ts';

export const invalidArn = (arn: unknown) =>
  new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${String(arn)}'`);

export const noMachine = (arn: string) =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const noExecution = (arn: string) => new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const invalidToken = () => new AwsError('InvalidToken', `Invalid Token: 'Invalid token'`);

export const validation = (what: string) => new AwsError('ValidationException', what);

// What the API marks as sensitive is not repeated in an error.
const sensitive = new Set(['input', 'output', 'error', 'cause', 'definition']);

/** One wrong member of a request, as AWS's validation tells it. */
export function invalidMember(name: string, value: unknown, constraint: string): AwsError {
  const what = sensitive.has(name) ? 'Value' : `Value '${String(value)}'`;
  return validation(`1 validation error detected: ${what} at '${name}' failed to satisfy constraint: ${constraint}`);
}

/** Refuses a member that is shorter or longer, in characters, than it may be. */
export function checkLength(name: string, value: string, [least, most]: readonly [least: number, most: number]): void {
  if (value.length < least) {
    throw invalidMember(name, value, `Member must have length greater than or equal to ${least}`);
  }
  if (value.length > most) throw invalidMember(name, value, `Member must have length less than or equal to ${most}`);
}
