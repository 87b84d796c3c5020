/** `npm run permissions`: runs the story and the machine tests, and tells which permission of the template nobody used. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PermissionUse } from '../../local/iam/permission-record.ts';
import { judge } from './judge.ts';

const root = join(import.meta.dirname, '../..');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

const folder = mkdtempSync(join(tmpdir(), 'perennial-permissions-'));
try {
  const env = { ...process.env, PERMISSIONS_TO: folder };
  const args = [...flags, jest, 'test/story', 'test/statemachines', 'test/permissions'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const records = readdirSync(folder).map((file): { uses: PermissionUse[]; denied: string[] } =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  const { unused, stale, checked } = judge(records.flatMap(({ uses }) => uses));
  const denied = [...new Set(records.flatMap((record) => record.denied))];
  for (const use of unused) console.log(`unused   ${use.statement}  ${use.part} ${use.pattern}`);
  for (const why of stale) console.log(`excused without need   ${why}`);
  for (const message of denied) console.log(`missing  ${message}`);
  console.log(
    `\n${checked} actions and resources of statements in ${records.length} runs: ${unused.length} unused, ${denied.length} missing`,
  );
  process.exitCode = status === 0 && unused.length + stale.length + denied.length === 0 && checked > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
