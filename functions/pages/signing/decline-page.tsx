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
}

export function renderDeclinePage(props: DeclinePageProps): string {
  const { practice, backHref, ends, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading:
      ends === undefined ? 'Do you want to decline this agreement?' : 'Do you want to decline the changed terms?',
    errors,
    children: (
      <>
        <p>
          {ends === undefined
            ? 'If you decline, the agreement is closed and your place goes to someone else. Nothing is charged. You may apply again at any time.'
            : `If you decline, your plan is not renewed: it stays as it is until ${longDate(ends)}, and ends after that day. Nothing is charged for another year. We write to you at once, and until that day you can undo it.`}
        </p>
        <Form
          action={action}
          hidden={hidden}
          button={ends === undefined ? 'Decline the agreement' : 'Decline, and let the plan end'}
        >
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
