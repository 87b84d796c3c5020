import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './conformance/case.ts';
import { runCase } from './conformance/run-case.ts';

// node local/step-functions/conformance.ts DIR: runs the cases recorded on AWS in a folder through this service's API.
const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0) {
  console.error('Usage: node local/step-functions/conformance.ts DIR');
  process.exit(2);
}

let files: string[] = [];
try {
  files = readdirSync(folder).filter((file) => file.endsWith('.json'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const count = { passed: 0, refused: 0, failed: 0 };
for (const file of files.sort()) {
  const verdict = await runCase(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case);
  if ('passed' in verdict) count.passed += 1;
  else if ('refused' in verdict) count.refused += 1;
  else {
    count.failed += 1;
    console.log(`${file.replace(/\.json$/, '')}\n  ${verdict.failed}`);
  }
}
console.log(`${count.passed} passed, ${count.refused} refused by name, ${count.failed} failed`);
process.exit(count.failed > 0 ? 1 : 0);
