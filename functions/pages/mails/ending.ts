import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { composeMail, hello, type Mail, type MailBlock, type MailProps, questions } from './mail.ts';

export interface EndingMailProps extends MailProps {
  by: 'patient' | 'practice';
  /** Of the practice: the doctor who leaves, where that is why. */
  leaverName?: string | undefined;
  /** The last day of care. */
  endsOn: string;
  /** That day is over: the notice was received before it. */
  isOver?: boolean;
  /** What would go back, by what is paid today. */
  refundedCents: number;
  /** What is still to be paid for the days until then, by what is paid today. */
  owedCents: number;
  dueOn?: string | undefined;
  link: string;
}

/** The acknowledgement of a cancellation, to keep; or the practice's own notice. */
export function endingMail(props: EndingMailProps): Mail {
  const { practice, firstName, by, leaverName, endsOn, isOver = false, refundedCents, owedCents, dueOn, link } = props;
  const why =
    leaverName === undefined ? 'We have decided to end our agreement with you.' : `${leaverName} leaves our practice.`;
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name} ${isOver ? 'ended' : 'ends'} on ${longDate(endsOn)}`,
    greeting: hello(firstName),
    blocks: [
      by === 'patient'
        ? `We have your cancellation. ${isOver ? `Your plan ended on ${longDate(endsOn)}.` : `Your plan goes on until ${longDate(endsOn)}, and ends after that day.`} It does not renew.`
        : `${why} Your plan goes on until ${longDate(endsOn)}. Until then you reach us as always, also in an emergency, and we hand your records to whichever doctor you choose.`,
      {
        facts: [
          ['Last day', longDate(endsOn)],
          ['You get back', refundedCents > 0 ? formatCents(refundedCents) : 'Nothing'],
          ...(dueOn === undefined ? [] : ([['By', longDate(dueOn)]] as const)),
          ...(owedCents === 0
            ? []
            : ([['Still to be paid, for the days until then', formatCents(owedCents)]] as const)),
        ],
      },
      ...(by === 'patient' && !isOver
        ? ([
            {
              inMail: 'You can undo this until that day, on the page below or by calling us.',
              inLetter: `You can undo this until that day: call us at ${practice.phone}.`,
            },
          ] satisfies MailBlock[])
        : []),
    ],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

/** It was undone. */
export function resumedMail({ practice, firstName, link }: MailProps & { link: string }): Mail {
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name} goes on`,
    greeting: hello(firstName),
    blocks: ['The cancellation is undone. Your plan goes on as before, and nothing changes for you.'],
    link: { label: 'Your plan', url: link },
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}

export interface EndedMailProps extends MailProps {
  endsOn: string;
  refundedCents: number;
  /** Of the days until then: not paid. */
  owedCents: number;
  /** The ways on which it goes back. */
  ways: readonly ('charge' | 'check')[];
  dueOn?: string | undefined;
}

/** The closing statement. */
export function endedMail(props: EndedMailProps): Mail {
  const { practice, firstName, endsOn, refundedCents, owedCents, ways, dueOn } = props;
  const charged = owedCents > 0 ? 'Nothing is charged for the days after.' : 'Nothing more is charged.';
  return composeMail({
    practice,
    subject: `Your plan with ${practice.name} has ended`,
    greeting: hello(firstName),
    blocks: [
      `Your plan ended on ${longDate(endsOn)}. Thank you for having been with us.`,
      ...(refundedCents === 0
        ? [`Nothing is left to pay back. ${charged}`]
        : [
            { facts: [['You get back', formatCents(refundedCents)]] as const },
            `${wayWords(ways)}${dueOn === undefined ? '' : ` It is there by ${longDate(dueOn)} at the latest.`} ${charged}`,
          ]),
      ...(owedCents === 0
        ? []
        : [
            { facts: [['Still owed', formatCents(owedCents)]] as const },
            `That is for the days until then, and is not paid yet. You can send a check, or call us at ${practice.phone} about it.`,
          ]),
      `You may ask for your records at any time: call us at ${practice.phone}.`,
    ],
    why: `You get this email because you signed an agreement with ${practice.name}. Please keep it.`,
  });
}

/** How what goes back comes to them. */
export function wayWords(ways: readonly string[]): string {
  if (ways.includes('charge') && ways.includes('check')) {
    return 'It goes back the way it was paid: to your card or bank account, and by check for what came by check.';
  }
  return ways.includes('check')
    ? 'We send you a check.'
    : 'It goes back to the card or bank account that it came from.';
}
