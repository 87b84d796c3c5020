import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Env, FunctionName } from '../../functions/deployed.ts';
import { allow } from './statements.ts';

/** What all functions have in common. */
export interface FunctionSetting {
  bundlesFolder: string;
  logsKey: Key;
}

export interface DeployedFunctionProps<Name extends FunctionName> {
  /** Typed by the function's own list: a variable left out does not compile. */
  environment: Env<Name>;
  description: string;
  may: PolicyStatement[];
  memoryMb?: number;
  timeout?: Duration;
  /** Where an event goes that an asynchronous invocation could not handle. */
  failedEvents?: IQueue;
}

/** One deployed function with a role, a policy and a log group of its own. */
export class DeployedFunction<Name extends FunctionName> extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, name: Name, setting: FunctionSetting, props: DeployedFunctionProps<Name>) {
    super(scope, pascalCase(name));
    const logGroup = new LogGroup(this, 'Logs', {
      encryptionKey: setting.logsKey,
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const queue = props.failedEvents;
    const policy = new ManagedPolicy(this, 'Policy', {
      statements: [
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
        ...(queue ? [allow(['sqs:SendMessage'], queue.queueArn)] : []),
        ...props.may,
      ],
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [policy],
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `perennial-${name}`,
      description: props.description,
      // By name, not "latest": a new runtime is a decision, not a side effect of an update of CDK.
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(setting.bundlesFolder, name)),
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeout ?? Duration.seconds(30),
      environment: {
        ...props.environment,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: `perennial-${name}`,
        POWERTOOLS_METRICS_NAMESPACE: 'Perennial',
      },
      // Policies are written by hand above; CDK's own additions are wider than they need to be.
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.TEXT,
      ...(queue ? { deadLetterQueue: queue } : {}),
    });
  }
}

/** `mail-tasks` → `MailTasks`: construct ids are PascalCase and become the logical ids. */
const pascalCase = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
