import { addDays } from '../calendar/practice-time.ts';

/** What a plan gives back of a fee when an agreement ends during a term. `none` holds only where the state's law says so. */
export type RefundBasis = 'daily' | 'none';

/** What holds of a refund in a patient's home state. */
export interface RefundTerms {
  /** The day up to which the fee of a term that is ended early is earned: the last day of care, or that of the notice. */
  earnedTo: 'end' | 'notice';
  /** Days within which the money has to go back, counted from `dueFrom`. */
  dueDays: number;
  /** From the last day of care, or from the day on which the notice was received, though care goes on. */
  dueFrom: 'end' | 'notice';
  /** Whether services that were used may be deducted at the signed agreement's prices: not where the law goes by time. */
  mayDeductUse: boolean;
  /** Whether the patient may end it at once, whatever notice the agreement asks for. */
  patientEndsAtWill: boolean;
  /** The law by which a practice may keep the whole fee. No state's law was found to say that: `none` gives `daily`. */
  noneCite?: string;
}

/** A state whose law says something about it. */
export interface RefundRule extends RefundTerms {
  name: string;
  cite: string;
  /** Where it was read. */
  source: string;
  /** When it was last held against its source. */
  checkedOn: string;
}

/** Where no law was found: thirty days, the shortest time that a law was found to name (Idaho's), from the last day of care. */
const otherwise: RefundTerms = {
  earnedTo: 'end',
  dueDays: 30,
  dueFrom: 'end',
  mayDeductUse: true,
  patientEndsAtWill: false,
};

const checkedOn = '2026-11-20';

/** By the patient's home state. */
export const refundRules: Readonly<Record<string, RefundRule>> = {
  // "Promptly" names no number of days: ten are ours.
  WA: {
    ...otherwise,
    name: 'Washington',
    earnedTo: 'notice',
    dueDays: 10,
    dueFrom: 'notice',
    mayDeductUse: false,
    patientEndsAtWill: true,
    cite: 'RCW 48.150.030',
    source: 'https://app.leg.wa.gov/RCW/default.aspx?cite=48.150&full=true',
    checkedOn,
  },
  ID: {
    ...otherwise,
    name: 'Idaho',
    dueFrom: 'notice',
    patientEndsAtWill: true,
    cite: 'Idaho Code 39-9204',
    source:
      'https://getpocketlaw.com/law/state_idaho/section-39-9204-direct-primary-care-agreement-provisions_58fe05161d54',
    checkedOn,
  },
  // The months after the end are returned, whatever was used before it.
  AZ: {
    ...otherwise,
    name: 'Arizona',
    mayDeductUse: false,
    cite: 'A.R.S. 44-1799.92',
    source: 'https://www.azleg.gov/ars/44/01799-92.htm',
    checkedOn,
  },
  SD: {
    ...otherwise,
    name: 'South Dakota',
    cite: 'SDCL 34-54-3',
    source: 'https://sdlegislature.gov/api/Statutes/2079233.html',
    checkedOn,
  },
  // That the agreement says how prepaid fees are refunded is known from memory alone.
  FL: {
    ...otherwise,
    name: 'Florida',
    cite: 'Fla. Stat. 624.27(4)',
    source:
      'https://getpocketlaw.com/law/state_florida/section-624-27-direct-health-care-agreements-exemption-from-code_4f1f3804c23d',
    checkedOn,
  },
  // Says that either side may end it on written notice; of refunds nothing was found.
  UT: {
    ...otherwise,
    name: 'Utah',
    cite: 'Utah Code 31A-4-106.5',
    source: 'https://lexace.ai/us/statute/utah/31A-4-106.5',
    checkedOn,
  },
};

/** What holds in a state, of two letters; for one without a rule of its own, what holds everywhere. */
export function refundTermsOf(state: string): RefundTerms {
  return refundRules[state] ?? otherwise;
}

/** What holds where several states' rules do: of each point, the one that is best for the patients. */
export function refundTermsOfAll(states: readonly string[]): RefundTerms {
  const all = states.length === 0 ? [otherwise] : states.map(refundTermsOf);
  const cites = all.flatMap(({ noneCite }) => noneCite ?? []);
  return {
    earnedTo: all.some(({ earnedTo }) => earnedTo === 'notice') ? 'notice' : 'end',
    dueDays: Math.min(...all.map(({ dueDays }) => dueDays)),
    dueFrom: all.some(({ dueFrom }) => dueFrom === 'notice') ? 'notice' : 'end',
    mayDeductUse: all.every(({ mayDeductUse }) => mayDeductUse),
    patientEndsAtWill: all.some(({ patientEndsAtWill }) => patientEndsAtWill),
    ...(cites.length === all.length ? { noneCite: cites.join(', ') } : {}),
  };
}

/**
 * The last civil date on which a refund may go out. What is earned is known when care has ended, so it is never asked for
 * before the day after the last.
 */
export function refundDueOn(
  { dueDays, dueFrom }: Pick<RefundTerms, 'dueDays' | 'dueFrom'>,
  { noticeReceivedOn, lastDay }: { noticeReceivedOn: string; lastDay: string },
): string {
  const fromNotice = addDays(noticeReceivedOn, dueDays);
  const days = [fromNotice, addDays(lastDay, dueFrom === 'notice' ? 1 : dueDays)];
  return days.sort()[1] ?? fromNotice;
}
