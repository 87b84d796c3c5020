import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allow } from '../lambdas/statements.ts';
import { executionsOf, fromThisAccount, machineArn } from './machine-arns.ts';
import { deployedMachineName, type MachineName } from './machine-names.ts';

const definitionsFolder = join(import.meta.dirname, '..', '..', 'statemachines');

/** The placeholders that a definition may use: a function to invoke or a machine to start. */
export interface Placeholders {
  functions: Record<string, IFunction>;
  machines: Record<string, MachineName>;
}

export interface MachineProps {
  placeholders: Placeholders;
  logsKey: Key;
}

/** A state machine made from its file. It may do what the file's placeholders say, and nothing else. */
export class Machine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, name: MachineName, { placeholders, logsKey }: MachineProps) {
    super(scope, id);
    const file = join(definitionsFolder, `${name}.asl.json`);
    const definition = readFileSync(file, 'utf8');
    const used = [...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
    const unknown = used.filter((key) => !(key in placeholders.functions) && !(key in placeholders.machines));
    if (unknown.length > 0) {
      const allowed = [...Object.keys(placeholders.functions), ...Object.keys(placeholders.machines)].join(', ');
      throw new Error(`${file} uses the placeholder ${unknown.join(', ')}; allowed: ${allowed}`);
    }
    const functionArns = pick(placeholders.functions, used).map(([key, fn]) => [key, fn.functionArn] as const);
    const children = pick(placeholders.machines, used);

    // The prefix keeps the group out of the account's log resource policy, which has a limit of 5,120 characters.
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${deployedMachineName(name)}`,
      encryptionKey: logsKey,
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const policy = new ManagedPolicy(this, 'Policy', {
      statements: [
        allow(['lambda:InvokeFunction'], ...functionArns.map(([, arn]) => arn)),
        ...startChildren(
          this,
          children.map(([, child]) => child),
        ),
        deliverLogs(),
        trace(),
      ],
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', { conditions: fromThisAccount }),
      managedPolicies: [policy],
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: deployedMachineName(name),
      stateMachineType: StateMachineType.STANDARD,
      // Inline and not as an asset: only then CloudFormation's rules read the definition at synthesis.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries([
        ...functionArns,
        ...children.map(([key, child]) => [key, machineArn(this, child)] as const),
      ]),
      role: role.withoutPolicyUpdates(),
      // Inputs and outputs hold ids only, and still they are not logged: a mistake there must not become a leak.
      logs: { destination: logGroup, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
  }
}

const pick = <Value>(from: Record<string, Value>, keys: string[]): [string, Value][] =>
  Object.entries(from).filter(([key]) => keys.includes(key));

/** `.sync:2` starts the child, looks at it, stops it when the parent is stopped, and hears of its end by a managed rule. */
const startChildren = (scope: Construct, children: MachineName[]): PolicyStatement[] => {
  if (children.length === 0) return [];
  const rule = Stack.of(scope).formatArn({
    service: 'events',
    resource: 'rule',
    resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
  });
  return [
    allow(['states:StartExecution'], ...children.map((child) => machineArn(scope, child))),
    allow(['states:DescribeExecution', 'states:StopExecution'], ...children.map((child) => executionsOf(scope, child))),
    allow(['events:DescribeRule', 'events:PutRule', 'events:PutTargets'], rule),
  ];
};

/** AWS knows no resources for these. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const deliverLogs = (): PolicyStatement =>
  allow(
    [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    '*',
  );

/** AWS knows no resources for these either. https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html */
const trace = (): PolicyStatement =>
  allow(['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*');
