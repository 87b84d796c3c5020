import { rmSync } from 'node:fs';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { isMorningSweep } from '../../../functions/actions/morning-sweep.ts';
import {
  daysBetween,
  instantAt,
  practiceDate,
  sendingInstant,
} from '../../../functions/domain/calendar/practice-time.ts';
import type { MeterReport } from '../../../local/meter/meter.ts';
import { type Spine, startSpine } from '../../support/spine.ts';
import { agedCount, agedPanel, agreementOf, nowOf, panelPatient, timeZone } from '../panel.ts';
import { deploymentOf, statesOf } from './deployment.ts';
import type { Deployment } from './limits.ts';
import { type Counted, noneCounted, Recording } from './recording.ts';
import type { Machine, Moment, Script, Stage, Work } from './script.ts';

/** Lets some agreements renew in the local cloud, and gives what one of them asked of AWS, in which order and when. */
export async function measureRenewal(): Promise<{ script: Script; deployment: Deployment }> {
  const dataDir = await agedPanel();
  try {
    let started: Spine | undefined;
    const recording = new Recording(() => started !== undefined && isMorningSweep({ now: nowOf(started), timeZone }));
    await using spine = await startSpine({ dataDir, hook: recording.hook });
    started = spine;
    spine.cloud.faults.observe(recording.observe);
    const id = (await spine.agreementIdOf(panelPatient(1).email)) ?? '';
    const before = await spine.journey.meter();
    // Past the sweep that prepares, the notices and the renewal date.
    await spine.journey.move({ by: 'P73D' });
    const used = unitsSince(before, await spine.journey.meter());
    return { script: await scriptOf(spine, id, recording, used), deployment: deploymentOf(spine.cloud.resources) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function unitsSince(before: MeterReport, after: MeterReport): { reads: number; writes: number } {
  const sum = ({ agreements }: MeterReport, unit: 'readUnits' | 'writeUnits') =>
    agreements.reduce((total, { units }) => total + units[unit], 0);
  return {
    reads: sum(after, 'readUnits') - sum(before, 'readUnits'),
    writes: sum(after, 'writeUnits') - sum(before, 'writeUnits'),
  };
}

async function scriptOf(
  spine: Spine,
  agreementId: string,
  { byOperation }: Recording,
  used: { reads: number; writes: number },
): Promise<Script> {
  const of = (operation: string): Counted => byOperation.get(operation) ?? noneCounted();
  const renewal = await stagesOf(spine, agreementId, 'renewal', 't2');
  const billing = await stagesOf(spine, agreementId, 'billing', 't2-i1');
  const operations = new Set([...renewal, ...billing].map(({ operation }) => operation));
  const sweep = beyondIdle(of('sweep'));
  const compared = comparisonsIn(of('morning-sweep'), of('sweep').fewestCalls);
  const all = [...operations, 'stream', 'events'].map(of).concat(sweep, compared);
  const unit = {
    read: used.reads / all.reduce((sum, { reads }) => sum + reads, 0),
    write: used.writes / all.reduce((sum, { writes }) => sum + writes, 0),
  };
  const share = (counted: Counted, among: number): Work => ({
    calls: counted.calls / among,
    readUnits: (counted.reads / among) * unit.read,
    writeUnits: (counted.writes / among) * unit.write,
    starts: counted.starts / among,
    mails: counted.mails / among,
  });
  return {
    stages: { renewal, billing },
    works: new Map([...operations].map((operation) => [operation, share(of(operation), of(operation).invocations)])),
    sweepStep: share(sweep, sweep.writes),
    compared: share(compared, compared.invocations),
    wish: share(of('stream'), of('stream').records),
    mailEvent: share(of('events'), of('events').invocations),
    eventsPerMail: of('events').invocations / of('send-notices').mails,
    wishes: of('stream').records / agedCount,
  };
}

/**
 * What the mornings read of agreements: each is one query, and one DescribeExecution for each workflow that is unfinished.
 * The rest of what a morning reads beyond an idle sweep (panels, their lists, the rules) is the same for few and for many.
 */
function comparisonsIn(morning: Counted, idleCalls: number): Counted {
  const invocations = morning.invocations * agedCount;
  const beyond = morning.calls - idleCalls * morning.invocations;
  if (morning.writes > 0 || beyond < invocations + morning.describes)
    throw new Error('The sweep of the morning did something else than to compare');
  return { ...noneCounted(), invocations, calls: invocations, reads: invocations, describes: morning.describes };
}

/** A sweep that finds nothing only reads; each that it begins, it writes once. */
function beyondIdle(sweep: Counted): Counted {
  const idle = sweep.fewestCalls * sweep.invocations;
  return { ...sweep, calls: sweep.calls - idle, reads: sweep.reads - idle };
}

async function stagesOf(spine: Spine, agreementId: string, machine: Machine, part: string): Promise<Stage[]> {
  const name = `${machine}-${agreementId}-${part}-r1`;
  const execution = (await spine.executions()).find((one) => one.name === name);
  if (execution?.status !== 'SUCCEEDED') throw new Error(`${name} is ${execution?.status ?? 'not there'}`);
  const startsOn = (await agreementOf(spine, agreementId)).terms[1]?.startsOn ?? '';
  const momentOf = (at: Date | undefined): Moment => toMoment(at?.toISOString() ?? '', startsOn, agreementId);
  const states = statesOf(machine);
  const stages: Stage[] = [];
  for (const event of await spine.historyOf(execution.executionArn)) {
    const state = event.stateEnteredEventDetails?.name;
    const last = stages.at(-1);
    if (event.type === 'TaskStateEntered' && state !== undefined) {
      const operation = states[state]?.Arguments?.Payload?.task ?? '';
      stages.push({ state, operation, transitions: 1, day: dayOf(event, startsOn) });
    } else if (state !== undefined && last !== undefined) last.transitions += 1;
    else if (event.type === 'TaskTimedOut' && last !== undefined) last.until = momentOf(event.timestamp);
  }
  return stages;
}

function dayOf({ timestamp }: HistoryEvent, startsOn: string): number {
  return daysBetween(startsOn, practiceDate(timestamp?.toISOString() ?? '', timeZone));
}

function toMoment(at: string, startsOn: string, agreementId: string): Moment {
  const date = practiceDate(at, timeZone);
  const day = daysBetween(startsOn, date);
  if (at === instantAt(date, '00:00', timeZone)) return { day, at: 'midnight' };
  if (at === sendingInstant(date, timeZone, agreementId)) return { day, at: 'sending' };
  throw new Error(`A renewal waited until ${at}, which is neither midnight nor its time for mail`);
}
