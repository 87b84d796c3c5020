/** `npm run machines`: draws every state machine into docs/machines.md. A test notices when the page is stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './cdk-context.ts';
import { type Definition, drawMachine } from './mermaid.ts';
import { deployedMachineName, machineNames } from './workflows/machine-names.ts';

export const machinesPage = join(root, 'docs', 'machines.md');

const introduction = `# The state machines

Made from \`statemachines/\` by \`npm run machines\`; change the definitions, not this page. A box is a task, a rounded box
a wait, a box with double sides starts another machine, and a dashed arrow is an error that is caught. Retries of named
service errors are not drawn.
`;

export const drawPage = (): string => {
  const sections = machineNames.map((name) => {
    const file = `statemachines/${name}.asl.json`;
    const definition = JSON.parse(readFileSync(join(root, file), 'utf8')) as Definition;
    const title = `## ${name}\n\n${definition.Comment ?? ''}\n\n\`${deployedMachineName(name)}\`, from [${file}](../${file})`;
    return `${title}\n\n\`\`\`mermaid\n${drawMachine(definition)}\n\`\`\`\n`;
  });
  return [introduction, ...sections].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(machinesPage), { recursive: true });
  writeFileSync(machinesPage, drawPage());
  console.log(`drew ${machineNames.length} machines into docs/machines.md`);
}
