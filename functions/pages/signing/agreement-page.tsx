import { AgreementText } from '../agreement-text.tsx';
import type { FormProps } from '../form-state.ts';
import { Checkbox } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, type Ways } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { stepOf } from './steps.ts';

export interface AgreementPageProps extends FormProps {
  practice: PracticeFace;
  /** From agreementHtml() in markdown.ts. */
  agreementHtml: string;
  ways?: Ways | undefined;
}

export function renderAgreementPage(props: AgreementPageProps): string {
  const { practice, agreementHtml, ways, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'The agreement',
    step: stepOf('agreement'),
    errors,
    children: (
      <>
        <p class="screen-only">
          This is the whole text. You sign on the next screen, not here. You can print this page.
        </p>
        <AgreementText html={agreementHtml} />
        <Form action={action} hidden={hidden} button="Continue to signing">
          <Checkbox values={values} errors={errors} name="read" label="I have read the agreement." />
        </Form>
        <HelpLine practice={practice} ways={ways} />
      </>
    ),
  });
}
