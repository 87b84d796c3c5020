import { AwsError, type Provisioners } from '../kernel/aws-service.ts';
import type { StepFunctions } from '../step-functions/step-functions.ts';

type Call = StepFunctions['call'];

const knownProperties = [
  'DefinitionString',
  'DefinitionSubstitutions',
  'EncryptionConfiguration',
  'LoggingConfiguration',
  'RoleArn',
  'StateMachineName',
  'StateMachineType',
  'Tags',
  'TracingConfiguration',
];

/** The template's state machines: made, or changed where the definition or the role is another one. */
export function machineProvisioners(call: Call): Provisioners {
  return {
    'AWS::StepFunctions::StateMachine': (logicalId, properties, { stackName, region, account }) => {
      for (const property of Object.keys(properties)) {
        if (!knownProperties.includes(property)) {
          throw new Error(`${property} of a state machine is not known here; known are ${knownProperties.join(', ')}`);
        }
      }
      const name = properties.StateMachineName ?? `${stackName}-${logicalId}`.slice(-80);
      const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
      const definition = substitute(properties.DefinitionString, properties.DefinitionSubstitutions ?? {});
      const { RoleArn: roleArn, StateMachineType: type = 'STANDARD' } = properties;
      const existing = describe(call, stateMachineArn);
      if (existing === undefined) call('CreateStateMachine', { name, definition, roleArn, type });
      else if (existing.definition !== definition || existing.roleArn !== roleArn) {
        call('UpdateStateMachine', { stateMachineArn, definition, roleArn });
      }
      return { ref: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
    },
  };
}

/** Puts in the definition's placeholders, `${TasksFunctionArn}`, what the template says that they stand for. */
function substitute(definition: unknown, substitutions: Record<string, unknown>): string {
  if (typeof definition !== 'string') throw new Error('only an inline DefinitionString is known here');
  return definition.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, (placeholder, name: string) => {
    if (name in substitutions) return String(substitutions[name]);
    throw new Error(
      `the definition's placeholder ${placeholder} stands for nothing; DefinitionSubstitutions has ${Object.keys(substitutions).join(', ') || 'none'}`,
    );
  });
}

function describe(call: Call, stateMachineArn: string): any {
  try {
    return call('DescribeStateMachine', { stateMachineArn });
  } catch (error) {
    if (error instanceof AwsError && error.name === 'StateMachineDoesNotExist') return undefined;
    throw error;
  }
}
