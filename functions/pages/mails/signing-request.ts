import { days, longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

export interface SigningRequestProps extends MailProps {
  physicianName: string;
  link: string;
  /** The last day on which it can be signed. */
  expiresOn: string;
  /** First names of the patients, where the reader signs for them and is none of them. */
  forOthers?: string | undefined;
}

export interface SigningReminderProps extends SigningRequestProps {
  daysLeft: number;
}

export function signingRequestMail(props: SigningRequestProps): Mail {
  const { practice, firstName, physicianName } = props;
  return composeMail({
    ...shared(props),
    subject: `${whose(props)} with ${practice.name} is ready to read`,
    greeting: hello(firstName),
    blocks: [`${whose(props)} with ${physicianName} is ready. Read it at your own pace, and sign it if it suits you.`],
  });
}

/** Says how many days are left, and how to make the reminders stop. */
export function signingReminderMail(props: SigningReminderProps): Mail {
  const { practice, firstName, physicianName, daysLeft } = props;
  return composeMail({
    ...shared(props),
    subject: `A reminder: your agreement with ${practice.name} is waiting`,
    greeting: hello(firstName),
    blocks: [
      `${whose(props)} with ${physicianName} is still waiting for you. ${leftWords(daysLeft)}`,
      'If you have decided against it, say so behind the link, and we write no more.',
    ],
  });
}

function shared({ practice, physicianName, link, expiresOn }: SigningRequestProps) {
  return {
    practice,
    link: { label: 'Read the agreement', url: link },
    after: [
      `You can sign until ${longDate(expiresOn)}. After that the place goes to someone else.`,
      `It takes about ten minutes, and you may stop and come back. You are charged only when ${physicianName} has signed too.`,
      'This link is yours alone: please do not pass this email on.',
      questions(practice),
    ],
    why: `You get this email because an agreement with ${practice.name} waits for your signature.`,
  };
}

function whose({ forOthers }: SigningRequestProps): string {
  return forOthers === undefined ? 'Your agreement' : `The agreement of ${forOthers}`;
}

function leftWords(daysLeft: number): string {
  return daysLeft < 1 ? 'Today is the last day to sign it.' : `You have ${days(daysLeft)} left.`;
}
