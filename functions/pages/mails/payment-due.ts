import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps } from './mail.ts';

export interface PaymentDueProps extends MailProps {
  /** `bounced`: a check that the bank took back. `open`: nothing was tried. `stopped`: whoever was named to pay does not. */
  why: 'failed' | 'confirm' | 'bank' | 'check' | 'bounced' | 'open' | 'stopped';
  /** What is open. */
  amountCents: number;
  /** What has come of it. */
  paidCents?: number;
  /** A first payment, or one of a term. */
  of: 'first' | 'term';
  /** Of a term, by check: the day on which it is due. */
  dueOn?: string | undefined;
  /** The day on which a first payment that is still open closes the agreement; of a term, on which the practice gets in touch. */
  payBy: string;
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
  if (why === 'bounced') {
    return compose(props, `A check to ${practice.name} came back`, [
      'The bank took your check back, so what it had paid is open again. This happens. Your plan goes on.',
      byCheckInstead(practice),
    ]);
  }
  if (why === 'stopped') {
    return compose(props, `A way to pay is needed (${practice.name})`, [
      'Both sides have signed. Whoever was named to pay does not pay, so nobody pays yet. Nothing is charged by itself: please choose how to pay.',
      byCheckInstead(practice),
    ]);
  }
  if (why === 'open') {
    return compose(props, `A payment to ${practice.name} is due`, [
      props.of === 'first'
        ? 'Your plan begins later than it would have when you signed, so the first payment is more than the amount that you saw then. Nothing is charged before you have seen this one: please choose how to pay.'
        : 'A payment of your plan is due. Nothing is charged by itself this time: please choose how to pay.',
      byCheckInstead(practice),
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
    `${props.of === 'first' ? 'Both sides have signed.' : 'Here is the invoice for the next payment of your plan.'} As you chose, you pay by check: please make it out to ${practice.name} and send it to ${practice.address.join(', ')}.`,
    { inMail: 'The page below has the invoice to print, with a slip to send along.' },
  ]);
}

export function paymentReminderMail(props: PaymentDueProps): Mail {
  return compose(props, `A reminder: a payment to ${props.practice.name} is open`, [
    `${openWords(props)} If you have paid in the meantime, thank you, and please disregard this.`,
    byCheckInstead(props.practice),
  ]);
}

function openWords({ why, paidCents = 0 }: PaymentDueProps): string {
  if (paidCents > 0) return `${formatCents(paidCents)} has come, thank you. The rest is still open.`;
  switch (why) {
    case 'check':
      return 'Your check has not come yet.';
    case 'open':
      return 'A payment of your plan is still open.';
    case 'stopped':
      return 'Both sides have signed, and nobody pays yet. The first payment is still open.';
    default:
      return 'The payment that did not go through is still open.';
  }
}

function whatNext({ why, of }: PaymentDueProps): string {
  if (why !== 'check') return 'you pay the amount once, and we write to you when it is paid.';
  return of === 'first'
    ? 'when the check is here, your plan begins and we write to you.'
    : 'when the check is here, we write to you.';
}

/** Nobody is threatened: of a plan that is in force a person decides, who asks first. */
export function ifStillOpen({ of, payBy }: { of: 'first' | 'term'; payBy: string }): string {
  return of === 'first'
    ? `If it is still open on ${longDate(payBy)}, the agreement closes and nothing is charged.`
    : `If it is still open on ${longDate(payBy)}, we get in touch with you and look for a way together.`;
}

/** By post there is no page to choose another card on. */
function byCheckInstead({ name, phone }: PracticeFace): MailBlock {
  return {
    inLetter: `Please send a check made out to ${name}, with the slip at the end of this letter. To pay in another way, call us at ${phone}.`,
  };
}

/** Neutral: an amount, a way to pay, and a way to say that it is wrong. */
function compose(props: PaymentDueProps, subject: string, opening: readonly MailBlock[]): Mail {
  const { practice, firstName, amountCents, paidCents = 0, dueOn, payBy, link } = props;
  return composeMail({
    practice,
    subject,
    greeting: hello(firstName),
    blocks: [
      ...opening,
      {
        facts: [
          [paidCents > 0 ? 'Still open' : 'Amount', formatCents(amountCents)],
          dueOn === undefined ? ['Please pay before', longDate(payBy)] : ['Due on', longDate(dueOn)],
        ],
      },
    ],
    link: { label: props.why === 'check' ? 'See the invoice' : 'Choose how to pay', url: link },
    after: [
      `What happens next: ${whatNext(props)} ${ifStillOpen(props)}`,
      `If you think that nothing is due, or that the amount is wrong, call us at ${practice.phone} and we look into it before anything else. You can also call to pay in another way.`,
    ],
    why: `You get this email because you pay for an agreement with ${practice.name}.`,
  });
}
