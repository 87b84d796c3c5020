import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { howToCancel } from './how-to-cancel.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface ReceiptMailProps extends MailProps {
  /** First names. */
  patients: string;
  amountCents: number;
  /** For people: "Visa ending in 4242". */
  paidWith?: string | undefined;
  /** Civil dates. */
  paidOn: string;
  period: { startsOn: string; endsOn: string };
  link: string;
}

/** A payment of a term has arrived. What it is for the tax or a health account, a receipt does not say: nobody here knows. */
export function receiptMail(props: ReceiptMailProps): Mail {
  const { practice, firstName, patients, amountCents, paidWith, paidOn, period, link } = props;
  return composeMail({
    practice,
    subject: `Your receipt from ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      'Your payment has arrived. Thank you.',
      {
        facts: [
          ['Paid by', firstName],
          ['For', patients],
          ['Period', `${longDate(period.startsOn)} to ${longDate(period.endsOn)}`],
          ['Amount', paidWith ? `${formatCents(amountCents)} (${paidWith})` : formatCents(amountCents)],
          ['Paid on', longDate(paidOn)],
        ],
      },
      howToCancel(practice),
    ],
    link: { label: 'The receipt to print', url: link },
    why: `You get this email because you pay for an agreement with ${practice.name}. Please keep it.`,
  });
}
