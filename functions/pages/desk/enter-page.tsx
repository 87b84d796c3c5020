import type { Applicants } from '../enrolment/applicants.ts';
import { ApplicationForm, type ApplicationFormProps } from '../enrolment/application-form.tsx';
import { WhoForm } from '../enrolment/who-form.tsx';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { type DeskFace, renderDeskPage } from './desk-layout.tsx';

type EnterPageProps = DeskFace & { values?: FieldValues | undefined; errors?: FieldErrors | undefined } & (
    | { applicants?: undefined }
    | ({ applicants: Applicants } & Pick<ApplicationFormProps, 'plans' | 'physicians' | 'requestId'>)
  );

/** For whoever calls, writes or stands at the counter: the public form, filled in by staff. */
export function renderEnterPage(props: EnterPageProps): string {
  const { practice, csrf, values, errors } = props;
  const action = '/desk/applications/new';
  return renderDeskPage({
    ...props,
    heading: 'Enter an application',
    errors,
    children:
      props.applicants === undefined ? (
        <WhoForm action={action} values={values} errors={errors} />
      ) : (
        <div class="narrow">
          <p>Choose paper for whoever has no email: they get everything by post, and you record what comes back.</p>
          <ApplicationForm
            practice={practice}
            plans={props.plans}
            physicians={props.physicians}
            applicants={props.applicants}
            requestId={props.requestId}
            action={action}
            hidden={{ csrf }}
            values={values}
            errors={errors}
            button="Enter the application"
          />
        </div>
      ),
  });
}
