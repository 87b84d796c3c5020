import { days, longDate } from '../civil-date-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { composeMail, hello, type Mail } from './mail.ts';

export interface CountersignRequestProps {
  practice: PracticeFace;
  physicianName: string;
  /** No surname: who it is stands behind the link. */
  patientFirstName: string;
  link: string;
  expiresOn: string;
  daysLeft: number;
}

export function countersignRequestMail(props: CountersignRequestProps): Mail {
  return compose(
    props,
    `An agreement to countersign, ${leftWords(props.daysLeft)}`,
    'has signed and chosen how to pay',
  );
}

export function countersignReminderMail(props: CountersignRequestProps): Mail {
  return compose(
    props,
    `Reminder: an agreement to countersign, ${leftWords(props.daysLeft)}`,
    'is waiting for you to sign',
  );
}

function leftWords(daysLeft: number): string {
  return daysLeft < 1 ? 'last day' : `${days(daysLeft)} left`;
}

function compose(props: CountersignRequestProps, subject: string, what: string): Mail {
  const { practice, physicianName, patientFirstName, link, expiresOn, daysLeft } = props;
  return composeMail({
    practice,
    subject: `${subject} (${practice.name})`,
    greeting: hello(physicianName),
    blocks: [
      `${patientFirstName} ${what}.`,
      daysLeft < 1
        ? 'Today is the last day to sign. After today the agreement expires and the place is free again.'
        : `You have ${days(daysLeft)} left, until ${longDate(expiresOn)}. After that the agreement expires and the place is free again.`,
    ],
    link: { label: 'Review and countersign', url: link },
    after: ['When you sign, the first payment is charged and the plan begins.'],
    why: `You get this email because ${practice.name} lists you as the physician of this agreement.`,
  });
}
