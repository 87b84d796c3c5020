import type { FormProps } from '../form-state.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine } from '../layout/next-steps.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { PracticeFace } from '../practice-face.ts';
import type { Audience } from './steps.ts';

export interface DeclinePageProps extends FormProps {
  practice: PracticeFace;
  audience?: Audience | undefined;
  /** Back to where the person was. */
  backHref: string;
}

const consequences: Record<Audience, string> = {
  patient:
    'If you decline, the agreement is closed and your place goes to someone else. Nothing is charged. You may apply again at any time.',
  physician:
    'If you decline, the agreement is closed, the patient is told, and the place in your panel is free again. Nothing is charged.',
};

export function renderDeclinePage(props: DeclinePageProps): string {
  const { practice, audience = 'patient', backHref, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'Do you want to decline this agreement?',
    errors,
    children: (
      <>
        <p>{consequences[audience]}</p>
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
        {audience === 'patient' && <HelpLine practice={practice} />}
      </>
    ),
  });
}
