import { AwsError } from '../../kernel/aws-service.ts';

export const invalidArn = (arn: unknown) =>
  new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${String(arn)}'`);

export const noMachine = (arn: string) =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const noExecution = (arn: string) => new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const validation = (what: string) => new AwsError('ValidationException', what);

/** One wrong member of a request, as AWS's validation tells it. */
export function invalidMember(name: string, value: unknown, constraint: string): AwsError {
  return validation(
    `1 validation error detected: Value '${String(value)}' at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}
