import type { Physician, Plan } from '../domain/practice/practice.ts';
import { hasPricedService, serviceWords } from '../domain/practice/service-words.ts';
import type { Clause } from './records-statement.ts';

/** Accepted one by one; the id is the checkbox's name and what the audit trail keeps. */
export type Disclosure = Clause;

export interface DisclosureFacts {
  practiceName: string;
  physician: Pick<Physician, 'name' | 'medicareStatus'>;
  plan: Pick<Plan, 'services' | 'notCovered' | 'legalModel'>;
  isMedicareBeneficiary: boolean;
}

/** The default disclosures of an agreement, in the order in which they are shown. */
export function disclosuresFor(facts: DisclosureFacts): Disclosure[] {
  const list = [notInsurance(facts), whatTheFeeCovers(facts), endingAndRefund(facts)];
  if (!facts.isMedicareBeneficiary) return list;
  const hasOptedOut = facts.physician.medicareStatus === 'opted-out';
  return [...list, hasOptedOut ? privateContractClause(facts) : medicareClause(facts)];
}

function notInsurance({ practiceName }: Pick<DisclosureFacts, 'practiceName'>): Disclosure {
  return {
    id: 'not-insurance',
    title: 'This is not insurance',
    text: `This agreement is not health insurance and does not replace it. It does not pay for hospitals, specialists, emergencies or medicines, and it does not meet any legal duty to be insured. ${practiceName} recommends that you keep your health insurance.`,
  };
}

function whatTheFeeCovers({ plan }: Pick<DisclosureFacts, 'plan'>): Disclosure {
  const covered = listInWords(plan.services.map(serviceWords));
  const notCovered = plan.notCovered.length === 0 ? '' : ` It does not pay for: ${listInWords(plan.notCovered)}.`;
  const billing =
    plan.legalModel === 'dpc'
      ? 'We do not bill your insurer for what the fee pays for, and you may not claim it there either.'
      : 'It pays only for services that insurance does not cover. Other care is billed to you or your insurer as usual.';
  return {
    id: 'fee-covers',
    title: 'What the fee pays for, and what not',
    text: `The fee pays for: ${covered}.${notCovered} ${billing}`,
  };
}

function endingAndRefund({ practiceName, plan }: Pick<DisclosureFacts, 'practiceName' | 'plan'>): Disclosure {
  const used = hasPricedService(plan) ? ` ${usedWords}` : '';
  return {
    id: 'ending-refund',
    title: 'How to end it, and what you get back',
    text: `You may end this agreement at any time and for any reason by telling ${practiceName} by phone, by email or in writing. The practice may end it with at least 30 days' written notice. Either way you get back the part of the fee for the days after the end, to the cent.${used}`,
  };
}

/** What goes back is less where services with a price were used. */
const usedWords =
  'Where you end it before the year is over, the services above that are worth an amount of their own and that you have used are taken off that, as far as the law of your state lets it. You never owe anything for them.';

/** For a beneficiary whose physician has not opted out: no private contract, so the fee stays outside of what Medicare covers. */
function medicareClause({ physician }: Pick<DisclosureFacts, 'physician'>): Disclosure {
  return {
    id: 'medicare',
    title: 'You have Medicare',
    text: `${physician.name} takes part in Medicare. The fee in this agreement is only for services that Medicare does not cover. Care that Medicare covers is billed to Medicare as always, with the usual deductible and coinsurance. You give up no Medicare right or benefit by signing, and nobody may charge you this fee for care that Medicare covers.`,
  };
}

/** For a beneficiary whose physician has opted out: the agreement is no private contract, and 42 CFR 405.415 asks for one. */
function privateContractClause({ physician }: Pick<DisclosureFacts, 'physician'>): Disclosure {
  return {
    id: 'private-contract',
    title: 'You have Medicare, and your doctor has opted out of it',
    text: `${physician.name} has opted out of Medicare. Medicare pays nothing for care by ${physician.name}, and neither you nor ${physician.name} may send it a bill for that. Before the first care you and ${physician.name} sign a private contract of its own, which says what you give up by it. You may always see another doctor who takes Medicare.`,
  };
}

/** The services' own words may hold commas, so they are parted by semicolons. */
function listInWords(items: readonly string[]): string {
  return items.join('; ');
}
