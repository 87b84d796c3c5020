import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

interface WaitlistedProps extends MailProps {
  physicianName: string;
  link: string;
}

interface SeatOfferProps extends WaitlistedProps {
  /** The last day to say yes. */
  answerBy: string;
}

/** Still interested? */
export function seatOfferMail({ practice, firstName, physicianName, answerBy, link }: SeatOfferProps): Mail {
  return composeMail({
    practice,
    subject: `A place is free for you at ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `You are on the waiting list for ${physicianName}, and a place is free for you now. Are you still interested?`,
      `We keep it for you until ${longDate(answerBy)}. After that it goes to the next on the list.`,
    ],
    link: { label: 'Answer yes or no', url: link },
    after: [
      {
        inLetter: `To answer yes or no, call us at ${practice.phone} by that day, or write to us so that it is here by then.`,
      },
      'What happens next: if you say yes, you get your agreement to read and to sign. You pay nothing until your doctor has signed, too.',
      questions(practice),
    ],
    why: `You get this email because you applied to ${practice.name} and are on its waiting list.`,
  });
}

export function waitlistedMail({ practice, firstName, physicianName, link }: WaitlistedProps): Mail {
  return composeMail({
    practice,
    subject: `You are on the waiting list at ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `All places with ${physicianName} are taken at the moment, and you are on the waiting list.`,
      'What happens next: we write to you when a place is free for you. You do not need to ask. Until then you sign nothing and pay nothing.',
      `To ask about another doctor, call us at ${practice.phone}.`,
    ],
    link: { label: 'Leave the waiting list', url: link },
    after: [
      { inLetter: `To leave the waiting list, call us at ${practice.phone} or write to us at the address above.` },
    ],
    why: `You get this email because you applied to ${practice.name} and are on its waiting list.`,
  });
}
