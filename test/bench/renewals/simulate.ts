import { Aws, type Throttles } from './aws.ts';
import { Executions } from './executions.ts';
import type { Assumptions, Deployment, Limits } from './limits.ts';
import { Queue } from './queue.ts';
import { seeded } from './random.ts';
import type { Machine, Moment, Script, Stage } from './script.ts';
import { Sweep } from './sweep.ts';
import { Wishes } from './wishes.ts';

export interface Simulation {
  script: Script;
  agreements: number;
  seed: number;
  limits: Limits;
  assumptions: Assumptions;
  deployment: Deployment;
}

/** What happened of one kind on one civil day, counted from the renewal date: how often, and when, in seconds of that day. */
export interface OfDay {
  day: number;
  what: 'mails' | 'charges';
  count: number;
  first: number;
  last: number;
}

export interface Simulated {
  /** Agreements that are not renewed, charged and told of it two days later: an execution failed for good or never ended. */
  lost: number;
  /** Executions of which every retry was used up, so that a person must begin them again. */
  failed: number;
  /** Mails and charges on another civil day than measured. */
  late: number;
  days: OfDay[];
  throttles: Throttles;
  invocations: number;
  sweepTimeouts: number;
  /** Agreements that mornings compared with their executions, and those of which that failed. */
  compared: number;
  notCompared: number;
  droppedRecords: number;
  lostEvents: number;
}

const day = 86_400;
const firstSendingHour = 9;
const sendingMinutes = 45;

/**
 * All the agreements' renewals, due on one civil day, from the sweep that prepares them to two days after: a discrete
 * simulation, the same for the same seed. Time is civil, in seconds from the renewal date's midnight; clocks never change.
 */
export function simulate(given: Simulation): Simulated {
  const { script, agreements, seed, limits, assumptions, deployment } = given;
  const random = seeded(seed);
  const prepared = script.stages.renewal[0]?.day ?? 0;
  const queue = new Queue(prepared * day - 1);
  const aws = new Aws(queue, random, limits, assumptions);
  const minutes = Array.from({ length: agreements }, () => Math.floor(random() * sendingMinutes));
  /** What the table says of each: what its next date is for. */
  const phases = new Array<'to-prepare' | 'planned' | 'renewed' | 'billed'>(agreements).fill('to-prepare');
  const ended = new Set<string>();
  const days = new Map<string, OfDay>();
  const result = { failed: 0, late: 0 };

  const secondsOf = (agreement: number, { day: of, at }: Moment) =>
    of * day + (at === 'midnight' ? 0 : firstSendingHour * 3600 + (minutes[agreement] ?? 0) * 60);
  const note = (what: OfDay['what'], stage: Stage, times: number) => {
    const second = queue.now - stage.day * day;
    if (second < 0 || second >= day) result.late += times;
    const key = `${what} ${stage.day}`;
    const before = days.get(key) ?? { day: stage.day, what, count: 0, first: second, last: second };
    days.set(key, { ...before, count: before.count + times, last: second });
  };
  const executions = new Executions(aws, script, deployment.retries, {
    secondsOf,
    done(agreement, stage) {
      const { operation } = stage;
      const mails = script.works.get(operation)?.mails ?? 0;
      if (mails > 0) note('mails', stage, mails);
      for (let event = 0; event < mails * script.eventsPerMail; event += 1) {
        aws.runLater(() => aws.run(script.mailEvent, () => undefined));
      }
      if (operation === 'collect-invoice') note('charges', stage, 1);
      if (operation === 'plan-renewal') phases[agreement] = 'planned';
      if (operation === 'decide-renewal') phases[agreement] = 'renewed';
      // The decision wishes for what comes next; a token that is stored is a wish, too.
      if (operation === 'decide-renewal' || stage.until !== undefined) wishes.wish(agreement, 'renewal');
    },
    ended: (agreement, machine) => ended.add(`${machine}-${agreement}`),
    failed: () => {
      result.failed += 1;
    },
  });
  const wishes = new Wishes(aws, script, deployment, executions);
  const due = (agreement: number): Machine | undefined => {
    const phase = phases[agreement];
    if (phase === 'to-prepare') return 'renewal';
    if (queue.now < 0 || phase === 'billed') return undefined;
    return phase === 'planned' ? 'renewal' : 'billing';
  };
  const sweep = new Sweep(aws, {
    script,
    deployment,
    wishes,
    agreements,
    due,
    opened: (agreement) => {
      phases[agreement] = 'billed';
    },
    unfinished: (agreement) => {
      const begun = { 'to-prepare': [], planned: ['renewal'], renewed: ['renewal'], billed: ['renewal', 'billing'] };
      return begun[phases[agreement] ?? 'to-prepare'].filter((machine) => !ended.has(`${machine}-${agreement}`)).length;
    },
    assumptions,
  });
  for (let of = prepared; of < 2; of += 1) {
    for (const hour of deployment.sweepHours) queue.at(of * day + hour * 3600, () => sweep.begin());
  }
  queue.runUntil(2 * day);

  const isWhole = (agreement: number) => ended.has(`renewal-${agreement}`) && ended.has(`billing-${agreement}`);
  return {
    ...result,
    lost: phases.filter((_, agreement) => !isWhole(agreement)).length,
    days: [...days.values()].sort((a, b) => a.day - b.day || a.what.localeCompare(b.what)),
    throttles: aws.throttles,
    invocations: aws.invocations,
    sweepTimeouts: sweep.timeouts,
    compared: sweep.compared,
    notCompared: sweep.notCompared,
    droppedRecords: wishes.dropped,
    lostEvents: aws.lostEvents,
  };
}
