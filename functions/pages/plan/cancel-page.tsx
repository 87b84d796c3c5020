import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export interface CancelPageProps extends FormProps {
  practice: PracticeFace;
  /** The last day of this year, and what goes back then. */
  atTermEnd?: Preview | undefined;
  today: Preview;
  /** What is still to be paid until the end of this year. */
  toComeCents: number;
  /** What was used. */
  useHref: string;
  backHref: string;
}

export interface Preview {
  endsOn: string;
  refundedCents: number;
  /** Of the days until then: not paid yet. */
  owedCents: number;
  dueOn?: string | undefined;
  /** Services that were used are taken off. Which, stands behind the question for the birth date. */
  isLess?: boolean;
}

/** Two choices with their dates and what goes back, and nothing that would keep anybody. */
export function renderCancelPage(props: CancelPageProps): string {
  const { practice, atTermEnd, today, toComeCents, useHref, backHref, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'Cancel your plan',
    errors,
    children: (
      <>
        <Form action={action} hidden={hidden} button="Cancel my plan">
          <RadioField
            values={values}
            errors={errors}
            name="how"
            label="When shall it end?"
            choices={[
              ...stayChoice(atTermEnd, toComeCents),
              {
                value: 'on-date',
                label: `End today, ${longDate(today.endsOn)}`,
                hint: refundWords(today),
              },
            ]}
          />
        </Form>
        {today.isLess && (
          <p>
            What you used of the services that are worth an amount of their own in your agreement is taken off already.{' '}
            <a href={useHref}>See what was used</a>
          </p>
        )}
        <p>You can undo it until the last day. We write to you at once, so that you have it in writing.</p>
        <p>
          You can also cancel by phone at <Phone practice={practice} />, by email or by letter.
        </p>
        <p>
          <a href={backHref}>Back to your plan</a>
        </p>
      </>
    ),
  });
}

function stayChoice(atTermEnd: Preview | undefined, toComeCents: number) {
  if (atTermEnd === undefined) return [];
  const toCome = `${formatCents(toComeCents)} for the time until then is still charged, on the dates agreed.`;
  return [
    {
      value: 'at-term-end',
      label: `Stay until ${longDate(atTermEnd.endsOn)}, and don’t renew`,
      hint: `Everything goes on until that day. ${toComeCents > 0 ? toCome : 'It is paid for.'}`,
    },
  ];
}

function refundWords({ refundedCents, owedCents, dueOn, isLess }: Preview): string {
  const owed = `For the days until today ${formatCents(owedCents)} is not paid yet, and is still owed. Nothing is charged for the days after.`;
  if (refundedCents === 0) {
    if (owedCents > 0) return `No day after today is paid for, so nothing goes back. ${owed}`;
    return isLess
      ? 'Nothing goes back, and nothing more is charged.'
      : 'No day after today is paid for, so nothing goes back, and nothing more is charged.';
  }
  const by = dueOn === undefined ? '' : `, by ${longDate(dueOn)} at the latest`;
  return `You get back ${formatCents(refundedCents)} for the days after today${by}, the way you paid. ${owedCents > 0 ? owed : 'Nothing more is charged.'}`;
}
