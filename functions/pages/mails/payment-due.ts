import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps } from './mail.ts';

export interface PaymentDueProps extends MailProps {
  why: 'failed' | 'confirm' | 'bank' | 'check';
  amountCents: number;
  /** On this day it closes, unpaid. */
  closesOn: string;
  link: string;
}

export function paymentFailedMail(props: PaymentDueProps): Mail {
  const { practice, why } = props;
  if (why === 'confirm') {
    return compose(props, `Your bank wants you to confirm a payment to ${practice.name}`, [
      'Your bank did not let a payment of yours through without your own confirmation.',
      {
        inMail: 'Please open the page below and confirm it, or choose another way to pay.',
        inLetter: `Such a confirmation is given online. The simplest other way is a check: please make it out to ${practice.name}, and send the slip at the end of this letter with it. Or call us at ${practice.phone}.`,
      },
    ]);
  }
  return compose(props, `A payment to ${practice.name} did not go through`, [
    why === 'bank'
      ? 'We asked your bank for a payment, and some days later it said no. We do not ask it again by ourselves.'
      : 'A payment of yours did not go through. This happens: a card runs out, or a bank asks twice.',
    byCheckInstead(practice),
  ]);
}

/** To whoever pays by check. */
export function invoiceMail(props: PaymentDueProps): Mail {
  const { practice } = props;
  return compose(props, `Your invoice from ${practice.name}`, [
    `Both sides have signed. As you chose, you pay by check: please make it out to ${practice.name} and send it to ${practice.address.join(', ')}.`,
    { inMail: 'The page below has the invoice to print, with a slip to send along.' },
  ]);
}

export function paymentReminderMail(props: PaymentDueProps): Mail {
  return compose(props, `A reminder: a payment to ${props.practice.name} is open`, [
    `${props.why === 'check' ? 'Your check has not come yet.' : 'The payment that did not go through is still open.'} If you have paid in the meantime, thank you, and please disregard this.`,
    byCheckInstead(props.practice),
  ]);
}

/** By post there is no page to choose another card on. */
function byCheckInstead({ name, phone }: PracticeFace): MailBlock {
  return {
    inLetter: `Please send a check made out to ${name}, with the slip at the end of this letter. To pay in another way, call us at ${phone}.`,
  };
}

/** Neutral: an amount, a way to pay, and a way to say that it is wrong. */
function compose(props: PaymentDueProps, subject: string, opening: readonly MailBlock[]): Mail {
  const { practice, firstName, amountCents, closesOn, link } = props;
  return composeMail({
    practice,
    subject,
    greeting: hello(firstName),
    blocks: [
      ...opening,
      {
        facts: [
          ['Amount', formatCents(amountCents)],
          ['Please pay before', longDate(closesOn)],
        ],
      },
    ],
    link: { label: props.why === 'check' ? 'See the invoice' : 'Choose how to pay', url: link },
    after: [
      props.why === 'check'
        ? `What happens next: when the check is here, your plan begins and we write to you. If it is still open on ${longDate(closesOn)}, the agreement closes and nothing is charged.`
        : `What happens next: you pay the amount once, and we write to you when it is paid. If it is still open on ${longDate(closesOn)}, the agreement closes and nothing is charged.`,
      `If you think that nothing is due, or that the amount is wrong, call us at ${practice.phone} and we look into it before anything else. You can also call to pay in another way.`,
    ],
    why: `You get this email because you pay for an agreement with ${practice.name}.`,
  });
}
