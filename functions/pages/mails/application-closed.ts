import type { RefusalReason } from '../../domain/application/application.ts';
import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

interface ApplicationClosedProps extends MailProps {
  reason: RefusalReason | 'withdrawn';
  /** The plans, to come back. */
  link: string;
}

const words: Record<ApplicationClosedProps['reason'], string> = {
  withdrawn: 'Your application is withdrawn, as you asked.',
  'panel-closed': 'We can take no new patients for the doctor whom you asked for at the moment.',
  'plan-not-offered': 'We cannot offer you the plan that you asked for. Another plan may fit.',
  'outside-area': 'Your home is outside the area in which we can care for you well.',
  'not-reached': 'We tried to reach you about your application and could not.',
  duplicate: 'We have another application of yours, and go on with that one.',
};

/** The practice's answer to an application that comes to nothing. */
export function applicationClosedMail({ practice, firstName, reason, link }: ApplicationClosedProps): Mail {
  return composeMail({
    practice,
    subject: `Your application to ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      words[reason],
      'You have signed nothing and paid nothing, and you need not do anything.',
      `Questions? Call us at ${practice.phone}. You are welcome to apply again.`,
    ],
    link: { label: 'See the plans', url: link },
    why: `You get this email because you applied to ${practice.name}.`,
  });
}
