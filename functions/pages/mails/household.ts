import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { wayWords } from './ending.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';
import type { Payment } from './payer-renewal.ts';

export interface JoinedMailProps extends MailProps {
  /** First name. */
  memberName: string;
  /** The reader is the new member. */
  isReader?: boolean;
  joinedOn: string;
  /** For the new member, until the last day of the year that runs. */
  restCents: number;
  /** The payments that are more by it, or for it alone: to a reader's own bank account. */
  charges: readonly Payment[];
  endsOn: string;
  /** For a year, of all. */
  feeCents: number;
  link: string;
}

/** To everyone who signed: somebody has come. */
export function joinedMail(props: JoinedMailProps): Mail {
  const { practice, firstName, memberName, isReader, joinedOn, restCents, endsOn, charges, feeCents, link } = props;
  return composeMail({
    practice,
    subject: isReader
      ? `Welcome: you are part of the plan with ${practice.name}`
      : `Your plan with ${practice.name} is for one person more`,
    greeting: hello(firstName),
    blocks: [
      isReader
        ? `All of you have signed: you are part of the plan from ${longDate(joinedOn)}. Call us at ${practice.phone} whenever you need us.`
        : `${memberName} is part of your plan from ${longDate(joinedOn)}, as you asked. The dates of your plan stay as they are.`,
      {
        facts: [
          [`More until ${longDate(endsOn)}`, restCents === 0 ? 'Nothing' : formatCents(restCents)],
          ...charges.map(chargeFact),
          ['From then on, for all of you', `${formatCents(feeCents)} a year`],
        ],
      },
      `Did you not ask for this? Then call us at ${practice.phone}.`,
    ],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

/** To everyone who was asked to sign that somebody joins: it did not come about, whatever the reason. */
export function joiningOverMail({ practice, firstName, isMember }: MailProps & { isMember: boolean }): Mail {
  return composeMail({
    practice,
    subject: `Nothing to sign any more with ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      isMember
        ? 'You were asked to sign that one person more joins your plan. It did not come about, so there is nothing to sign any more, and nothing is charged for it.'
        : 'You were asked to join a plan. It did not come about, so there is nothing to sign any more, and nothing is charged.',
      `Would you like it after all, or is this a surprise? Call us at ${practice.phone}.`,
    ],
    why: `You get this email because you were asked for a signature by ${practice.name}.`,
  });
}

function chargeFact({ dueOn, amountCents }: Payment): [string, string] {
  return [`Charged to your account on ${longDate(dueOn)}`, formatCents(amountCents)];
}

export interface OneFewerMailProps extends MailProps {
  /** The last day with one person more. */
  lastDay: string;
  feeCents: number;
  refundedCents: number;
  ways: readonly ('charge' | 'check')[];
  dueOn?: string | undefined;
  link: string;
}

/** To those who stay. Who left, and why, they need not hear from us. */
export function oneFewerMail(props: OneFewerMailProps): Mail {
  const { practice, firstName, lastDay, feeCents, refundedCents, ways, dueOn, link } = props;
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name} is for one person fewer`,
    greeting: hello(firstName),
    blocks: [
      `After ${longDate(lastDay)} your plan goes on for one person fewer. Its dates stay as they are.`,
      {
        facts: [
          ['For all of you', `${formatCents(feeCents)} a year`],
          ['Goes back of what is paid', refundedCents === 0 ? 'Nothing' : formatCents(refundedCents)],
        ],
      },
      ...(refundedCents === 0
        ? []
        : [`${wayWords(ways)}${dueOn === undefined ? '' : ` It is there by ${longDate(dueOn)} at the latest.`}`]),
    ],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

/** To whoever left: nothing about the others, nor their money. */
export function leftMail({ practice, firstName, lastDay }: MailProps & { lastDay: string }): Mail {
  return composeMail({
    practice,
    subject: `You have left your plan with ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `You were part of the plan until ${longDate(lastDay)}. Thank you for having been with us.`,
      `You may ask for your records at any time, and for a plan of your own: call us at ${practice.phone}.`,
    ],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}
