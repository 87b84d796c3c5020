import type { Disclosure } from '../disclosures.ts';
import type { FieldErrors, FormProps } from '../form-state.ts';
import { type KeyTerms, KeyTermsList } from '../key-terms.tsx';
import { Checkbox } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, type Ways } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { stepOf } from './steps.ts';

export interface TermsPageProps extends FormProps {
  practice: PracticeFace;
  terms: KeyTerms;
  /** Each is accepted by a checkbox whose name is the disclosure's id and whose value is 'yes'. */
  disclosures: readonly Disclosure[];
  ways?: Ways | undefined;
}

export function renderTermsPage(props: TermsPageProps): string {
  const { practice, terms, disclosures, ways, action, hidden, values, errors } = props;
  return renderDocument({
    practice,
    heading: 'The agreement in short',
    step: stepOf('terms'),
    errors: withTitles(disclosures, errors),
    children: (
      <>
        <KeyTermsList terms={terms} />
        <Form action={action} hidden={hidden} button="Continue to the agreement">
          {disclosures.length > 0 && <h2>Please read and accept each of these</h2>}
          {disclosures.map((disclosure) => (
            <section class="disclosure" aria-labelledby={`${disclosure.id}-title`}>
              <h3 id={`${disclosure.id}-title`}>{disclosure.title}</h3>
              <p id={`${disclosure.id}-text`}>{disclosure.text}</p>
              <Checkbox
                values={values}
                errors={errors}
                name={disclosure.id}
                about={`${disclosure.id}-text`}
                label={<>I have read this and accept it{<span class="unseen">: {disclosure.title}</span>}</>}
              />
            </section>
          ))}
        </Form>
        <HelpLine practice={practice} ways={ways} />
      </>
    ),
  });
}

/** Several boxes with the same message: on top, each is told apart by its title. */
function withTitles(disclosures: readonly Disclosure[], errors: FieldErrors | undefined): FieldErrors {
  const titled = disclosures.flatMap(({ id, title }) => (errors?.[id] ? [[id, `${title}: ${errors[id]}`]] : []));
  return { ...errors, ...Object.fromEntries(titled) };
}
