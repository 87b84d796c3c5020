import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

export interface ApplicationConfirmationProps extends MailProps {
  link: string;
}

export function applicationConfirmationMail({ practice, firstName, link }: ApplicationConfirmationProps): Mail {
  return composeMail({
    practice,
    subject: `Please confirm your application to ${practice.name}`,
    greeting: hello(firstName),
    blocks: ['Thank you for your application. Please confirm that this is your email address.'],
    link: { label: 'Confirm my application', url: link },
    after: [
      'The link works for 7 days. After that your details are deleted. You have signed and paid nothing.',
      'If you did not apply, do nothing: then nothing happens.',
      questions(practice),
    ],
    why: `You get this email because someone applied to ${practice.name} with this address.`,
  });
}
