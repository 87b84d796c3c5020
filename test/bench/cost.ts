import type { MeterReport } from '../../local/meter/meter.ts';
import { Story } from '../story/story.ts';
import { tell } from '../story/tell.ts';
import { pat } from '../support/journey.ts';
import { startSpine } from '../support/spine.ts';
import { aimed, type Row } from './row.ts';

const yearMilliseconds = 365.25 * 86_400_000;

type Bill = MeterReport['other'];

/**
 * What AWS would bill for an agreement in its year, by the meter after the whole story: the one that went from application
 * through reminder, signatures and first payment to active. The story knows no renewal yet, so a later year is not in it.
 */
export async function cost(): Promise<Row[]> {
  await using spine = await startSpine();
  const story = new Story(spine.journey, () => undefined);
  const begun = Date.parse((await spine.journey.now()).now);
  await tell(spine, story);
  const wrong = story.checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
  if (wrong.length > 0) throw new Error(`The story went wrong, so its cost says nothing: ${wrong.join('; ')}`);
  const years = (Date.parse((await spine.journey.now()).now) - begun) / yearMilliseconds;

  const meter = await spine.journey.meter();
  const id = await spine.agreementIdOf(pat.email);
  const agreement = meter.agreements.find((one) => one.id === id);
  if (agreement === undefined) throw new Error(`The meter knows no agreement ${id} of ${pat.email}`);
  const variable = {
    name: 'variable cost of an agreement and year',
    value: centsOfYear(agreement),
    unit: 'US cents',
    detail: `enrolment, signatures and first payment, no renewal; stored for a year; ${parts(agreement)}`,
  };
  const { storageBytes, total } = meter.other.dollars;
  const fixed = {
    name: "what is no agreement's, a year",
    value: ((total - storageBytes) / years + 12 * storageBytes) * 100,
    unit: 'US cents',
    detail: `the sweep above all, whatever the number of agreements; over ${years.toFixed(1)} virtual years`,
  };
  return [aimed(variable, { atMost: 0.5 }), fixed];
}

/** The meter counts storage for one month. */
function centsOfYear({ dollars }: Bill): number {
  return (dollars.total + 11 * dollars.storageBytes) * 100;
}

function parts({ units }: Bill): string {
  const { transitions, requests, invocations, readUnits, writeUnits, mails, kmsCalls } = units;
  return `${transitions} transitions, ${mails} mails, ${requests} requests, ${invocations} invocations, ${readUnits} read and ${writeUnits} write units, ${kmsCalls} calls of KMS`;
}
