import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine } from '../layout/next-steps.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { PracticeFace } from '../practice-face.ts';

export interface DeclinePageProps extends FormProps {
  practice: PracticeFace;
  /** Back to where the person was. */
  backHref: string;
  /** Of changed terms: the last day of care that a no leads to. */
  ends?: string | undefined;
  /** The name of an adult who joins by it. */
  joins?: string | undefined;
}

export function renderDeclinePage(props: DeclinePageProps): string {
  const { practice, backHref, ends, joins, action, hidden, values, errors } = props;
  const { heading, text, button } = declineWords({ ends, joins });
  return renderDocument({
    practice,
    heading,
    errors,
    children: (
      <>
        <p>{text}</p>
        <Form action={action} hidden={hidden} button={button}>
          <TextField
            values={values}
            errors={errors}
            name="reason"
            label="Would you tell us why?"
            hint="Please write nothing about anyone's health here."
            isOptional
            rows={3}
          />
        </Form>
        <p>
          <a href={backHref}>No, go back</a>
        </p>
        <HelpLine practice={practice} />
      </>
    ),
  });
}

function declineWords({ ends, joins }: Pick<DeclinePageProps, 'ends' | 'joins'>) {
  if (joins !== undefined) {
    return {
      heading: `Do you want to decline that ${joins} joins?`,
      text: `If you decline, ${joins} does not become part of the plan. Nothing else changes, nothing is charged, and whoever was asked to sign is told that it did not come about, not by whom.`,
      button: 'Decline it',
    };
  }
  if (ends === undefined) {
    return {
      heading: 'Do you want to decline this agreement?',
      text: 'If you decline, the agreement is closed and your place goes to someone else. Nothing is charged. You may apply again at any time.',
      button: 'Decline the agreement',
    };
  }
  return {
    heading: 'Do you want to decline the changed terms?',
    text: `If you decline, your plan is not renewed: it stays as it is until ${longDate(ends)}, and ends after that day. Nothing is charged for another year. We write to you at once, and until that day you can undo it.`,
    button: 'Decline, and let the plan end',
  };
}
