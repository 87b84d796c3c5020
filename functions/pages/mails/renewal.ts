import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps, questions } from './mail.ts';

export interface RenewalMailProps extends MailProps {
  /** Whether it renews without anybody's yes. */
  isAutomatic: boolean;
  /** The last day of this year, and the first and last of the next; civil dates. */
  endsOn: string;
  startsOn: string;
  nextEndsOn: string;
  feeCents: number;
  oldFeeCents: number;
  /** Of several payments: the first of the next year. */
  firstPaymentCents: number;
  paidWith?: string | undefined;
  link: string;
}

/** What the law and the contract ask for before a year ends: dates, prices old and new, and how to say no. */
export function renewalNoticeMail(props: RenewalMailProps): Mail {
  const { practice, firstName, isAutomatic, endsOn, startsOn, nextEndsOn, feeCents, oldFeeCents, link } = props;
  const day = longDate(startsOn);
  return composeMail({
    practice,
    subject: isAutomatic
      ? `Your plan with ${practice.name} renews on ${day}`
      : `Would you like another year with ${practice.name}?`,
    greeting: hello(firstName),
    blocks: [
      isAutomatic
        ? `You chose that your plan renews by itself. If you do nothing, it renews on ${day} for another year.`
        : `Your year with us ends on ${longDate(endsOn)}. It does not renew by itself.`,
      ...(isAutomatic ? [] : [sayYes(practice.phone)]),
      {
        facts: [
          ['Next year', `${day} to ${longDate(nextEndsOn)}`],
          ...priceFacts(feeCents, oldFeeCents),
          ...paymentFacts(props),
          isAutomatic ? ['Last day to say no', longDate(endsOn)] : ['Please say yes by', longDate(endsOn)],
        ],
      },
      ...(feeCents > oldFeeCents
        ? [`The fee rises on ${day}, from ${formatCents(oldFeeCents)} to ${formatCents(feeCents)} a year.`]
        : []),
      isAutomatic
        ? cancelWords(practice.phone, endsOn)
        : 'If you do nothing, nothing is charged. We keep your place for thirty days after that day and ask you once more.',
    ],
    link: {
      label: isAutomatic ? 'See your plan, or stop the renewal' : `Renew for ${formatCents(feeCents)}`,
      url: link,
    },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

function sayYes(phone: string): MailBlock {
  return {
    inMail: `If you would like another year, say yes on the page below, or call us at ${phone}.`,
    inLetter: `If you would like another year, call us at ${phone}, or write "yes" and your name on this letter and send it back.`,
  };
}

function cancelWords(phone: string, endsOn: string): MailBlock {
  return {
    inMail: `How to cancel: press the button below, call us at ${phone} or answer this email, until ${longDate(endsOn)}. You need give no reason. After that day you can still end it at any time, and get back the fee for the days after the end.`,
    inLetter: `How to cancel: call us at ${phone} or write to us, until ${longDate(endsOn)}. You need give no reason. After that day you can still end it at any time, and get back the fee for the days after the end.`,
  };
}

function priceFacts(feeCents: number, oldFeeCents: number): [string, string][] {
  if (feeCents === oldFeeCents) return [['Fee', `${formatCents(feeCents)} for the year, as before`]];
  return [
    ['Fee until now', `${formatCents(oldFeeCents)} a year`],
    ['Fee from then on', `${formatCents(feeCents)} a year`],
  ];
}

function paymentFacts({ firstPaymentCents, startsOn, paidWith, isAutomatic }: RenewalMailProps): [string, string][] {
  if (!isAutomatic) return [['First payment', `${formatCents(firstPaymentCents)}, if you say yes`]];
  const method = paidWith === undefined ? '' : ` (${paidWith})`;
  return [['First payment', `${formatCents(firstPaymentCents)} on ${longDate(startsOn)}${method}`]];
}

export interface RenewedMailProps extends MailProps {
  startsOn: string;
  endsOn: string;
  feeCents: number;
  link: string;
}

export function renewedMail({ practice, firstName, startsOn, endsOn, feeCents, link }: RenewedMailProps): Mail {
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name} is renewed`,
    greeting: hello(firstName),
    blocks: [
      'Thank you for staying with us.',
      {
        facts: [
          ['Year', `${longDate(startsOn)} to ${longDate(endsOn)}`],
          ['Fee', `${formatCents(feeCents)} for the year`],
        ],
      },
      'What happens next: the first payment is asked for on the first day, and we send a receipt. You can end it at any time, and get back the fee for the days after the end, to the cent.',
    ],
    link: { label: 'See your plan, or cancel', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

export interface GraceMailProps extends MailProps {
  /** The last day of the year that is over. */
  endedOn: string;
  keptUntil: string;
  feeCents: number;
  link: string;
}

/** The year is over, and nobody has decided: the place is kept, and nothing charged. */
export function graceMail({ practice, firstName, endedOn, keptUntil, feeCents, link }: GraceMailProps): Mail {
  return composeMail({
    practice,
    subject: `Your year is over: another with ${practice.name}?`,
    greeting: hello(firstName),
    blocks: [
      `Your year with us ended on ${longDate(endedOn)}. Nothing was charged for another. We keep your place until ${longDate(keptUntil)}, and you reach us as always.`,
      { facts: [['Another year', formatCents(feeCents)]] },
      sayYes(practice.phone),
      'If not, you need not do anything; we get in touch before your place goes to somebody else.',
    ],
    link: { label: `Renew for ${formatCents(feeCents)}`, url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}
