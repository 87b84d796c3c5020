import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

/** To whoever paid before somebody else was named. Does not say who pays now. */
export function paysNoMoreMail({
  practice,
  firstName,
  patients,
  until,
}: MailProps & {
  /** First names. */
  patients: string;
  /** The day on which it was recorded. */
  until: string;
}): Mail {
  return composeMail({
    practice,
    subject: `You are not charged any more for an agreement with ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `From ${longDate(until)} on somebody else is asked to pay for the agreement of ${patients} with ${practice.name}. Nothing more is charged to you, and your payment method is removed.`,
      'What you have paid is left as it is. If a part of it is to be paid back one day, it goes back the way you paid it.',
      `Did you not expect this? Then call us at ${practice.phone}.`,
    ],
    after: [questions(practice)],
    why: `You get this email because you paid for an agreement with ${practice.name}. Please keep it.`,
  });
}

/** To whoever speaks for a child from now on, or did until now. */
export function guardianMail({
  practice,
  firstName,
  childName,
  on,
  isReplaced,
}: MailProps & {
  /** First name. */
  childName: string;
  on: string;
  isReplaced: boolean;
}): Mail {
  const day = longDate(on);
  return composeMail({
    practice,
    subject: `Who signs for a child from now on (${practice.name})`,
    greeting: hello(firstName),
    blocks: [
      isReplaced
        ? `From ${day} on somebody else signs for ${childName}. What you have signed until then stays as it is. Your own part of the agreement, if you have one, does not change.`
        : `From ${day} on you sign for ${childName}. What was signed for ${childName} until then goes on, and there is nothing to sign now.`,
      `Is this not right? Then call us at ${practice.phone}.`,
    ],
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}
