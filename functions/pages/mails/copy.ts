import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

interface CopyProps extends MailProps {
  /** First names. */
  patients: string;
  about: 'request' | 'welcome' | 'closed';
}

const subjects: Record<CopyProps['about'], string> = {
  request: 'There is an agreement to sign',
  welcome: 'An agreement is in force',
  closed: 'An agreement is closed',
};

const words: Record<CopyProps['about'], (patients: string) => string> = {
  request: (patients) => `The agreement of ${patients} is ready to read and to sign. We have sent it to them.`,
  welcome: (patients) => `The agreement of ${patients} is in force. We have written to them, too.`,
  closed: (patients) =>
    `The agreement of ${patients} is closed, and nothing was charged. We have written to them, too.`,
};

/** To a helper, by the patient's consent: that something has happened, without a link and without more. */
export function copyMail({ practice, firstName, patients, about }: CopyProps): Mail {
  return composeMail({
    practice,
    subject: `${subjects[about]} (${practice.name})`,
    greeting: hello(firstName),
    blocks: [words[about](patients), 'You need not do anything. They may be glad of your help.'],
    why: `You get this email because ${patients} agreed that ${practice.name} sends you copies. To end them, call ${practice.phone}.`,
  });
}
