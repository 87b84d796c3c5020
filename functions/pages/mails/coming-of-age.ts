import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

export interface ComingOfAgeMailProps extends MailProps {
  /** First name. */
  memberName: string;
  /** In whole years. */
  age: number;
  stateName: string;
  link: string;
}

/** To whoever signed for a child. No date: it would be the child's birth date. */
export function comingOfAgeMail({ practice, firstName, memberName, age, stateName, link }: ComingOfAgeMailProps): Mail {
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name}: a child comes of age`,
    greeting: hello(firstName),
    blocks: [
      `You signed our agreement for ${memberName}, who will soon be ${age}. In ${stateName} people are of age then, and sign for themselves.`,
      `For the year that runs nothing changes: ${memberName} stays in your plan, and you need not do anything.`,
      `From that day on, what ${memberName} has with us is private, as it is for every adult. And your plan does not renew by itself any more while ${memberName} is in it: for that we need ${memberName}'s own yes. We get in touch with both of you about it.`,
      `Would ${memberName} rather leave your plan by then? Call us at ${practice.phone}.`,
    ],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}
