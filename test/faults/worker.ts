/** Tries one fault after the other, in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPhase, type Trial, type TrialResult, tryFault } from './trial.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'perennial-fault-'));
/** What comes of each phase without a fault. */
const expected = new Map<number, Promise<string[]>>();

async function attempt(trial: Trial): Promise<TrialResult> {
  const { phase } = trial;
  const control = expected.get(phase.index) ?? runPhase(phase, dataDir).then(({ world }) => world);
  expected.set(phase.index, control);
  try {
    return await tryFault(trial, dataDir, await control);
  } catch (error) {
    return { happened: true, differences: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

process.on('message', (trial: Trial) => {
  void attempt(trial).then((result) => process.send?.(result));
});
process.on('disconnect', () => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
