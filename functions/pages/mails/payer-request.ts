import type { NextPayment } from '../../domain/billing/next-payment.ts';
import { formatCents } from '../../domain/money/money.ts';
import { nextPaymentWords } from '../payment-words.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

interface PayerRequestProps extends MailProps {
  /** First names. */
  patients: string;
  physicianName: string;
  /** Before both sides have signed: what is charged when the physician has. */
  firstCents?: number;
  /** After that: what is charged next, in another payer's place. */
  next?: NextPayment;
  isReminder: boolean;
  link: string;
}

/** Asks somebody who is not a patient to pay. Says who, what and how much, and nothing of anybody's health. */
export function payerRequestMail(props: PayerRequestProps): Mail {
  const { practice, firstName, patients, physicianName, firstCents, next, isReminder, link } = props;
  return composeMail({
    practice,
    subject: `${isReminder ? 'A reminder: will' : 'Will'} you pay for an agreement? (${practice.name})`,
    greeting: hello(firstName),
    blocks: [
      next === undefined
        ? `${patients} named you as the person who pays for their agreement with ${physicianName}.`
        : `You are named as the person who pays from now on for the agreement of ${patients} with ${physicianName}.`,
      {
        facts: [
          next === undefined
            ? ['First payment', formatCents(firstCents ?? 0)]
            : ['Next payment', nextPaymentWords(next)],
        ],
      },
      'You choose whether you pay for this year only or until you tell us otherwise. You see the money, and nothing else of the agreement.',
    ],
    link: { label: 'See what it costs and decide', url: link },
    after: [
      next === undefined
        ? `Nothing is charged before ${physicianName} has signed.`
        : 'Nothing is charged to you before you have said yes.',
      {
        inMail: `If this is not for you, say so behind the link or call us at ${practice.phone}, and we write no more.`,
        inLetter: `To say yes or no, call us at ${practice.phone}, or write to us at the address above. If you say no, we write no more.`,
      },
    ],
    why: `You get this email because ${patients} gave ${practice.name} your address.`,
  });
}
