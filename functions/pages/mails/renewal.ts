import { addDays } from '../../domain/calendar/practice-time.ts';
import { formatCents } from '../../domain/money/money.ts';
import type { InstallmentCount } from '../../domain/practice/practice.ts';
import { longDate } from '../civil-date-words.ts';
import { billingWords, sentence } from '../plan-words.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps, questions } from './mail.ts';

/**
 * How the next year comes: without anybody's yes; by a yes; by the signatures of both sides, since its terms change; or by
 * those that both sides have given.
 */
export type RenewalWay = 'automatic' | 'asked' | 'to-sign' | 'signed';

export interface RenewalMailProps extends MailProps {
  way: RenewalWay;
  /** The last day of this year, and the first and last of the next; civil dates. */
  endsOn: string;
  startsOn: string;
  nextEndsOn: string;
  physicianName: string;
  feeCents: number;
  oldFeeCents: number;
  installments: InstallmentCount;
  /** Of several payments: the first of the next year. */
  firstPaymentCents: number;
  /** The day on which it is due, where nobody has to say yes any more. */
  firstPaymentOn: string;
  paidWith?: string | undefined;
  link: string;
}

/** What the law and the contract ask for before a year ends: dates, prices old and new, and how to say no. */
export function renewalNoticeMail(props: RenewalMailProps): Mail {
  const { practice, firstName, way, endsOn, startsOn, nextEndsOn, feeCents, oldFeeCents, link } = props;
  const day = longDate(startsOn);
  const goesOn = way === 'automatic' || way === 'signed';
  return composeMail({
    practice,
    subject: subjectOf(props, day),
    greeting: hello(firstName),
    blocks: [
      ...openingOf(props, day),
      {
        facts: [
          ['What you have', `A plan for care by ${props.physicianName}, beyond insurance`],
          ['Next year', `${day} to ${longDate(nextEndsOn)}`],
          ...priceFacts(feeCents, oldFeeCents),
          ...(feeCents === 0
            ? []
            : ([['How it is paid', sentence(billingWords(feeCents, props.installments))]] as const)),
          ...paymentFacts(props),
          [dayWords[way], longDate(endsOn)],
        ],
      },
      ...(feeCents > oldFeeCents
        ? // What changes stands out: some states ask for bold type of twelve points (state-renewal-rules.ts).
          [{ bold: `The fee rises on ${day}, from ${formatCents(oldFeeCents)} to ${formatCents(feeCents)} a year.` }]
        : []),
      goesOn
        ? cancelWords(practice.phone, endsOn)
        : 'If you do nothing, nothing is charged. We keep your place for thirty days after that day and ask you once more.',
    ],
    link: {
      label: labelOf(way, feeCents),
      url: link,
    },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

const dayWords: Record<RenewalWay, string> = {
  automatic: 'Last day to say no',
  signed: 'Last day to say no',
  asked: 'Please say yes by',
  'to-sign': 'Please sign by',
};

function subjectOf({ way, practice }: RenewalMailProps, day: string): string {
  switch (way) {
    case 'automatic':
    case 'signed':
      return `Your plan with ${practice.name} renews on ${day}`;
    case 'asked':
      return `Would you like another year with ${practice.name}?`;
    case 'to-sign':
      return `Another year with ${practice.name}: its terms wait for your signature`;
  }
}

function openingOf({ way, practice, endsOn }: RenewalMailProps, day: string): MailBlock[] {
  const ends = `Your year with us ends on ${longDate(endsOn)}. It does not renew by itself.`;
  switch (way) {
    case 'automatic':
      return [`You chose that your plan renews by itself. If you do nothing, it renews on ${day} for another year.`];
    case 'signed':
      return [`Both of us have signed the changed terms of your plan. It renews with them on ${day} for another year.`];
    case 'asked':
      return [ends, sayYes(practice.phone)];
    case 'to-sign':
      return [ends, signTerms(practice.phone, day)];
  }
}

function signTerms(phone: string, day: string): MailBlock {
  const start = `Another year has other terms, from ${day} on. If you would like it, and have not signed them yet, `;
  return {
    inMail: `${start}please read and sign them on the page below, or call us at ${phone}.`,
    inLetter: `${start}please sign the papers that we sent you and send them back, or call us at ${phone}.`,
  };
}

function labelOf(way: RenewalWay, feeCents: number): string {
  switch (way) {
    case 'automatic':
    case 'signed':
      return 'See your plan, or stop the renewal';
    case 'asked':
      return `Renew for ${formatCents(feeCents)}`;
    case 'to-sign':
      return 'See what changes, and sign';
  }
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

function paymentFacts({ firstPaymentCents, firstPaymentOn, paidWith, way }: RenewalMailProps): [string, string][] {
  if (way === 'asked') return [['First payment', `${formatCents(firstPaymentCents)}, if you say yes`]];
  if (way === 'to-sign') return [['First payment', `${formatCents(firstPaymentCents)}, if both of us sign`]];
  const method = paidWith === undefined ? '' : ` (${paidWith})`;
  return [['First payment', `${formatCents(firstPaymentCents)} on ${longDate(firstPaymentOn)}${method}`]];
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
      'What happens next: the first payment is asked for when that year has begun, and we send a receipt. You can end it at any time, and get back the fee for the days after the end, to the cent.',
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
  /** Its terms change: a signature is asked for, not a yes. */
  isToSign: boolean;
  link: string;
}

/** The year is over, and nobody has decided: the place is kept, and nothing charged. */
export function graceMail(props: GraceMailProps): Mail {
  const { practice, firstName, endedOn, keptUntil, feeCents, isToSign, link } = props;
  return composeMail({
    practice,
    subject: `Your year is over: another with ${practice.name}?`,
    greeting: hello(firstName),
    blocks: [
      `Your year with us ended on ${longDate(endedOn)}. Nothing was charged for another. We keep your place until ${longDate(keptUntil)}, and you reach us as always.`,
      { facts: [['Another year', formatCents(feeCents)]] },
      isToSign ? signTerms(practice.phone, longDate(addDays(endedOn, 1))) : sayYes(practice.phone),
      'If not, you need not do anything; we get in touch before your place goes to somebody else.',
    ],
    link: { label: labelOf(isToSign ? 'to-sign' : 'asked', feeCents), url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}
