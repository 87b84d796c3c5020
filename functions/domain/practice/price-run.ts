import { daysToPrepareRenewal } from '../agreement/next-date.ts';
import { addDays, isCivilDate } from '../calendar/practice-time.ts';
import type { Plan, RenewalRule } from './practice.ts';

/** From a day on, renewals of a plan are at another of its versions. */
export interface PriceRun {
  /** The plan's id. */
  plan: string;
  version: number;
  /** The first day of the renewed term; a civil date. */
  renewalsFrom: string;
}

type PlanVersion = Pick<Plan, 'planId' | 'version'>;

/**
 * The run that a term which begins on a civil date renews by: of those whose day has come by then, the latest. None leads
 * back to an older version than the agreement has, as one who signed the plan after the run would be.
 */
export function runFor(
  runs: readonly PriceRun[],
  { planId, version }: PlanVersion,
  startsOn: string,
): PriceRun | undefined {
  return runs
    .filter((run) => run.plan === planId && run.renewalsFrom <= startsOn)
    .sort((a, b) => (a.renewalsFrom < b.renewalsFrom ? -1 : 1))
    .findLast((run) => run.version > version);
}

/** What is wrong with runs, a sentence each, under its place. `versionsOf` gives every stored version of a plan. */
export function runMistakes(runs: readonly PriceRun[], versionsOf: (planId: string) => readonly Plan[]): string[] {
  return runs.flatMap((run, index) => {
    const { plan, version, renewalsFrom } = run;
    const at = (field: keyof PriceRun) => `practice.priceRuns.${index}.${field}`;
    const versions = versionsOf(plan);
    const next = versions.find((one) => one.version === version);
    const isTwice = runs.slice(0, index).some((one) => one.plan === plan && one.renewalsFrom === renewalsFrom);
    return [
      ...(isCivilDate(renewalsFrom) ? [] : [`${at('renewalsFrom')}: is a day like 2027-01-31, got "${renewalsFrom}"`]),
      ...(isTwice ? [`${at('renewalsFrom')}: another run of ${plan} begins on ${renewalsFrom}, too`] : []),
      ...(versions.length === 0 ? [`${at('plan')}: there is no plan ${plan}`] : []),
      ...(versions.length > 0 && next === undefined
        ? [`${at('version')}: ${plan} has no version ${version}; it has ${versionWords(versions)}`]
        : []),
      ...(next === undefined ? [] : yearMistakes(next, versions).map((words) => `${at('version')}: ${words}`)),
    ];
  });
}

/** A run moves nobody's year: what a part of a year costs would have to be agreed to one by one. */
function yearMistakes(next: Plan, versions: readonly Plan[]): string[] {
  const other = versions.find((one) => one.version < next.version && !isSameYear(one.renewal, next.renewal));
  if (other === undefined) return [];
  return [
    `${next.planId} ${next.version} ends its years on other days than ${other.version}; sell it as a plan of its own`,
  ];
}

function isSameYear(one: RenewalRule, other: RenewalRule): boolean {
  return one.on === 'common-date' && other.on === 'common-date' ? one.monthDay === other.monthDay : one.on === other.on;
}

function versionWords(versions: readonly PlanVersion[]): string {
  return new Intl.ListFormat('en').format(versions.map(({ version }) => String(version)));
}

/**
 * What a practice should know of runs that are new, a sentence each: renewals are prepared ten weeks ahead, so that every
 * state's notice of a price still fits, and those that are prepared keep their price. `today` is a civil date.
 */
export function runNotes(runs: readonly PriceRun[], before: readonly PriceRun[], today: string): string[] {
  const first = addDays(today, daysToPrepareRenewal + 1);
  return runs.flatMap(({ plan, version, renewalsFrom }, index) => {
    const isKnown = before.some(
      (one) => one.plan === plan && one.version === version && one.renewalsFrom === renewalsFrom,
    );
    if (isKnown || renewalsFrom >= first) return [];
    return [
      `practice.priceRuns.${index}.renewalsFrom: ${renewalsFrom} is too early to tell everybody in time, as their states ask. Renewals that begin before ${first} are prepared already, and keep the price that they were prepared with; from ${first} on they are at version ${version} of ${plan}.`,
    ];
  });
}
