import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

export interface StatementFacts {
  year: number;
  lines: readonly { on: string; kind: 'payment' | 'refund' | 'bounced-check'; cents: number }[];
  totalCents: number;
}

const lineWords = { payment: 'paid', refund: 'paid back to you', 'bounced-check': 'check taken back by your bank' };

/** Each movement of the year, and its sum; as rows of facts, for the mail and the paper. */
export function statementRows({ lines, totalCents, year }: StatementFacts): (readonly [string, string])[] {
  return [
    ...lines.map(({ on, kind, cents }) => [longDate(on), `${formatCents(cents)} ${lineWords[kind]}`] as const),
    [`Paid in ${year}`, formatCents(totalCents)],
  ];
}

interface StatementMailProps extends MailProps, StatementFacts {
  patients: string;
  /** It takes the place of one that lacked a payment. */
  isCorrected: boolean;
  link: string;
}

/** What a payer paid in a year. What it is for the tax or a health account it does not say: nobody here knows. */
export function statementMail(props: StatementMailProps): Mail {
  const { practice, firstName, patients, year, isCorrected, link } = props;
  return composeMail({
    practice,
    subject: `${isCorrected ? 'Corrected: what' : 'What'} you paid ${practice.name} in ${year}`,
    greeting: hello(firstName),
    blocks: [
      isCorrected
        ? `We have noted a payment of ${year} after we wrote to you what you paid in that year. Here is all of it, in place of what we sent before.`
        : `Here is what you paid us in ${year}, to keep with your papers.`,
      { facts: [['Paid by', firstName], ['For', patients], ...statementRows(props)] },
    ],
    link: { label: 'The statement to print', url: link },
    after: [questions(practice)],
    why: `You get this email because you pay for an agreement with ${practice.name}.`,
  });
}
