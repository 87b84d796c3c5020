import { formatCents } from '../domain/money/money.ts';
import type { InstallmentCount, Plan } from '../domain/practice/practice.ts';
import { firstChargeCents, type Price } from '../domain/practice/price.ts';
import { longDate } from './civil-date-words.ts';
import { billingWords, hsaNote, startWords } from './plan-words.ts';

/** The agreement on one screen, in plain words. */
export interface KeyTerms {
  memberNames: readonly string[];
  physicianName: string;
  planName: string;
  /** For the first term. */
  price: Price;
  installments: InstallmentCount;
  startRule: Plan['startRule'];
  /** When it is known already. */
  startsOn?: string | undefined;
  renewal: RenewalTerms;
  mayStopHsa: boolean;
  /** In place of the default words, where plan or state ask for others. */
  howToEnd?: string | undefined;
  refund?: string | undefined;
}

/** What stands beside the choice about renewal. */
export interface RenewalTerms {
  feeCents: number;
  /** When it is known already; before the first payment it is not. */
  renewsOn?: string | undefined;
}

/** The first renewal may have a date; the later ones are its anniversaries. */
export function renewalDateWords({ renewsOn }: RenewalTerms): string {
  return renewsOn === undefined
    ? 'one year after it starts, and each year after that'
    : `on ${longDate(renewsOn)}, and each year after that`;
}

/** Two notices are sent before each renewal: some five and some three weeks ahead. */
export const renewalNoticeWords =
  'We write to you twice before each renewal, about five weeks and about three weeks ahead.';

export function KeyTermsList({ terms }: { terms: KeyTerms }) {
  const { feeCents, enrolmentFeeCents } = terms.price;
  const first = firstChargeCents(terms.price, terms.installments);
  const rows: [label: string, value: string][] = [
    [terms.memberNames.length > 1 ? 'Patients' : 'Patient', terms.memberNames.join(', ')],
    ['Doctor', terms.physicianName],
    ['Plan', terms.planName],
    ['Fee', `${formatCents(feeCents)} for the first year, ${billingWords(feeCents, terms.installments)}`],
    ...(enrolmentFeeCents === 0
      ? []
      : [['Enrolment fee', `${formatCents(enrolmentFeeCents)}, once, with the first payment`] as [string, string]]),
    ['When it is charged', `${formatCents(first)} when ${terms.physicianName} has signed too. Nothing before that.`],
    ['Starts', terms.startsOn ? longDate(terms.startsOn) : sentence(startWords(terms.startRule))],
    [
      'Renewal',
      `Only if you say yes to it: for ${formatCents(terms.renewal.feeCents)} a year, ${renewalDateWords(terms.renewal)}. ${renewalNoticeWords}`,
    ],
    ['How to end it', terms.howToEnd ?? 'At any time, for any reason: call, email or write to us.'],
    ['Refund', terms.refund ?? 'The fee for the days after the end, to the cent.'],
  ];
  return (
    <>
      <dl class="terms">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {terms.mayStopHsa && <p class="note">{hsaNote}</p>}
    </>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
