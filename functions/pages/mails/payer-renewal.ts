import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface Payment {
  dueOn: string;
  amountCents: number;
}

interface PaymentsProps extends MailProps {
  payments: readonly Payment[];
  /** What is charged; undefined where nothing is, by check. */
  paidWith: string | undefined;
  /** To the page on which they can stop. */
  link: string;
}

export interface PayerRenewalMailProps extends PaymentsProps {
  /** It renews unless somebody says no; else a yes of those who signed is missing. */
  isDecided: boolean;
  /** The first and last day of the year to come. */
  startsOn: string;
  endsOn: string;
  feeCents: number;
  /** Of the year before. */
  oldFeeCents: number | undefined;
}

/** To whoever pays for others: what the next year costs, when it is charged and how, and how to stop. Money only. */
export function payerRenewalMail(props: PayerRenewalMailProps): Mail {
  const { practice, firstName, isDecided, startsOn, endsOn, feeCents, oldFeeCents = feeCents } = props;
  const { payments, paidWith, link } = props;
  const { phone, name } = practice;
  const day = longDate(startsOn);
  const stop = (how: string) =>
    `How to stop: ${how} before ${day}, and nothing of that year is charged to you. You need give no reason. Ask us in the same way if anything is unclear.`;
  return composeMail({
    practice,
    subject: `What you pay ${name} from ${day} on`,
    greeting: hello(firstName),
    blocks: [
      isDecided
        ? `The agreement that you pay for renews on ${day} for another year. This is what it costs you.`
        : `The agreement that you pay for ends soon. If those who signed it say yes to another year, this is what it costs you. If they do not, nothing is charged.`,
      {
        facts: [
          ['Next year', `${day} to ${longDate(endsOn)}`],
          ...feeFacts(feeCents, oldFeeCents),
          ...payments.map(paymentFact),
        ],
      },
      chargeWords(paidWith),
      {
        inMail: stop(`open the page below, call us at ${phone} or answer this email`),
        inLetter: stop(`call us at ${phone} or write to us at the address above`),
      },
    ],
    link: { label: 'What you pay, and how to stop', url: link },
    why: `You get this email because you pay for an agreement with ${name}. Please keep it.`,
  });
}

/** To whoever pays for others: more is to be paid in the year that runs. Money only, and not for whom. */
export function payerMoreMail({ practice, firstName, payments, paidWith, link }: PaymentsProps): Mail {
  const { phone, name } = practice;
  const stop = (how: string) =>
    `If you do not want to pay this, ${how} before that day, and it is not charged to you. You need give no reason.`;
  return composeMail({
    practice,
    subject: `Other amounts that you pay ${name}`,
    greeting: hello(firstName),
    blocks: [
      'Those who signed the agreement that you pay for have changed it, and it costs more. These are the payments to come in the year that runs.',
      { facts: payments.map(paymentFact) },
      chargeWords(paidWith),
      {
        inMail: stop(`call us at ${phone} or answer this email`),
        inLetter: stop(`call us at ${phone} or write to us at the address above`),
      },
    ],
    link: { label: 'What you pay, and how to stop', url: link },
    why: `You get this email because you pay for an agreement with ${name}. Please keep it.`,
  });
}

function paymentFact({ dueOn, amountCents }: Payment): [string, string] {
  return [`Payment on ${longDate(dueOn)}`, formatCents(amountCents)];
}

function chargeWords(paidWith: string | undefined): string {
  return paidWith === undefined
    ? 'We send you an invoice before each payment, and you pay it by check. Nothing is charged by itself.'
    : `We charge ${paidWith} on the day of each payment, as you agreed. You need not do anything.`;
}

function feeFacts(feeCents: number, oldFeeCents: number): [string, string][] {
  if (feeCents === oldFeeCents) return [['Fee', `${formatCents(feeCents)} for the year, as before`]];
  return [
    ['Fee for this year', formatCents(oldFeeCents)],
    ['Fee for the next year', formatCents(feeCents)],
  ];
}
