import { samplePdf } from '../assets.ts';
import type { FormProps } from '../form-state.ts';
import { Checkbox } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, type Ways, WithPhone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import type { Clause } from '../records-statement.ts';
import { stepOf } from './steps.ts';

export interface RecordsPageProps extends FormProps {
  practice: PracticeFace;
  /** From recordsStatement(): the very words whose hash is kept. */
  statement: readonly Clause[];
  ways?: Ways | undefined;
}

/** Consent counts only if it is given in a way that shows the person can open the records: hence the sample document. */
export function renderRecordsPage({
  practice,
  statement,
  ways,
  action,
  hidden,
  values,
  errors,
}: RecordsPageProps): string {
  const state = { values, errors };
  return renderDocument({
    practice,
    heading: 'Electronic records, if you want them',
    step: stepOf('records'),
    errors,
    children: (
      <>
        <p>To sign on this screen, you need to agree to get these papers electronically. This is what that means.</p>
        {statement.map((clause) => (
          <section>
            <h2 class="small">{clause.title}</h2>
            <p>
              <WithPhone practice={practice} text={clause.text} />
            </p>
          </section>
        ))}
        <Form action={action} hidden={hidden} button="Agree and continue">
          <h2>Try it on your device</h2>
          <p>
            <a href={samplePdf.path} target="_blank" rel="noopener">
              Open the sample document (PDF, opens in a new tab)
            </a>
            , then come back here.
          </p>
          <Checkbox {...state} name="canOpen" label="I opened the sample document and could read it." />
          <Checkbox
            {...state}
            name="consent"
            label="I agree to get and sign these records electronically, and I can keep or print them."
          />
        </Form>
        <HelpLine practice={practice} ways={ways} />
      </>
    ),
  });
}
