import { formatCents } from '../domain/money/money.ts';
import type { InstallmentCount, Plan } from '../domain/practice/practice.ts';
import type { Discount, Price } from '../domain/practice/price.ts';
import { longDate, monthAndDay } from './civil-date-words.ts';
import { Facts } from './layout/facts.tsx';
import { billingWords, hsaNote, sentence, startWords } from './plan-words.ts';

/** The agreement on one screen, in plain words. */
export interface KeyTerms {
  memberNames: readonly string[];
  physicianName: string;
  planName: string;
  /** For the first term. */
  price: Price;
  installments: InstallmentCount;
  /** What is charged first, if that is today. */
  firstChargeCents: number;
  /** Where the first term is shorter than a year: what that means, in a sentence or two. */
  firstTerm?: string | undefined;
  startRule: Plan['startRule'];
  /** When it is known already. */
  startsOn?: string | undefined;
  /** Of changed terms: from when on they hold, what the year cost until then, and what changes, a phrase each. */
  change?: { startsOn: string; oldFeeCents: number; changes: readonly string[] } | undefined;
  /** Where an adult joins while a year runs: who, what a year costs until now, and the last day of the one that runs. */
  joining?: { name: string; oldFeeCents: number; endsOn: string } | undefined;
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
  /** Of a plan that renews for all on one day of the year: `01-01`. */
  monthDay?: string | undefined;
}

/** The first renewal may have a date; the later ones are its anniversaries, or the day that is the same for all. */
export function renewalDateWords({ renewsOn, monthDay }: RenewalTerms): string {
  if (renewsOn !== undefined) return `on ${longDate(renewsOn)}, and each year after that`;
  return monthDay === undefined
    ? 'one year after it starts, and each year after that'
    : `on ${monthAndDay(`2001-${monthDay}`)} of each year`;
}

/** Two notices are sent before each renewal: some five and some three weeks ahead. */
export const renewalNoticeWords =
  'We write to you twice before each renewal, about five weeks and about three weeks ahead.';

export function KeyTermsList({ terms }: { terms: KeyTerms }) {
  const { change, joining } = terms;
  const oldFeeCents = (change ?? joining)?.oldFeeCents;
  const { enrolmentFeeCents, discount } = terms.price;
  const rows: [label: string, value: string][] = [
    [terms.memberNames.length > 1 ? 'Patients' : 'Patient', terms.memberNames.join(', ')],
    ['Doctor', terms.physicianName],
    ['Plan', terms.planName],
    ['Fee', feeWords(terms)],
    ...(discount === undefined ? [] : [row('Reduction', discountWords(discount))]),
    ...(terms.firstTerm ? [row('First term', terms.firstTerm)] : []),
    ...(enrolmentFeeCents === 0 ? [] : [row('Enrolment fee', enrolmentWords(enrolmentFeeCents))]),
    ...(oldFeeCents === undefined ? [] : [row('Fee until now', `${formatCents(oldFeeCents)} for a year`)]),
    ['When it is charged', chargeWords(terms)],
    ['Starts', startsWords(terms)],
    [
      'Renewal',
      `Only if you say yes to it: ${forWords(terms.renewal.feeCents)}, ${renewalDateWords(terms.renewal)}. ${renewalNoticeWords}`,
    ],
    ['How to end it', terms.howToEnd ?? 'At any time, for any reason: call, email or write to us.'],
    ['Refund', terms.refund ?? 'The fee for the days after the end, to the cent.'],
  ];
  return (
    <>
      {change && (
        <>
          <h2>What changes on {longDate(change.startsOn)}</h2>
          <ul>
            {change.changes.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </>
      )}
      {joining && (
        <>
          <h2>{joining.name} joins</h2>
          <p>
            With the signatures of all of you and of {terms.physicianName}, {joining.name} is part of the plan from that
            day on. Until then everything stays as it is.
          </p>
        </>
      )}
      <Facts facts={rows} />
      {terms.mayStopHsa && <p class="note">{hsaNote}</p>}
    </>
  );
}

function startsWords({ joining, physicianName, startsOn, startRule }: KeyTerms): string {
  if (joining !== undefined) return `For ${joining.name} on the day on which ${physicianName} has signed too`;
  return startsOn ? longDate(startsOn) : sentence(startWords(startRule));
}

/** "$2,400 for a year, in 4 payments of $600, one every three months". */
export function feeWords({ price: { feeCents }, installments }: Pick<KeyTerms, 'price' | 'installments'>): string {
  if (feeCents === 0) return 'Nothing';
  return `${formatCents(feeCents)} for a year, ${billingWords(feeCents, installments)}`;
}

export function enrolmentWords(enrolmentFeeCents: number): string {
  return `${formatCents(enrolmentFeeCents)}, once, with the first payment`;
}

/** What a renewal costs. */
export function forWords(feeCents: number): string {
  return feeCents === 0 ? 'with nothing to pay' : `for ${formatCents(feeCents)} a year`;
}

/** When what is charged first; never more than that without another yes (billing/told.ts). */
export function chargeWords({ physicianName, firstChargeCents, firstTerm, change, joining }: ChargeTerms): string {
  if (joining !== undefined && firstChargeCents === 0) return `Nothing more until ${longDate(joining.endsOn)}.`;
  if (firstChargeCents === 0) return 'There is nothing to charge.';
  const first = formatCents(firstChargeCents);
  if (joining !== undefined) {
    return `For ${joining.name} until ${longDate(joining.endsOn)}: ${first} if ${physicianName} signs today, less if it is later. What falls on days that are paid for is asked for at once, the rest with the payments to come. Nothing before that.`;
  }
  if (change !== undefined)
    return `${first} on ${longDate(change.startsOn)}, if ${physicianName} has signed too. Nothing before that.`;
  return firstTerm
    ? `When ${physicianName} has signed too, and nothing before that: ${first} if that is today, less if it is later. If it were more, we would ask you first.`
    : `${first} when ${physicianName} has signed too. Nothing before that.`;
}

export type ChargeTerms = Pick<KeyTerms, 'physicianName' | 'firstChargeCents' | 'firstTerm' | 'change' | 'joining'>;

function row(label: string, value: string): [string, string] {
  return [label, value];
}

function discountWords({ offCents, waivedCents, until }: Discount): string {
  const parts = [
    ...(offCents === 0 ? [] : [`${formatCents(offCents)} off a year's fee, already taken off above`]),
    ...(waivedCents === undefined ? [] : [`no enrolment fee, which is ${formatCents(waivedCents)} else`]),
    ...(until === undefined ? [] : [`this price holds until ${longDate(until)}`]),
  ];
  return sentence(parts.join('; '));
}
