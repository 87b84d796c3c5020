import type { StackContext } from '../kernel/aws-service.ts';
import { refuseUnknown, refuseValue } from './known-properties.ts';

/** One function as the template describes it. */
export interface FunctionConfig {
  name: string;
  arn: string;
  /** The folder that holds the bundle. */
  folder: string;
  /** File and export: `index.handler`. */
  handler: string;
  roleArn: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Record<string, string>;
  logFormat: 'Text' | 'JSON';
  logGroup: string;
  /** Where an asynchronous event goes after its last attempt; undefined where it is dropped. */
  deadLetterArn: string | undefined;
}

const known = [
  'Architectures',
  'Code',
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'KmsKeyArn',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'RecursiveLoop',
  'Role',
  'Runtime',
  'RuntimeManagementConfig',
  'Tags',
  'Timeout',
  'TracingConfig',
] as const;

const codeKnown = ['S3Bucket', 'S3Key', 'SourceKMSKeyArn'] as const;
const loggingKnown = ['ApplicationLogLevel', 'LogFormat', 'LogGroup', 'SystemLogLevel'] as const;

/** Where the template's asset lies on this machine. */
export type CodeFolder = (code: { S3Bucket: string; S3Key: string }) => string;

/** Reads the properties of an `AWS::Lambda::Function`; refuses by name what is not modelled. */
export function readFunction(logicalId: string, properties: any, stack: StackContext, codeFolder: CodeFolder) {
  const where = `${logicalId} (AWS::Lambda::Function)`;
  refuseUnknown(where, properties, known);
  refuseUnknown(`${where}.Code`, properties.Code ?? {}, codeKnown);
  refuseUnknown(`${where}.LoggingConfig`, properties.LoggingConfig ?? {}, loggingKnown);
  if (properties.Runtime !== 'nodejs24.x') refuseValue(where, 'Runtime', properties.Runtime, 'nodejs24.x');
  if ((properties.PackageType ?? 'Zip') !== 'Zip') refuseValue(where, 'PackageType', properties.PackageType, 'Zip');
  if (properties.Code?.S3Key === undefined) refuseValue(where, 'Code', properties.Code, 'an asset (S3Bucket, S3Key)');
  const name = String(properties.FunctionName ?? nameOf(stack.stackName, logicalId));
  return {
    name,
    arn: `arn:aws:lambda:${stack.region}:${stack.account}:function:${name}`,
    folder: codeFolder(properties.Code),
    handler: String(properties.Handler),
    roleArn: String(properties.Role),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMegabytes: Number(properties.MemorySize ?? 128),
    environment: readVariables(where, properties.Environment?.Variables ?? {}),
    logFormat: properties.LoggingConfig?.LogFormat === 'JSON' ? 'JSON' : 'Text',
    logGroup: String(properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`),
    deadLetterArn: properties.DeadLetterConfig?.TargetArn,
  } satisfies FunctionConfig as FunctionConfig;
}

/** CloudFormation's way, without its random end: the same name at every start. A name has at most 64 characters. */
function nameOf(stackName: string, logicalId: string): string {
  return `${stackName.slice(0, 63 - Math.min(logicalId.length, 40))}-${logicalId.slice(-40)}`;
}

function readVariables(where: string, variables: Record<string, unknown>): Record<string, string> {
  for (const [name, value] of Object.entries(variables)) {
    // What Lambda sets itself can't be set by a template; AWS refuses the deployment.
    if (
      /^(AWS_(REGION|DEFAULT_REGION|ACCESS_KEY.*|SECRET_.*|SESSION_TOKEN|LAMBDA_.*|EXECUTION_ENV)|_HANDLER)$/.test(name)
    ) {
      if (name !== 'AWS_LAMBDA_LOG_LEVEL') throw new Error(`${where}: the variable ${name} is reserved by Lambda`);
    }
    if (typeof value === 'object')
      throw new Error(`${where}: the variable ${name} is not a string but ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}
