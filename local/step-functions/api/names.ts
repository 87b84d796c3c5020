import { AwsError } from '../../kernel/aws-service.ts';
import { checkLength, invalidArn } from './errors.ts';

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html: what a name must not contain.
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Refuses what AWS does not take as the name of a machine or an execution. */
export function checkName(name: string): string {
  checkLength('name', name, [1, 80]);
  if (forbidden.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  return name;
}

export function checkMachineArn(arn: string): string {
  if (!arn.startsWith('arn:')) throw invalidArn(arn);
  if (/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+$/.test(arn)) return arn;
  throw new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${arn}'`);
}

export function checkExecutionArn(arn: string): string {
  if (!arn.startsWith('arn:')) throw invalidArn(arn);
  if (/^arn:[^:]+:states:[^:]*:[^:]*:execution:[^:]+:[^:]+$/.test(arn)) return arn;
  throw new AwsError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${arn}'`);
}

/** AWS's JSON protocol has times as seconds since 1970. */
export function toSeconds(ms: number): number {
  return ms / 1000;
}
