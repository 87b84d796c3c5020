import type { NoticeRule } from './notice-rule.ts';
import { stateRenewalRules } from './state-renewal-rules.ts';

const checkedOn = '2026-11-20';

/** States where no notice will do, where its days were not found, or where none is asked for. */
const rulesWithoutDays: readonly NoticeRule[] = [
  {
    // No notice will do here: a yes is asked for each time.
    ruleId: 'ga-active-yes',
    state: 'GA',
    subject: 'renewal',
    countedFrom: 'renewal',
    minRenewed: { months: 24, days: 1 },
    extras: ['active-yes'],
    cite: 'O.C.G.A. 13-12-3, renewals of more than 24 months',
    source: 'https://courtgpt.ai/laws/georgia/title-13/chapter-12/section-13-12-3',
    checkedOn,
    status: 'not-met',
  },
  {
    // The days were not found.
    ruleId: 'ut-renewal',
    state: 'UT',
    subject: 'renewal',
    countedFrom: 'renewal',
    minRenewed: { days: 46 },
    extras: [],
    cite: "Utah's automatic renewal law, in force 1 January 2025",
    source:
      'https://faegredrinker.com/en/insights/publications/2025/1/new-year-new-regulations-2025-brings-significant-developments-to-federal-and-state-automatic-renewal-laws',
    checkedOn,
    status: 'not-reviewed',
  },
  {
    // For contracts of businesses alone, and not for personal services: nothing is asked for.
    ruleId: 'wi-renewal',
    state: 'WI',
    subject: 'renewal',
    countedFrom: 'renewal',
    extras: [],
    cite: 'Wis. Stat. 134.49',
    source: 'https://self-law.org/code/wi/chapter-134/134-49-4',
    checkedOn,
    status: 'met',
  },
];

/** Before a price changes or somebody's method is charged. */
const priceAndChargeRules: readonly NoticeRule[] = [
  {
    // The days are from memory.
    ruleId: 'ca-price-change',
    state: 'CA',
    subject: 'price-change',
    earliestDays: 30,
    latestDays: 7,
    countedFrom: 'change',
    extras: ['how-to-cancel'],
    cite: 'Cal. Bus. & Prof. Code 17602, changes of the price',
    source:
      'https://ktslaw.com/en/insights/alert/2024/10/california%20latest%20automatic%20renewal%20law%20amendments%20take%20effect%20in%20july%202025',
    checkedOn,
    status: 'not-reviewed',
  },
  {
    ruleId: 'ny-price-change',
    state: 'NY',
    subject: 'price-change',
    earliestDays: 30,
    latestDays: 5,
    countedFrom: 'change',
    extras: ['how-to-cancel', 'old-and-new-price'],
    cite: 'N.Y. Gen. Bus. Law 527-a, as amended 2025',
    source:
      'https://www.mondaq.com/unitedstates/advertising-marketing-branding/1636502/ny-quietly-amends-automatic-renewal-law',
    checkedOn,
    status: 'met',
  },
  {
    ruleId: 'wa-price-change',
    state: 'WA',
    subject: 'price-change',
    latestDays: 60,
    countedFrom: 'change',
    extras: ['old-and-new-price'],
    cite: 'RCW 48.150.030',
    source: 'https://app.leg.wa.gov/RCW/default.aspx?cite=48.150&full=true',
    checkedOn,
    status: 'met',
  },
  {
    // By the guidance of those who take the cards for us; the network's own text is not public.
    ruleId: 'mastercard-reminder',
    method: 'card',
    subject: 'charge',
    earliestDays: 30,
    latestDays: 7,
    countedFrom: 'charge',
    // "Yearly" is taken as more than half a year.
    minRenewed: { months: 6, days: 1 },
    extras: ['how-to-cancel'],
    cite: "Mastercard's rules for subscription merchants",
    source: 'https://docs.stripe.com/billing/subscriptions/overview',
    checkedOn,
    status: 'met',
  },
  {
    ruleId: 'ach-changed-amount',
    method: 'bank',
    subject: 'amount-change',
    latestDays: 10,
    countedFrom: 'charge',
    extras: ['old-and-new-price'],
    cite: '12 CFR 1005.10(d)',
    source: 'https://www.ecfr.gov/current/title-12/chapter-X/part-1005/subpart-A/section-1005.10',
    checkedOn,
    status: 'met',
  },
];

/** Every rule about notices. The first holds everywhere: where no state asks for a notice, the agreement still promises one. */
export const noticeRules: readonly NoticeRule[] = [
  {
    ruleId: 'contract',
    subject: 'renewal',
    earliestDays: 45,
    latestDays: 15,
    countedFrom: 'renewal',
    extras: ['how-to-cancel', 'calendar-dates'],
    cite: "The agreement's own promise: written notice about five and about three weeks ahead",
    source: 'local/demonstration/agreement.md',
    checkedOn,
    status: 'met',
  },
  ...stateRenewalRules,
  ...rulesWithoutDays,
  ...priceAndChargeRules,
];
