import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface PaymentDueProps extends MailProps {
  planName: string;
  amountCents: number;
  /** On this day it closes, unpaid. */
  closesOn: string;
  link: string;
}

export function paymentFailedMail(props: PaymentDueProps): Mail {
  return compose(props, `A payment to ${props.practice.name} did not go through`, [
    'A payment of yours did not go through. This happens: a card runs out, or a bank asks twice.',
  ]);
}

export function paymentReminderMail(props: PaymentDueProps): Mail {
  return compose(props, `A reminder: a payment to ${props.practice.name} is open`, [
    'The payment that did not go through is still open. If you have paid in the meantime, thank you, and please disregard this.',
  ]);
}

/** Neutral: an amount, a way to pay, and a way to say that it is wrong. */
function compose(props: PaymentDueProps, subject: string, opening: readonly string[]): Mail {
  const { practice, firstName, planName, amountCents, closesOn, link } = props;
  return composeMail({
    practice,
    subject,
    greeting: hello(firstName),
    blocks: [
      ...opening,
      {
        facts: [
          ['Plan', planName],
          ['Amount', formatCents(amountCents)],
          ['Please pay before', longDate(closesOn)],
        ],
      },
    ],
    link: { label: 'Choose how to pay', url: link },
    after: [
      `What happens next: we charge the amount once, and email you when it is paid. If it is still open on ${longDate(closesOn)}, the agreement closes and nothing is charged.`,
      `If you think that nothing is due, or that the amount is wrong, call us at ${practice.phone} and we look into it before anything else. You can also call to pay in another way.`,
    ],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}
