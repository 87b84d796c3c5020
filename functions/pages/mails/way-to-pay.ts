import { days, longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

interface WayToPayProps extends MailProps {
  physicianName: string;
  link: string;
  /** The last day on which a way to pay can be given, and how many days that leaves. */
  expiresOn: string;
  daysLeft: number;
  /** First names of the patients, where the reader has signed for them and is none of them. */
  forOthers?: string | undefined;
  /** `stopped`: whoever was named to pay does not. */
  because: 'stopped' | 'reminder';
}

/** To the first signer, who has signed and is to say how they pay. Does not say who was to pay before. */
export function wayToPayMail(props: WayToPayProps): Mail {
  const { practice, firstName, physicianName, link, expiresOn, daysLeft, forOthers, because } = props;
  const agreement = forOthers === undefined ? 'your agreement' : `the agreement of ${forOthers}`;
  const left = daysLeft < 1 ? 'today is the last day.' : `you have ${days(daysLeft)} left.`;
  return composeMail({
    practice,
    subject:
      because === 'stopped'
        ? `A way to pay is needed for your agreement with ${practice.name}`
        : `A reminder: a way to pay is still needed (${practice.name})`,
    greeting: hello(firstName),
    blocks: [
      `You have signed ${agreement} with ${physicianName}. Thank you: there is nothing more to sign.`,
      because === 'stopped'
        ? 'Whoever was named to pay does not pay for it, so nobody pays yet.'
        : 'Only one thing is missing: nobody pays yet.',
      `So that ${physicianName} can sign, a way to pay is needed until ${longDate(expiresOn)}: ${left}`,
      {
        inLetter: `To pay by check, or to say that somebody else pays, call us at ${practice.phone}. Please send no money yet.`,
      },
    ],
    link: { label: 'Choose a way to pay', url: link },
    after: [
      `Nothing is charged before ${physicianName} has signed. Without a way to pay by that day, the place goes to someone else.`,
      { inMail: `Is somebody else to pay? Then call us at ${practice.phone}, and we ask them.` },
      { inMail: 'This link is yours alone: please do not pass this email on.' },
      questions(practice),
    ],
    why: `You get this email because an agreement with ${practice.name} that you have signed waits for a way to pay.`,
  });
}
