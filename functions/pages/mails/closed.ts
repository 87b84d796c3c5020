import type { CloseReason } from '../../domain/agreement/agreement.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

interface ClosedProps extends MailProps {
  reason: CloseReason;
  /** The plans, to come back. */
  link: string;
}

const seatIsFree = 'The place that was kept is free for someone else now.';

/** What happened, and what it means for whoever reads it. */
const words: Record<CloseReason, readonly string[]> = {
  declined: ['The agreement was declined, so it is closed. Nothing was charged and nothing will be.', seatIsFree],
  expired: [
    'The agreement was not signed by both sides in time, so it is closed. Nothing was charged and nothing will be.',
    seatIsFree,
  ],
  unpaid: [
    'The first payment did not arrive, so the agreement is closed and your plan has not begun. Nothing was charged, and you owe nothing.',
    seatIsFree,
  ],
  voided: [
    'The practice has taken the agreement back before it came into force, so it is closed. Nothing was charged and nothing will be. If you did not expect this, please call us.',
  ],
  physician_left: [
    'The doctor you chose is leaving our practice, so this can’t begin. Nothing was charged and nothing will be. You are welcome to choose another of our doctors.',
  ],
  withdrawn: ['You are not on our waiting list any more. You have signed and paid nothing.'],
  offer_declined: [
    'You let us know that you do not want the place that was free. It goes to someone else. You have signed and paid nothing.',
  ],
  offer_lapsed: [
    'We offered you a place and had no answer within 7 days, so it goes to someone else. You have signed and paid nothing.',
  ],
};

export function closedMail({ practice, firstName, reason, link }: ClosedProps): Mail {
  const wasWaiting = reason === 'withdrawn' || reason === 'offer_declined' || reason === 'offer_lapsed';
  return composeMail({
    practice,
    subject: wasWaiting ? `Your place at ${practice.name}` : `Your agreement with ${practice.name} is closed`,
    greeting: hello(firstName),
    blocks: [
      ...words[reason],
      `You need not do anything. You are welcome to come back: apply again, or call us at ${practice.phone}.`,
    ],
    link: { label: 'See the plans', url: link },
    why: wasWaiting
      ? `You get this email because you were on the waiting list of ${practice.name}.`
      : `You get this email because you were to sign an agreement with ${practice.name}.`,
  });
}

/** Word to somebody who was to pay, or had said that they would. */
export function closedPayerMail({ practice, firstName, patients }: MailProps & { patients: string }): Mail {
  return composeMail({
    practice,
    subject: `Nothing will be charged by ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `The agreement of ${patients} that you were asked to pay for is closed. Nothing was charged and nothing will be.`,
      `You need not do anything. Questions? Call us at ${practice.phone}.`,
    ],
    why: `You get this email because ${practice.name} asked you to pay for somebody else's agreement.`,
  });
}
