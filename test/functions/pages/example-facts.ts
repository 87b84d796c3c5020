import type { PlanFace } from '../../../functions/pages/enrolment/plan-card.tsx';
import type { KeyTerms } from '../../../functions/pages/key-terms.tsx';
import { agreementHtml } from '../../../functions/pages/markdown.ts';

/** A plainly fictional practice and what its pages show; the names may be replaced by hostile ones. */
export const practice = {
  name: 'Juniper Lane Medicine',
  phone: '(555) 010-0142',
  email: 'office@juniper.example',
  address: ['12 Juniper Lane', 'Springfield, OH 45501'],
  colour: '#1f5f8b',
};

export const physicianName = 'Dr. Amara Okafor';
export const token = 'q9WvTn0M3xk';

export const plans: PlanFace[] = [
  plan('essential', 'Essential', 120_000, 12, ['Same-week visits', 'Phone and video visits on working days'], 'dpc'),
  plan(
    'complete',
    'Complete',
    240_000,
    4,
    ['Same-day visits', 'Phone and video at any hour', 'A written plan for the year'],
    'bills-insurance',
  ),
  plan(
    'home',
    'Complete at home',
    390_050,
    1,
    ['All of Complete', 'Four visits at your home each year', 'Someone to come with you to a specialist'],
    'bills-insurance',
  ),
  plan('light', 'Phone only', 60_000, 2, ['Phone and video visits on working days'], 'dpc'),
];

function plan(
  planId: string,
  name: string,
  priceCents: number,
  installments: PlanFace['installments'],
  services: string[],
  legalModel: PlanFace['legalModel'],
): PlanFace {
  return {
    planId,
    name,
    summary: `For those who want their doctor ${legalModel === 'dpc' ? 'within the week' : 'at any hour'}.`,
    priceCents,
    ageBands: planId === 'home' ? [{ fromAge: 75, priceCents: 450_000 }] : [],
    enrolmentFeeCents: planId === 'home' ? 15_000 : 0,
    installments,
    startRule: legalModel === 'dpc' ? 'payment-day' : 'first-of-next-month',
    renewal: planId === 'light' ? { on: 'common-date', monthDay: '01-01', proration: 'month' } : { on: 'anniversary' },
    household: planId === 'complete' ? { priceCents: 400_000, upTo: 4, additionalCents: 50_000 } : undefined,
    services: services.map((service) => ({ name: service, coveredByMedicare: 'no' as const })),
    notCovered: ['Hospital and emergency care', 'Specialists', 'Laboratory tests and medicines'],
    legalModel,
  };
}

export function termsOf(patientName: string): KeyTerms {
  return {
    memberNames: [patientName],
    physicianName,
    planName: 'Complete',
    price: { feeCents: 240_000, enrolmentFeeCents: 5_000 },
    installments: 4,
    firstChargeCents: 65_000,
    startRule: 'first-of-next-month',
    renewal: { feeCents: 240_000 },
    mayStopHsa: true,
  };
}

export function textOf(patientName: string): string {
  return agreementHtml(`# Retainer agreement

Between **Juniper Lane Medicine** and ${patientName}.

## 1. What we do for you

- Same-day visits
- Phone and video at any hour

## 2. The fee

The fee is $2,400 a year. See [our office](https://juniper.example/fees).

| Part | Due |
| --- | --- |
| First | on the first day |
| Second | three months later |
`);
}
