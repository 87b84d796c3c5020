import { formatCents } from '../../domain/money/money.ts';
import { isFree } from '../../domain/practice/price.ts';
import { drawnSignatureScript } from '../assets.ts';
import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import {
  type ChargeTerms,
  chargeWords,
  enrolmentWords,
  feeWords,
  type KeyTerms,
  renewalDateWords,
  renewalNoticeWords,
} from '../key-terms.tsx';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Facts } from '../layout/facts.tsx';
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
  terms: Pick<KeyTerms, 'planName' | 'price' | 'installments' | 'renewal'> & ChargeTerms;
  ways?: Ways | undefined;
}

export function renderSignPage(props: SignPageProps): string {
  const { practice, signerName, capacity, terms } = props;
  const { physicianName, planName, change, joining } = terms;
  const { enrolmentFeeCents } = terms.price;
  const { ways, action, hidden, values, errors } = props;
  const state = { values, errors };
  return renderDocument({
    practice,
    heading: change === undefined ? 'Sign your agreement' : 'Sign the changed terms',
    step: stepOf('sign'),
    errors,
    script: drawnSignatureScript,
    children: (
      <>
        <p>
          You are about to sign{' '}
          {joining !== undefined
            ? `the agreement for ${planName} with ${physicianName}, as it is once ${joining.name} is part of it.`
            : change === undefined
              ? `the agreement for ${planName} with ${physicianName}.`
              : `the changed terms of ${planName} with ${physicianName}, for the year from ${longDate(change.startsOn)}.`}
        </p>
        <Facts
          facts={[
            ['Fee', feeWords(terms)],
            ...(terms.firstTerm ? ([['First term', terms.firstTerm]] as const) : []),
            ...(enrolmentFeeCents === 0 ? [] : ([['Enrolment fee', enrolmentWords(enrolmentFeeCents)]] as const)),
            ['When it is charged', chargeWords(terms)],
          ]}
        />
        <Form
          action={action}
          hidden={hidden}
          button={change === undefined ? 'Sign the agreement' : 'Sign the changed terms'}
        >
          <SignatureField {...state} signerName={signerName} capacity={capacity} />
          <Checkbox
            {...state}
            name="intent"
            label="I intend this to be my signature, and it binds me as if I had signed on paper."
          />
          <RenewalChoice {...state} terms={terms} />
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
function RenewalChoice({
  terms: { renewal, price },
  values,
  errors,
}: Pick<SignPageProps, 'values' | 'errors' | 'terms'>) {
  const fee = formatCents(renewal.feeCents);
  const [offer, then] =
    renewal.feeCents === 0
      ? ['Yes, renew it', 'with nothing to pay']
      : [
          `Yes, renew it and charge me ${fee} a year`,
          // Whoever pays nothing now has not said how they pay.
          isFree(price) ? `and we ask you for ${fee} then` : `and ${fee} is charged in the same way as before`,
        ];
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
          label: offer,
          hint: `It renews ${renewalDateWords(renewal)}, ${then}, until you or we end it.`,
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
