import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

/** For patients and physicians: it replaces an expired link. */
export interface FreshLinkProps extends MailProps {
  link: string;
  expiresOn?: string | undefined;
}

export function freshLinkMail({ practice, firstName, link, expiresOn }: FreshLinkProps): Mail {
  return composeMail({
    practice,
    subject: `Your fresh link from ${practice.name}`,
    greeting: hello(firstName),
    blocks: ['Here is the fresh link to your agreement that was asked for. Older links no longer work.'],
    link: { label: 'Open the agreement', url: link },
    after: [
      `What you did so far is saved.${expiresOn ? ` You can sign until ${longDate(expiresOn)}.` : ''}`,
      'If you did not ask for it, you need not do anything. This link is yours alone: please do not pass this email on.',
      questions(practice),
    ],
    why: 'You get this email because someone asked for a fresh link with an older link of yours.',
  });
}

/** To an address that the practice has corrected: the page of the plan, since links to the old one are dead. */
export function planLinkMail({ practice, firstName, link }: Omit<FreshLinkProps, 'expiresOn'>): Mail {
  return composeMail({
    practice,
    subject: `Your page at ${practice.name}`,
    greeting: hello(firstName),
    blocks: ['We have corrected your email address. Here is your page: your plan, what it costs, and how to end it.'],
    link: { label: 'See your plan', url: link },
    after: [
      'Links in older emails no longer work. This link is yours alone: please do not pass this email on.',
      questions(practice),
    ],
    why: `You get this email because ${practice.name} has corrected your email address.`,
  });
}
