import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { triesWords } from '../tries-words.ts';
import { stepOf } from './steps.ts';

export interface IdentityPageProps extends FormProps {
  practice: PracticeFace;
  physicianName: string;
  /** How many answers are left, after a wrong one. */
  triesLeft?: number | undefined;
  /** The last day on which the document can be signed. */
  expiresOn?: string | undefined;
  /** For whoever got a mail that was meant for another. */
  wrongPersonHref?: string | undefined;
}

/** Who we are comes before who you are: nobody should type a birth date to strangers. */
export function renderIdentityPage(props: IdentityPageProps): string {
  const { practice, physicianName, expiresOn, triesLeft, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'Your agreement is ready to read',
    step: stepOf('identity'),
    errors,
    children: (
      <>
        <dl class="terms">
          <div>
            <dt>Practice</dt>
            <dd>{practice.name}</dd>
          </div>
          <div>
            <dt>Doctor</dt>
            <dd>{physicianName}</dd>
          </div>
          <div>
            <dt>Phone</dt>
            <dd>
              <Phone practice={practice} />
            </dd>
          </div>
        </dl>
        {expiresOn && (
          <p>You can read and sign it until {longDate(expiresOn)}. Take your time: you may stop and come back.</p>
        )}
        {triesLeft !== undefined && <p class="note">{triesWords(triesLeft)}</p>}
        <Form action={action} hidden={hidden} button="Continue">
          <BirthDateField
            values={values}
            errors={errors}
            legend="What is your date of birth?"
            hint="Before we show the agreement, we check that it is you."
          />
        </Form>
        <HelpLine practice={practice} ways={{ wrongPerson: props.wrongPersonHref }} />
      </>
    ),
  });
}
