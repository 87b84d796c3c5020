import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { type EndedMailProps, wayWords } from './ending.ts';
import { composeMail, hello, type Mail, type MailProps, questions } from './mail.ts';

interface DeathProps {
  /** The first names of those who were covered. */
  patients: string;
  endsOn: string;
  refundedCents: number;
  dueOn?: string | undefined;
}

/** To whoever signed for a patient who has died, and lives. */
export function endingByDeathMail(props: MailProps & DeathProps): Mail {
  const { practice, firstName, patients, refundedCents } = props;
  return composeMail({
    practice,
    subject: `From ${practice.name}`,
    greeting: hello(firstName),
    blocks: [
      `We are very sorry that ${patients} has died. You need to do nothing: the plan ends by itself, nothing more is charged, and we write to ${patients} no more.`,
      ...(refundedCents > 0 ? [`${formatCents(refundedCents)} goes back to whoever paid.`] : []),
    ],
    after: [questions(practice)],
    why: `You get this email because you signed an agreement with ${practice.name}.`,
  });
}

/** The closing statement, by post. */
export function estateMail({
  practice,
  patients,
  endsOn,
  refundedCents,
  owedCents,
  ways,
  dueOn,
}: Pick<MailProps, 'practice'> & DeathProps & Pick<EndedMailProps, 'owedCents' | 'ways'>): Mail {
  return composeMail({
    practice,
    subject: `The plan of ${patients} with ${practice.name}`,
    greeting: 'To the family,',
    blocks: [
      `We are very sorry for your loss. The plan of ${patients} ended on ${longDate(endsOn)}. Nothing ${owedCents > 0 ? 'is charged for the days after' : 'more is charged'}.`,
      ...(refundedCents === 0
        ? ['Nothing is left to pay back.']
        : [
            { facts: [['Goes back', formatCents(refundedCents)]] as const },
            `${wayWords(ways)}${dueOn === undefined ? '' : ` It is there by ${longDate(dueOn)} at the latest.`}`,
          ]),
      ...(owedCents === 0
        ? []
        : [`For the days until then ${formatCents(owedCents)} is not paid yet. There is no hurry.`]),
      `Whoever speaks for the estate may ask for the records, or where the money shall go: call us at ${practice.phone}.`,
    ],
    why: `You get this letter because of an agreement with ${practice.name}.`,
  });
}
