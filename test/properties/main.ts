/** `npm run properties`: every property test, each with many more cases than `npm test` tries. */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cases = '100000';
// A sequence of events or requests is dozens of cases.
const sequences = '5000';

const files = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"),
);
const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const twoHours = 2 * 60 * 60_000;
const jest = ['node_modules/jest/bin/jest.js', '--verbose', `--testTimeout=${twoHours}`, '--runTestsByPath'];
const env = { ...process.env, PROPERTY_RUNS: cases, PROPERTY_SEQUENCES: sequences };
const child = spawn(process.execPath, [...node, ...jest, ...files], { cwd: root, stdio: 'inherit', env });
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
