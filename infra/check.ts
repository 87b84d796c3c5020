/**
 * `npm run check`: types, lint, format, the import rule (biome.json, "noRestrictedImports"), unused code, and every state
 * machine loaded by the runner of the local cloud. Prints what fails; exits with 1 if anything does.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cdkContext, root } from './cdk-context.ts';
import { checkMachines } from './check-machines.ts';
import { ConfigError, readConfig } from './config.ts';

interface Outcome {
  ok: boolean;
  output: string;
}

interface Step {
  name: string;
  run: () => Promise<Outcome>;
}

const tool =
  (script: string, ...args: string[]) =>
  (): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const path = join(root, 'node_modules', script);
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], { cwd: root });
      const chunks: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.on('error', reject);
      child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString().trim() }));
    });

const config = async (): Promise<Outcome> => {
  try {
    readConfig(cdkContext().perennial);
    return { ok: true, output: '' };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { ok: false, output: error.message };
  }
};

const machines = async (): Promise<Outcome> => {
  const problems = checkMachines();
  return { ok: problems.length === 0, output: problems.join('\n') };
};

const steps: Step[] = [
  { name: 'types', run: tool('typescript/bin/tsc', '-p', '.') },
  { name: 'lint, format, imports', run: tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  { name: 'unused code', run: tool('knip/bin/knip.js', '--no-progress') },
  { name: 'configuration', run: config },
  { name: 'state machines', run: machines },
];

const started = performance.now();
const outcomes = await Promise.all(
  steps.map(async ({ name, run }) => {
    const at = performance.now();
    const outcome = await run();
    return { name, ...outcome, seconds: ((performance.now() - at) / 1000).toFixed(1) };
  }),
);
for (const { name, ok, output, seconds } of outcomes) {
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!ok) console.log(output.replace(/^/gm, '    '));
}
const failed = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  failed.length === 0 ? `check: all well, ${seconds} s` : `check: failed: ${failed.join('; ')} (${seconds} s)`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
