import { days, longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

export interface SigningRequestProps extends MailProps {
  physicianName: string;
  link: string;
  /** The last day on which it can be signed. */
  expiresOn: string;
  /** First names of the patients, where the reader signs for them and is none of them. */
  forOthers?: string | undefined;
  /** Of changed terms: the first day on which they hold. */
  changesOn?: string | undefined;
  /** Where an adult joins: the first name, and whether that is the reader. */
  joins?: { firstName: string; isReader: boolean } | undefined;
}

export interface SigningReminderProps extends SigningRequestProps {
  daysLeft: number;
}

export function signingRequestMail(props: SigningRequestProps): Mail {
  const { practice, firstName, physicianName, changesOn, joins } = props;
  if (changesOn !== undefined) return changedTermsMail(props, changesOn);
  if (joins !== undefined) return joiningMail(props, joins);
  return composeMail({
    ...shared(props),
    subject: `${whose(props)} with ${practice.name} is ready to read`,
    greeting: hello(firstName),
    blocks: [`${whose(props)} with ${physicianName} is ready. Read it at your own pace, and sign it if it suits you.`],
  });
}

function changedTermsMail(props: SigningRequestProps, changesOn: string): Mail {
  const { practice, firstName, physicianName } = props;
  return composeMail({
    ...shared(props),
    subject: `Changed terms with ${practice.name}: please read and sign them`,
    greeting: hello(firstName),
    blocks: [
      `On ${longDate(changesOn)} the terms of your plan with ${physicianName} change. What changes, and what it costs, stands behind the link, in short and in full. Read it at your own pace, and sign it if it suits you. Until that day everything stays as it is.`,
      'If it does not suit you, say so behind the link, or do nothing: then your plan is not renewed.',
    ],
  });
}

function joiningMail(props: SigningRequestProps, joins: NonNullable<SigningRequestProps['joins']>): Mail {
  const { practice, firstName, physicianName } = props;
  const behind = 'What it costs, and what is agreed, stands behind the link, in short and in full.';
  return composeMail({
    ...shared(props),
    subject: joins.isReader
      ? `Your agreement with ${practice.name} is ready to read`
      : `One person more in your plan with ${practice.name}: please read and sign`,
    greeting: hello(firstName),
    blocks: [
      joins.isReader
        ? `You are asked to join a plan with ${physicianName} that runs already. ${behind} Read it at your own pace, and sign it if it suits you.`
        : `${joins.firstName} is to join your plan with ${physicianName}. ${behind} Read it at your own pace, and sign it if it suits you. Until all of you have signed everything stays as it is.`,
      ...(joins.isReader
        ? []
        : ['If it does not suit you, say so behind the link, or do nothing: then nothing changes.']),
    ],
  });
}

/** Says how many days are left, and how to make the reminders stop. */
export function signingReminderMail(props: SigningReminderProps): Mail {
  const { practice, firstName, physicianName, daysLeft } = props;
  return composeMail({
    ...shared(props),
    subject:
      props.changesOn === undefined
        ? `A reminder: your agreement with ${practice.name} is waiting`
        : `A reminder: changed terms with ${practice.name} are waiting`,
    greeting: hello(firstName),
    blocks: [
      props.changesOn === undefined
        ? `${whose(props)} with ${physicianName} is still waiting for you. ${leftWords(daysLeft)}`
        : `The terms that hold with ${physicianName} from ${longDate(props.changesOn)} on are still waiting for you. ${leftWords(daysLeft)}`,
      'If you have decided against it, say so behind the link, and we write no more.',
    ],
  });
}

function shared({ practice, physicianName, link, expiresOn, changesOn, joins }: SigningRequestProps) {
  return {
    practice,
    link: { label: changesOn === undefined ? 'Read the agreement' : 'See what changes', url: link },
    after: [
      changesOn === undefined
        ? `You can sign until ${longDate(expiresOn)}. ${joins === undefined ? 'After that the place goes to someone else.' : 'Unless all of you have signed by then, nothing changes.'}`
        : `You can sign until ${longDate(expiresOn)}. Without your signature nothing is charged for another year.`,
      `It takes about ten minutes, and you may stop and come back. You are charged only when ${physicianName} has signed too.`,
      'This link is yours alone: please do not pass this email on.',
      questions(practice),
    ],
    why: `You get this email because ${changesOn === undefined ? 'an agreement' : 'changed terms'} with ${practice.name} ${changesOn === undefined ? 'waits' : 'wait'} for your signature.`,
  };
}

function whose({ forOthers }: SigningRequestProps): string {
  return forOthers === undefined ? 'Your agreement' : `The agreement of ${forOthers}`;
}

function leftWords(daysLeft: number): string {
  return daysLeft < 1 ? 'Today is the last day to sign it.' : `You have ${days(daysLeft)} left.`;
}
