/** `npm run faults`: a crash before and after each kind of call that the story's functions make. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RecordedPhase, record } from './recording.ts';
import { keyOf, type Trial, type TrialResult } from './trial.ts';

const usage = `Usage: npm run faults -- [--all] [--only TEXT]

  --all        every single call, not each kind once
  --only TEXT  those whose name holds TEXT, such as "perennial-tasks open-signing"`;
const atOnce = 2;
const modes = ['crash-before', 'crash-after'] as const;

/** Each call of each phase but the first, in which years of sweeps pass: those come again in the others. */
function everyCall(recorded: RecordedPhase[]): Omit<Trial, 'mode'>[] {
  return recorded.slice(1).flatMap(({ calls, ...phase }) => {
    const seen = new Map<string, number>();
    return calls.map((call) => {
      const occurrence = (seen.get(keyOf(call)) ?? 0) + 1;
      seen.set(keyOf(call), occurrence);
      return { phase, call, occurrence };
    });
  });
}

/** Each kind of call where it comes first; a kind of the first phase where it comes again. */
function eachKind(recorded: RecordedPhase[]): Omit<Trial, 'mode'>[] {
  const [first, ...others] = recorded;
  const kinds = new Map<string, Omit<Trial, 'mode'>>();
  for (const { calls, ...phase } of [...others, ...(first === undefined ? [] : [first])]) {
    for (const call of calls) {
      if (!kinds.has(keyOf(call))) kinds.set(keyOf(call), { phase, call, occurrence: 1 });
    }
  }
  return [...kinds.values()];
}

async function tryAll(trials: Trial[], told: (trial: Trial, result: TrialResult) => void): Promise<void> {
  const waiting = [...trials];
  const work = async () => {
    const worker: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'));
    for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift()) {
      const answer = once(worker, 'message');
      worker.send(trial);
      told(trial, (await answer)[0] as TrialResult);
    }
    const ended = once(worker, 'exit');
    worker.disconnect();
    await ended;
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function run(all: boolean, only: string): Promise<boolean> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'perennial-faults-'));
  try {
    const recorded = await record(folder);
    const calls = recorded.reduce((sum, phase) => sum + phase.calls.length, 0);
    const points = (all ? everyCall(recorded) : eachKind(recorded)).filter(({ call }) => keyOf(call).includes(only));
    const trials = points.flatMap((point) => modes.map((mode): Trial => ({ ...point, mode })));
    if (points.length === 0) throw new Error(`No call of the story is named "${only}"`);
    console.log(`${calls} calls in ${recorded.length} phases; ${points.length} to crash before and after`);
    const failed: string[] = [];
    let done = 0;
    await tryAll(trials, ({ phase, call, mode, occurrence }, { happened, differences }) => {
      const problems = [...(happened ? [] : ['the call was not made']), ...differences];
      const name = `${mode} ${keyOf(call)}${occurrence === 1 ? '' : ` (time ${occurrence})`}, in "${phase.name}"`;
      done += 1;
      if (problems.length > 0) failed.push(name);
      console.log(
        `${String(done).padStart(4)}/${trials.length} ${problems.length === 0 ? 'same' : 'DIFFERENT'}  ${name}`,
      );
      for (const problem of problems) console.log(`            ${problem}`);
    });
    const minutes = (performance.now() - started) / 60_000;
    console.log(`\n${trials.length - failed.length} passed, ${failed.length} failed\n${minutes.toFixed(1)} minutes`);
    return failed.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
const at = args.indexOf('--only');
const known = args.every((arg, index) => arg === '--all' || arg === '--only' || (at >= 0 && index === at + 1));
if (!known || (at >= 0 && args[at + 1] === undefined)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  process.exitCode = (await run(args.includes('--all'), at < 0 ? '' : (args[at + 1] ?? ''))) ? 0 : 1;
}
