import { addDays, instantAt } from '../../functions/domain/calendar/practice-time.ts';
import type { InvocationHook } from '../../local/lambda/lambda.ts';
import type { MeterReport } from '../../local/meter/meter.ts';
import { type Unit, units } from '../../local/meter/prices.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { agreementOf, enrolPanel, requireRenewed, timeZone } from './panel.ts';
import { aimed, type Row } from './row.ts';
import { median } from './statistics.ts';

const count = 20;

type Bill = MeterReport['other'];

/**
 * A panel's year in the local cloud, from the day on which its agreements began to the evening of their renewal, with the
 * notices, the payment and the receipt: how long it takes here, and what AWS would bill for it.
 */
export async function year(): Promise<Row[]> {
  const sweeps: number[] = [];
  await using spine = await startSpine({ hook: timingSweeps(sweeps) });
  const ids = await enrolPanel(spine, count);
  const enrolled = await spine.journey.meter();
  const { startsOn = '', endsOn = '' } = (await agreementOf(spine, ids[0])).terms[0] ?? {};
  sweeps.length = 0;
  const [began, processor] = [performance.now(), process.cpuUsage()];
  // In steps: a request that lasts for minutes would time out.
  for (let day = addDays(startsOn, 30); day < endsOn; day = addDays(day, 30)) await toEveningOf(spine, day);
  await toEveningOf(spine, addDays(endsOn, 1));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(processor);
  for (const id of ids) await requireRenewed(spine, id);
  const renewed = await spine.journey.meter();
  const idle = sweeps.reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
  const whole = {
    name: "an agreement's year in the local cloud",
    value: seconds / count,
    unit: 's',
    detail: `${count} agreements, each renewed; ${seconds.toFixed(1)} s in all, ${((user + system) / 1e6).toFixed(1)} s of the processor's time`,
  };
  const own = {
    name: 'of it without the sweeps, which all share',
    value: (seconds - idle) / count,
    unit: 's',
    detail: `${sweeps.length} sweeps took ${idle.toFixed(1)} s, the median ${median(sweeps).toFixed(0)} ms`,
  };
  return [aimed(whole, { atMost: 1 }), own, ...costs(enrolled, renewed)];
}

function timingSweeps(sweeps: number[]): InvocationHook {
  return async ({ functionName }, run) => {
    const began = performance.now();
    const outcome = await run();
    if (functionName === 'perennial-sweep') sweeps.push(performance.now() - began);
    return outcome;
  };
}

async function toEveningOf({ journey }: Spine, day: string): Promise<void> {
  await journey.move({ to: instantAt(day, '22:00', timeZone) });
}

function costs(enrolled: MeterReport, renewed: MeterReport): Row[] {
  const first = sum(renewed.agreements);
  const later = minus(first, sum(enrolled.agreements));
  const row = (name: string, bill: Bill, words: string) => ({
    name,
    value: centsOfYear(bill) / count,
    unit: 'US cents',
    detail: `${words}, stored for a year; ${parts(bill)}`,
  });
  const others = minus(renewed.other, enrolled.other);
  return [
    aimed(
      row('variable cost of an agreement and year', first, 'the first: enrolment, signatures, two payments, renewal'),
      {
        atMost: 0.5,
      },
    ),
    row('variable cost of a later year', later, 'notices, renewal, payment'),
    {
      name: "what is no agreement's, a year",
      value: centsOfYear(others),
      unit: 'US cents',
      detail: 'the sweep above all, whatever the number of agreements',
    },
  ];
}

/** What is stored is stored for twelve months; the meter counts it for one. */
function centsOfYear({ dollars }: Bill): number {
  return (dollars.total + 11 * dollars.storageBytes) * 100;
}

function sum(bills: readonly Bill[]): Bill {
  return bills.reduce((total, bill) => combined(total, bill, (a, b) => a + b));
}

/** What came between two reports; of storage, what is there at the later one. */
function minus(later: Bill, earlier: Bill): Bill {
  return combined(later, earlier, (a, b, unit) => (unit === 'storageBytes' ? a : a - b));
}

function combined(one: Bill, other: Bill, of: (a: number, b: number, unit: Unit) => number): Bill {
  const each = (key: 'units' | 'dollars') =>
    Object.fromEntries(units.map((unit) => [unit, of(one[key][unit], other[key][unit], unit)])) as Bill['units'];
  const dollars = each('dollars');
  return {
    units: each('units'),
    dollars: { ...dollars, total: units.reduce((total, unit) => total + dollars[unit], 0) },
  };
}

function parts({ units: used }: Bill): string {
  const each = (unit: Unit) => Math.round(used[unit] / count);
  return `${each('transitions')} transitions, ${each('mails')} mails, ${each('requests')} requests, ${each('invocations')} invocations, ${each('readUnits')} read and ${each('writeUnits')} write units`;
}
