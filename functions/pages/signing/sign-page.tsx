import { formatCents } from '../../domain/money/money.ts';
import { drawnSignatureScript } from '../assets.ts';
import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { type RenewalTerms, renewalDateWords, renewalNoticeWords } from '../key-terms.tsx';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, type Ways } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { SignatureField } from './signature-field.tsx';
import { stepOf } from './steps.ts';

export interface SignPageProps extends FormProps {
  practice: PracticeFace;
  /** As it stands in the agreement. */
  signerName: string;
  /** "Patient, and parent of Ann". */
  capacity: string;
  physicianName: string;
  planName: string;
  feeCents: number;
  /** Of changed terms: the first day on which they hold. */
  changesOn?: string | undefined;
  renewal: RenewalTerms;
  ways?: Ways | undefined;
}

export function renderSignPage(props: SignPageProps): string {
  const { practice, signerName, capacity, physicianName, planName, feeCents, changesOn } = props;
  const { ways, action, hidden, values, errors } = props;
  const state = { values, errors };
  return renderDocument({
    practice,
    heading: changesOn === undefined ? 'Sign your agreement' : 'Sign the changed terms',
    step: stepOf('sign'),
    errors,
    script: drawnSignatureScript,
    children: (
      <>
        <p>
          {changesOn === undefined
            ? `You are about to sign the agreement for ${planName} with ${physicianName}: ${formatCents(feeCents)} for the first year, charged only when ${physicianName} has signed too.`
            : `You are about to sign the changed terms of ${planName} with ${physicianName}: ${formatCents(feeCents)} for the year from ${longDate(changesOn)}, charged on that day, and only if ${physicianName} has signed too.`}
        </p>
        <Form
          action={action}
          hidden={hidden}
          button={changesOn === undefined ? 'Sign the agreement' : 'Sign the changed terms'}
        >
          <SignatureField {...state} signerName={signerName} capacity={capacity} />
          <Checkbox
            {...state}
            name="intent"
            label="I intend this to be my signature, and it binds me as if I had signed on paper."
          />
          <RenewalChoice {...state} renewal={props.renewal} />
          <p class="hint">
            With your signature we keep your name, the drawing if you make one, the time, your network address and the
            kind of browser.
          </p>
        </Form>
        <HelpLine practice={practice} ways={ways} />
      </>
    ),
  });
}

/** A choice of its own, with nothing chosen beforehand: consent to renewal is not part of consent to the contract. */
function RenewalChoice({ renewal, values, errors }: Pick<SignPageProps, 'renewal' | 'values' | 'errors'>) {
  const fee = formatCents(renewal.feeCents);
  return (
    <RadioField
      values={values}
      errors={errors}
      name="renewal"
      label="Should it renew by itself?"
      hint={`${renewalNoticeWords} Each tells you the date, the amount and how to stop it, and you can stop it until that day. The agreement holds whichever you choose.`}
      choices={[
        {
          value: 'yes',
          label: `Yes, renew it and charge me ${fee} a year`,
          hint: `It renews ${renewalDateWords(renewal)}, and ${fee} is charged in the same way as before, until you or we end it.`,
        },
        {
          value: 'no',
          label: 'No, ask me each year',
          hint: 'Nothing is charged again unless you say yes when we ask.',
        },
      ]}
    />
  );
}
