import { type Agreement, planOf, type Term, termOn } from '../agreement/agreement.ts';
import { isCivilDate, practiceDate } from '../calendar/practice-time.ts';

/** An included service that a member had on a day, as staff recorded it. */
export interface ServiceUse {
  useId: string;
  /** As it is named in the plan that was signed. */
  service: string;
  memberId: string;
  /** The civil date of the practice on which it was given. */
  on: string;
  recordedBy: string;
  /** UTC. */
  recordedAt: string;
}

/** Why a use was not recorded. */
export type UseRefusal =
  | 'unknown_service'
  | 'unknown_member'
  /** No day of the calendar, or one that is yet to come. */
  | 'not_a_past_date'
  /** A day on which no term of the agreement ran. */
  | 'outside_terms'
  /** Recorded before; and another use, under the same id. */
  | 'nothing_changes'
  | 'changed_meanwhile';

/** Where it is recorded: how that member's service stands in that term now. More than the plan's limit is allowed. */
export type RecordedUse = { use: ServiceUse; term: number; count: ServiceCount } | { refusal: UseRefusal };

/** How often a member had a service in a term. */
export interface ServiceCount {
  name: string;
  used: number;
  /** Of a service that is limited, and with it `left` and `over`. */
  timesAYear?: number;
  left?: number;
  /** How often more than the plan includes. */
  over?: number;
}

/** Whether a use may be recorded beside those of the agreement. Limited services and others may. */
export function recordUse(
  agreement: Pick<Agreement, 'plan' | 'members' | 'terms'>,
  uses: readonly ServiceUse[],
  use: ServiceUse,
  timeZone: string,
): RecordedUse {
  const before = uses.find(({ useId }) => useId === use.useId);
  if (before !== undefined) return { refusal: isSameUse(before, use) ? 'nothing_changes' : 'changed_meanwhile' };
  if (!agreement.members.some(({ memberId }) => memberId === use.memberId)) return { refusal: 'unknown_member' };
  if (!isCivilDate(use.on) || use.on > practiceDate(use.recordedAt, timeZone)) return { refusal: 'not_a_past_date' };
  const term = termOn(agreement, use.on);
  if (term === undefined) return { refusal: 'outside_terms' };
  const count = usedOf([...uses, use], agreement, use.memberId, term).find(({ name }) => name === use.service);
  return count === undefined ? { refusal: 'unknown_service' } : { use, term: term.number, count };
}

function isSameUse(one: ServiceUse, other: ServiceUse): boolean {
  return one.service === other.service && one.memberId === other.memberId && one.on === other.on;
}

/** What the plans of its terms include, by name: staff may record a day of the year before. */
export function serviceNames(agreement: Pick<Agreement, 'plan' | 'terms'>): string[] {
  const plans = [agreement.plan, ...agreement.terms.map((term) => planOf(agreement, term))];
  return [...new Set(plans.flatMap(({ services }) => services.map(({ name }) => name)))];
}

/** The id under which the next use is recorded. */
export function nextUseId({ uses }: Pick<Agreement, 'uses'>): string {
  return `u${uses.length + 1}`;
}

/** How often a member had each of the plan's services in a term, in the plan's order. */
export function usedOf(
  uses: readonly ServiceUse[],
  agreement: Pick<Agreement, 'plan'>,
  memberId: string,
  term: Pick<Term, 'startsOn' | 'endsOn' | 'soldAt'>,
): ServiceCount[] {
  const { startsOn, endsOn } = term;
  const theirs = uses.filter((use) => use.memberId === memberId && startsOn <= use.on && use.on <= endsOn);
  return planOf(agreement, term).services.map(({ name, timesAYear }) => {
    const used = theirs.filter(({ service }) => service === name).length;
    if (timesAYear === undefined) return { name, used };
    return { name, used, timesAYear, left: Math.max(0, timesAYear - used), over: Math.max(0, used - timesAYear) };
  });
}
