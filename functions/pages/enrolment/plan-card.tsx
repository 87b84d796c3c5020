import { formatCents } from '../../domain/money/money.ts';
import { mayStopHsaOfSome } from '../../domain/practice/hsa.ts';
import type { Plan } from '../../domain/practice/practice.ts';
import { serviceWords } from '../../domain/practice/service-words.ts';
import { billingWords, firstTermWords, householdWords, hsaNote, sentence, startWords } from '../plan-words.ts';

export type PlanFace = Pick<
  Plan,
  | 'planId'
  | 'name'
  | 'summary'
  | 'priceCents'
  | 'ageBands'
  | 'household'
  | 'enrolmentFeeCents'
  | 'renewal'
  | 'installments'
  | 'startRule'
  | 'services'
  | 'notCovered'
  | 'legalModel'
>;

/** The same facts in the same order on each card, so that plans can be compared line by line. */
export function PlanCard({ plan }: { plan: PlanFace }) {
  const id = `plan-${plan.planId}`;
  return (
    <section class="plan" aria-labelledby={id}>
      <header>
        <h3 id={id}>{plan.name}</h3>
        <p>{plan.summary}</p>
      </header>
      <div>
        <p class="price">
          {formatCents(plan.priceCents)} <span>a year</span>
        </p>
        <p>Paid {billingWords(plan.priceCents, plan.installments)}.</p>
        {plan.ageBands.map((band) => (
          <p>
            From the age of {band.fromAge} on {formatCents(band.priceCents)} a year, paid{' '}
            {billingWords(band.priceCents, plan.installments)}.
          </p>
        ))}
        {plan.household && <p>{sentence(householdWords(plan.household))}.</p>}
        {plan.enrolmentFeeCents > 0 && <p>And {formatCents(plan.enrolmentFeeCents)} once, to enrol.</p>}
      </div>
      <div>
        <h4>What the fee pays for</h4>
        <ul class="yes">
          {plan.services.map((service) => (
            <li>{serviceWords(service)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h4>What it does not pay for</h4>
        <ul class="no">
          {plan.notCovered.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </div>
      <div>
        <p>
          Starts {startWords(plan.startRule)}. {firstTermWords(plan.renewal)}
        </p>
        {mayStopHsaOfSome(plan) && <p class="note">{hsaNote}</p>}
      </div>
    </section>
  );
}
