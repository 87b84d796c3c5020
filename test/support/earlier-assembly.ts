import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../local/template/assembly.ts';

const folderOfEarlier = join(import.meta.dirname, '../statemachines/earlier');

/**
 * Copies the synthesized app into a folder, with its state machines as they were in a generation:
 * `test/statemachines/earlier/billing.1.asl.json`. One that has no file of that generation is as it is now.
 */
export function earlierAssembly(assembly: string, into: string, generation: number): string {
  cpSync(assembly, into, { recursive: true });
  const file = join(into, 'PerennialApp.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::StepFunctions::StateMachine' || Properties === undefined) continue;
    const machine = String(Properties.StateMachineName).replace('perennial-', '');
    const definition = join(folderOfEarlier, `${machine}.${generation}.asl.json`);
    if (existsSync(definition)) Properties.DefinitionString = readFileSync(definition, 'utf8');
  }
  writeFileSync(file, JSON.stringify(template));
  return into;
}
