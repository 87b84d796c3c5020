import { readPlanVersion, readPractice } from '../adapters/table/practice-store.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { planNotices } from '../domain/notices/notice-plan.ts';
import { rulesWith } from '../domain/notices/rule-overrides.ts';
import { runFor } from '../domain/practice/price-run.ts';
import { renewalPrice } from '../domain/renewal/renewal-price.ts';
import { nextTerm } from '../domain/term/term.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/** Prepares the next term: its days, its plan and price, where a price run has it at another version, and its notices by the states that apply. */
export async function planRenewal(deps: Deps, agreementId: string, term: number): Promise<string> {
  const [{ agreement }, { practice }] = await Promise.all([getAgreement(deps, agreementId), readPractice(deps.table)]);
  const { terms, plan: signed } = agreement;
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined || last.number + 1 !== term) return 'nothing-due';
  const renewed = nextTerm(terms, first.startsOn, signed.renewal);
  const run = runFor(practice.priceRuns ?? [], signed, renewed.startsOn);
  const plan = run === undefined ? signed : await readPlanVersion(deps.table, run.plan, run.version);
  const price = renewalPrice({ ...agreement, plan }, renewed.startsOn);
  const { notices, unmet } = planNotices(
    {
      term: last,
      renewed,
      cancelByDays: 0,
      states: [...new Set([...agreement.members.flatMap(({ address }) => address?.state ?? []), practice.state])],
      method: agreement.paymentMethod?.kind,
      priceChanges: price.feeCents !== agreement.price.feeCents,
      practiceDays: practice.noticeDays,
      today: practiceDate(deps.now, deps.timeZone),
    },
    rulesWith(practice.ruleOverrides),
  );
  const { startsOn, endsOn } = renewed;
  const renewal = { term, startsOn, endsOn, plan, price, notices, unmet: unmet.map(({ ruleId }) => ruleId) };
  const { refusal } = await decide(deps, agreementId, { type: 'renewal_planned', renewal });
  return refusal ?? 'planned';
}
