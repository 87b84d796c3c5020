import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { howToCancel } from './how-to-cancel.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface WelcomeProps extends MailProps {
  physicianName: string;
  planName: string;
  /** There is nothing to pay for the year. */
  isFree?: boolean;
  paidCents: number;
  /** For people: "Visa ending in 4242". */
  paidWith?: string | undefined;
  /** First names. */
  patients: string;
  paidBy: string;
  /** A civil date; absent where nothing was to be paid. */
  paidOn?: string | undefined;
  /** Of a fee in several payments. */
  nextPayment?: { dueOn: string; amountCents: number } | undefined;
  startsOn: string;
  endsOn: string;
  renewal: { isAutomatic: boolean; renewsOn: string; feeCents: number };
  link: string;
}

/** The acknowledgement to keep: what was bought, what it cost, when it renews and how to end it. */
export function welcomeMail(props: WelcomeProps): Mail {
  const {
    isFree = false,
    practice,
    firstName,
    physicianName,
    planName,
    paidCents,
    paidWith,
    patients,
    paidBy,
    paidOn,
    nextPayment,
    startsOn,
    endsOn,
  } = props;
  return composeMail({
    practice,
    subject: `Welcome to ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      paidCents === 0
        ? `${physicianName} has signed. Welcome.`
        : `${physicianName} has signed and your payment has arrived. Welcome.`,
      {
        facts: [
          ['Plan', planName],
          ['Doctor', physicianName],
          ['For', patients],
          paidCents === 0
            ? ['To pay now', 'Nothing']
            : ['Paid', paidWith ? `${formatCents(paidCents)} (${paidWith})` : formatCents(paidCents)],
          ...(paidCents === 0 ? [] : ([['Paid by', paidBy]] as const)),
          ...(paidOn === undefined || paidCents === 0 ? [] : ([['Paid on', longDate(paidOn)]] as const)),
          ...nextPaymentFact(nextPayment),
          ['First year', `${longDate(startsOn)} to ${longDate(endsOn)}`],
        ],
      },
      renewalWords(props.renewal, isFree),
      howToCancel(practice),
      'What happens next: there is nothing that you need to do. To see your doctor, call us.',
    ],
    link: { label: 'See your plan, or cancel', url: props.link },
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

function renewalWords({ isAutomatic, renewsOn, feeCents }: WelcomeProps['renewal'], isFree: boolean): string {
  const day = longDate(renewsOn);
  if (isAutomatic && feeCents === 0) {
    return `Renewal: you chose that your plan renews by itself. On ${day} it renews for another year, with nothing to pay. We write to you twice before, about five and about three weeks ahead, and you can stop it until that day.`;
  }
  const how = isFree
    ? `and we ask you for ${formatCents(feeCents)} then`
    : `and ${formatCents(feeCents)} a year is charged to the same payment method`;
  return isAutomatic
    ? `Renewal: you chose that your plan renews by itself. On ${day} it renews for another year, ${how}. We write to you twice before, about five and about three weeks ahead, and you can stop it until that day.`
    : `Renewal: you chose that it does not renew by itself. Before ${day} we ask whether you would like another year for ${formatCents(feeCents)}. Unless you say yes, nothing more is charged.`;
}

function nextPaymentFact(next: WelcomeProps['nextPayment']): [label: string, value: string][] {
  return next === undefined ? [] : [['Next payment', `${formatCents(next.amountCents)} on ${longDate(next.dueOn)}`]];
}
