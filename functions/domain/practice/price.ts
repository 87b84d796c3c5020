import type { Application } from '../application/application.ts';
import { ageOn, practiceDate } from '../calendar/practice-time.ts';
import { splitCents } from '../money/money.ts';
import type { InstallmentCount, Plan } from './practice.ts';

/** What one patient pays for a plan, in cents. */
export interface Price {
  /** For a year. */
  feeCents: number;
  /** Once, with the first installment. */
  enrolmentFeeCents: number;
}

type Priced = Pick<Plan, 'priceCents' | 'ageBands' | 'enrolmentFeeCents'>;

/** The price at an age in whole years: that of the highest band which begins at or below it, or else the plan's own. */
export function priceAt({ priceCents, ageBands, enrolmentFeeCents }: Priced, age: number): Price {
  const band = ageBands.filter(({ fromAge }) => fromAge <= age).sort((a, b) => b.fromAge - a.fromAge)[0];
  return { feeCents: band?.priceCents ?? priceCents, enrolmentFeeCents };
}

/** What people of different ages pay. */
export function pricesOf(plan: Priced): Price[] {
  return [0, ...plan.ageBands.map(({ fromAge }) => fromAge)].map((age) => priceAt(plan, age));
}

/** What an applicant pays: by the age on the day of the application, in the practice's zone. */
export function agreedPrice(plan: Priced, { person, appliedAt }: Application, timeZone: string): Price {
  return priceAt(plan, ageOn(person.birthDate, practiceDate(appliedAt, timeZone)));
}

/** The first charge: the fee or its first part, and the enrolment fee. */
export function firstChargeCents({ feeCents, enrolmentFeeCents }: Price, installments: InstallmentCount): number {
  return (splitCents(feeCents, installments)[0] ?? feeCents) + enrolmentFeeCents;
}
