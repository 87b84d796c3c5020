import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CallOfFunction } from '../../local/faults/faults.ts';
import { Story } from '../story/story.ts';
import { phases } from '../story/tell.ts';
import { startSpine } from '../support/spine.ts';

/** One phase as it went: the data folder before it, when it ended, and every call that a function made, in order. */
export interface RecordedPhase {
  index: number;
  name: string;
  folder: string;
  endedAt: string;
  calls: CallOfFunction[];
}

/** Tells the story once, and keeps a copy of the data before each phase. */
export async function record(folder: string): Promise<RecordedPhase[]> {
  const dataDir = join(folder, 'story');
  const recorded: RecordedPhase[] = [];
  // Once without anything, so that the practice is stored before the first copy.
  await (await startSpine({ dataDir }))[Symbol.asyncDispose]();
  for (const [index, phase] of phases.entries()) {
    const copy = join(folder, `before-${index}`);
    copyData(dataDir, copy);
    const calls: CallOfFunction[] = [];
    await using spine = await startSpine({ dataDir, isPatient: true });
    spine.cloud.faults.observe((call) => calls.push(call));
    await phase.tell(spine, new Story(spine.journey, () => undefined));
    await spine.cloud.work.quiet();
    const { now } = await spine.journey.now();
    recorded.push({ index, name: phase.name, folder: copy, endedAt: now, calls });
  }
  return recorded;
}

/** Copies the data of a cloud that does not run. Its clock goes on in the copy from where it stands now. */
export function copyData(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  using db = new DatabaseSync(join(to, 'cloud.sqlite'));
  // As a jump leaves it: the clock goes on from the instant at which it stands.
  db.prepare('UPDATE clock SET frozen = coalesce(frozen, ? + offset)').run(Date.now());
}
