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
}

export function renderDeclinePage(props: DeclinePageProps): string {
  const { practice, backHref, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'Do you want to decline this agreement?',
    errors,
    children: (
      <>
        <p>
          If you decline, the agreement is closed and your place goes to someone else. Nothing is charged. You may apply
          again at any time.
        </p>
        <Form action={action} hidden={hidden} button="Decline the agreement">
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
          <a href={backHref}>No, go back to the agreement</a>
        </p>
        <HelpLine practice={practice} />
      </>
    ),
  });
}
