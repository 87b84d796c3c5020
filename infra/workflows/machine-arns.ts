import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { deployedMachineName, type MachineName } from './machine-names.ts';

/**
 * Built from the fixed name, not taken from the resource: a machine needs its functions' ARNs and they need the
 * machine's, which would be a cycle that CloudFormation refuses.
 */
export const machineArn = (scope: Construct, name: MachineName): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: deployedMachineName(name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** All executions of one machine: their names are made at run time, so this wildcard can't be spelled out. */
export const executionsOf = (scope: Construct, name: MachineName): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${deployedMachineName(name)}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Only calls from this account may use a role that a service assumes for us. */
export const fromThisAccount = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
