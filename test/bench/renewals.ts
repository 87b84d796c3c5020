import { assumptions } from '../../local/meter/prices.ts';
import { newAccount } from './renewals/limits.ts';
import { measureRenewal } from './renewals/measure.ts';
import type { Script, Work } from './renewals/script.ts';
import { type OfDay, type Simulated, simulate } from './renewals/simulate.ts';
import { aimed, type Row } from './row.ts';

const agreements = 10_000;
/** A large panel. */
const panelSize = 600;
const seed = 1;

/**
 * Ten thousand renewals that fall due on one civil day, simulated: each makes the calls that one made in the local cloud,
 * in their order and at their times, against the limits of a new AWS account, tried again as it is deployed.
 */
export async function renewals(): Promise<Row[]> {
  const { script, deployment } = await measureRenewal();
  const { invocationMilliseconds } = assumptions;
  const callMilliseconds = invocationMilliseconds / Math.max(...[...script.works.values()].map(({ calls }) => calls));
  const assumed = { invocationMilliseconds, callMilliseconds, panelSize };
  const simulated = simulate({ script, agreements, seed, limits: newAccount, assumptions: assumed, deployment });
  const { lost, failed, late, throttles, sweepTimeouts, compared, notCompared } = simulated;
  const of = (what: OfDay['what']) => simulated.days.filter((one) => one.what === what);
  const counted = [...of('mails'), ...of('charges')].map(({ day, what, count }) => `day ${day}: ${count} ${what}`);
  const name = (what: string) => `${agreements.toLocaleString('en')} renewals on one day: ${what}`;
  const [most = ['', 0]] = Object.entries(throttles).sort(([, a], [, b]) => b - a);
  return [
    measured(script),
    aimed(
      {
        name: name('lost'),
        value: lost,
        unit: 'renewals',
        detail: `${failed} executions used up all retries; ${assumedWords(assumed)}`,
      },
      { atMost: 0 },
    ),
    aimed({ name: name('late'), value: late, unit: 'mails, charges', detail: counted.join(', ') }, { atMost: 0 }),
    ...lasting(simulated).map((row) => ({ ...row, name: name(row.name) })),
    {
      name: name('refused by the bottleneck'),
      value: most[1],
      unit: 'times',
      detail: `${most[0]}; of all: ${words(throttles)}`,
    },
    {
      name: name('sweeps out of time'),
      value: sweepTimeouts,
      unit: 'sweeps',
      detail: `${Math.floor((deployment.sweepTimeoutSeconds * 1000) / (script.sweepStep.calls * callMilliseconds))} agreements fit into one; the next goes on`,
    },
    {
      name: name('comparisons that failed'),
      value: notCompared,
      unit: 'comparisons',
      detail: `of ${compared} in the mornings, panels of ${panelSize}`,
    },
  ];
}

/** How long the busiest days take, from the first to the last. */
function lasting({ days }: Simulated): Row[] {
  const notice = days.find(({ what }) => what === 'mails');
  const charges = days.find(({ what }) => what === 'charges');
  if (notice === undefined || charges === undefined) return [];
  return [
    {
      name: 'the first notice, from first to last',
      value: (notice.last - notice.first) / 60,
      unit: 'minutes',
      detail: `day ${notice.day}, from ${clock(notice.first)} to ${clock(notice.last)}`,
    },
    {
      name: 'from midnight to the last charge',
      value: charges.last / 3600,
      unit: 'hours',
      detail: `day 0, from ${clock(charges.first)} to ${clock(charges.last)}; opened by the sweeps at 0, 6, 12, 18`,
    },
  ];
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`;
}

function measured({ stages, works, eventsPerMail, wishes }: Script): Row {
  const tasks = [...stages.renewal, ...stages.billing];
  const sum = (of: (work: Work) => number) =>
    tasks.reduce((total, { operation }) => total + of(works.get(operation) as Work), 0);
  const [mails, transitions] = [
    sum((work) => work.mails),
    tasks.reduce((total, stage) => total + stage.transitions, 0),
  ];
  const calls = sum((work) => work.calls);
  return {
    name: 'invocations of one renewal, as measured',
    value: tasks.length + wishes + mails * eventsPerMail,
    unit: 'invocations',
    detail: `${tasks.length} tasks with ${calls} calls, ${wishes} wishes, ${mails * eventsPerMail} events of ${mails} mails; ${transitions} transitions; ten weeks before it until it is paid`,
  };
}

function assumedWords(given: { invocationMilliseconds: number; callMilliseconds: number }): string {
  const { lambdaConcurrency, mailsPerSecond, mailsPerDay } = newAccount;
  return `assumed: ${given.invocationMilliseconds} ms an invocation, ${given.callMilliseconds.toFixed(0)} ms a call in sweep and stream, ${lambdaConcurrency} invocations at once, ${mailsPerSecond} mails a second and ${mailsPerDay} a day, one shard, seed ${seed}`;
}

function words(throttles: Simulated['throttles']): string {
  const refused = Object.entries(throttles).filter(([, times]) => times > 0);
  return refused.map(([what, times]) => `${what} ${times}`).join(', ');
}
