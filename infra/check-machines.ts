import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition } from '../local/step-functions/definition.ts';
import { root } from './cdk-context.ts';

const folder = join(root, 'statemachines');

/** Any ARN will do: the runner reads what a definition says, not what it names. */
const filled = (definition: string): string =>
  definition.replace(/\$\{(\w+)\}/g, (_match, name: string) =>
    name.endsWith('MachineArn')
      ? `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`
      : `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  );

/**
 * Loads every definition into the runner of the local cloud. CDK's own rules let pass a `Next` to a missing state and
 * JSONata that AWS's version does not know; the runner refuses both by name.
 */
export const checkMachines = (): string[] => {
  const problems: string[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.asl.json'))) {
    try {
      loadDefinition(filled(readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      problems.push(`statemachines/${file}: ${(error as Error).message}`);
    }
  }
  return problems;
};
