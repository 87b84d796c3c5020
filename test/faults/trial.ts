import { rmSync } from 'node:fs';
import { throttling } from '../../local/faults/error-answer.ts';
import type { CallOfFunction } from '../../local/faults/faults.ts';
import type { InvocationHook } from '../../local/lambda/lambda.ts';
import { Story } from '../story/story.ts';
import { phases } from '../story/tell.ts';
import { startSpine } from '../support/spine.ts';
import { differences, settleMilliseconds, worldOf } from '../support/world.ts';
import { copyData, type RecordedPhase } from './recording.ts';

/** A call that is to go wrong in one phase: the `occurrence`-th of its kind, from 1 on. */
export interface Trial {
  phase: Omit<RecordedPhase, 'calls'>;
  call: CallOfFunction;
  mode: 'crash-before' | 'crash-after';
  occurrence: number;
}

export interface TrialResult {
  /** Whether the call was made at all, and went wrong. */
  happened: boolean;
  /** What the fault has changed; nothing is what must be. */
  differences: string[];
}

/** Runs one phase on a copy of its data, with a fault or without, until all has settled; gives what has come of it. */
export async function runPhase(
  { index, folder, endedAt }: Trial['phase'],
  dataDir: string,
  trial?: Trial,
  hook?: InvocationHook,
): Promise<{ world: string[]; happened: boolean }> {
  const phase = phases[index];
  if (phase === undefined) throw new Error(`The story has no phase ${index}`);
  rmSync(dataDir, { recursive: true, force: true });
  copyData(folder, dataDir);
  await using spine = await startSpine({ dataDir, isPatient: true, ...(hook !== undefined && { hook }) });
  const { faults } = spine.cloud;
  let seen = 0;
  if (trial !== undefined) {
    faults.observe((call) => {
      if (keyOf(call) !== keyOf(trial.call)) return;
      seen += 1;
      if (seen === trial.occurrence) void faults.add({ ...trial.call, mode: trial.mode });
    });
  }
  await phase.tell(spine, new Story(spine.journey, () => undefined));
  const settled = Date.parse(endedAt) + settleMilliseconds;
  await spine.journey.move({
    to: new Date(Math.max(settled, Date.parse((await spine.journey.now()).now))).toISOString(),
  });
  const happened = trial !== undefined && seen >= trial.occurrence && faults.list().length === 0;
  return { world: await worldOf(spine), happened };
}

/**
 * Tries a fault. How many records come in one batch of the stream hangs on the machine, and so does whether a later call
 * of one batch is made: where the call was not made it is tried once more, with the records that come together in one
 * batch. What the first run has changed counts all the same.
 */
export async function tryFault(trial: Trial, dataDir: string, expected: string[]): Promise<TrialResult> {
  const first = await runPhase(trial.phase, dataDir, trial);
  const changed = differences(expected, first.world);
  if (first.happened) return { happened: true, differences: changed };
  const { world, happened } = await runPhase(trial.phase, dataDir, trial, inFullBatches());
  return { happened, differences: [...changed, ...differences(expected, world)] };
}

/** Refuses every other invocation of the stream's function, as Lambda does without room: until the next, records gather. */
function inFullBatches(): InvocationHook {
  let isRefused = false;
  return async ({ functionName }, run) => {
    if (functionName !== 'perennial-stream') return run();
    isRefused = !isRefused;
    if (isRefused) throw throttling('lambda');
    return run();
  };
}

/** What kind of call it is. */
export function keyOf({ function: name, operation, service, action, nth }: CallOfFunction): string {
  return `${name} ${operation} ${service}:${action} ${nth}`;
}
