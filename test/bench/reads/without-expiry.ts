import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../../local/template/assembly.ts';

/**
 * Copies the synthesized app into a folder, with nothing in its table that expires: to look for it the local cloud reads all
 * of the table every day, which no function does, and which takes longer than everything else where there is much.
 */
export function withoutExpiry(assembly: string, into: string): string {
  cpSync(assembly, into, { recursive: true });
  const file = join(into, 'PerennialData.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  for (const { Properties } of Object.values(template.Resources)) delete Properties?.TimeToLiveSpecification;
  writeFileSync(file, JSON.stringify(template));
  return into;
}
