import type { FormProps } from '../form-state.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { Phone } from '../layout/next-steps.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { PracticeFace } from '../practice-face.ts';

interface QuestionPageProps extends FormProps {
  practice: PracticeFace;
  backHref: string;
}

/** One line to the practice about the agreement: staff answer, and no doctor reads it. */
export function renderQuestionPage({ practice, backHref, action, hidden, values, errors }: QuestionPageProps): string {
  return renderDocument({
    practice,
    heading: 'Ask about the agreement',
    errors,
    children: (
      <>
        <p class="note">
          <strong>Not for medical questions.</strong> The practice's staff read this. In an emergency, call 911.
        </p>
        <Form action={action} hidden={hidden} button="Send my question">
          <TextField
            values={values}
            errors={errors}
            name="question"
            label="Your question"
            hint="Somebody answers on the next business day at the latest."
            rows={3}
          />
        </Form>
        <p>
          Or call us at <Phone practice={practice} />. <a href={backHref}>Back to the agreement</a>
        </p>
      </>
    ),
  });
}
