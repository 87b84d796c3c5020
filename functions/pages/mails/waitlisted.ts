import { composeMail, hello, type Mail, type MailProps } from './mail.ts';

export interface WaitlistedProps extends MailProps {
  physicianName: string;
}

export function waitlistedMail({ practice, firstName, physicianName }: WaitlistedProps): Mail {
  return composeMail({
    practice,
    subject: `You are on the waiting list at ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `All places with ${physicianName} are taken at the moment, and you are on the waiting list.`,
      'What happens next: we email you when a place is free for you. You do not need to ask. Until then you sign nothing and pay nothing.',
      `To ask about another doctor or to leave the list, call us at ${practice.phone}.`,
    ],
    why: `You get this email because you applied to ${practice.name} and confirmed this address.`,
  });
}
