import { renderDocument } from '../layout/document.tsx';
import { Phone } from '../layout/next-steps.tsx';
import { ApplicationForm, type ApplicationFormProps } from './application-form.tsx';

/** The application, for as many people as the first question said. */
export function renderApplyPage(props: ApplicationFormProps): string {
  const { practice, errors } = props;
  return renderDocument({
    practice,
    heading: 'Apply',
    errors,
    children: (
      <>
        <p>
          This form commits you to nothing. <a href="/">Back to the plans and what they cost</a>, or call us at{' '}
          <Phone practice={practice} />.
        </p>
        <ApplicationForm {...props} />
      </>
    ),
  });
}
