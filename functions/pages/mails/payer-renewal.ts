import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface PayerRenewalMailProps extends MailProps {
  /** It renews unless somebody says no; else a yes of those who signed is missing. */
  isDecided: boolean;
  /** The first and last day of the year to come. */
  startsOn: string;
  endsOn: string;
  feeCents: number;
  /** Of the year before. */
  oldFeeCents: number | undefined;
  payments: readonly { dueOn: string; amountCents: number }[];
  /** What is charged; undefined where nothing is, by check. */
  paidWith: string | undefined;
}

/** To whoever pays for others: what the next year costs, when it is charged and how, and how to stop. Money only. */
export function payerRenewalMail(props: PayerRenewalMailProps): Mail {
  const { practice, firstName, isDecided, startsOn, endsOn, feeCents, oldFeeCents = feeCents } = props;
  const { payments, paidWith } = props;
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
          ...payments.map(({ dueOn, amountCents }): [string, string] => [
            payments.length === 1 ? 'Payment' : `Payment on ${longDate(dueOn)}`,
            payments.length === 1 ? `${formatCents(amountCents)} on ${longDate(dueOn)}` : formatCents(amountCents),
          ]),
        ],
      },
      paidWith === undefined
        ? 'We send you an invoice before each payment, and you pay it by check. Nothing is charged by itself.'
        : `We charge ${paidWith}, as you agreed. You need not do anything.`,
      {
        inMail: stop(`call us at ${phone} or answer this email`),
        inLetter: stop(`call us at ${phone} or write to us at the address above`),
      },
    ],
    why: `You get this email because you pay for an agreement with ${name}. Please keep it.`,
  });
}

function feeFacts(feeCents: number, oldFeeCents: number): [string, string][] {
  if (feeCents === oldFeeCents) return [['Fee', `${formatCents(feeCents)} for the year, as before`]];
  return [
    ['Fee for this year', formatCents(oldFeeCents)],
    ['Fee for the next year', formatCents(feeCents)],
  ];
}
