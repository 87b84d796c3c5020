import { formatCents } from '../../domain/money/money.ts';
import { AgreementText } from '../agreement-text.tsx';
import { days, longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { type KeyTerms, KeyTermsList } from '../key-terms.tsx';
import { Checkbox } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { type SignatureFace, SignatureList } from '../signature-list.tsx';
import { stepOf } from '../signing/steps.ts';

export interface ReviewPageProps extends FormProps {
  practice: PracticeFace;
  physicianName: string;
  terms: KeyTerms;
  signatures: readonly SignatureFace[];
  expiresOn: string;
  daysLeft: number;
  agreementHtml: string;
  declineHref?: string | undefined;
}

/** The physician reads and countersigns on one screen. */
export function renderReviewPage(props: ReviewPageProps): string {
  const { practice, physicianName, terms, signatures, expiresOn, daysLeft, agreementHtml, declineHref } = props;
  const { action, hidden, values, errors } = props;
  const state = { values, errors };
  const amount = formatCents(terms.firstChargeCents);
  return renderDocument({
    practice,
    heading: 'Review and countersign',
    step: stepOf('physician', 'review'),
    errors,
    children: (
      <>
        <p>
          {daysLeft < 1
            ? 'Today is the last day to sign.'
            : `You have ${days(daysLeft)} left to sign, until ${longDate(expiresOn)}.`}
        </p>
        <h2>Who has signed</h2>
        <SignatureList signatures={signatures} />
        <h2>Key terms, as the patient has seen them</h2>
        <KeyTermsList terms={terms} />
        <h2>The agreement</h2>
        <AgreementText html={agreementHtml} />
        <Form action={action} hidden={hidden} button="Countersign the agreement">
          <h2>Countersign</h2>
          <p>When you sign, {amount} is charged, and the plan begins once it is paid.</p>
          <TextField
            {...state}
            name="signature"
            label="Type your full name. This is your signature."
            hint={<>Your name in the agreement: {physicianName}</>}
            autocomplete="name"
          />
          <Checkbox {...state} name="intent" label="I have read the agreement and intend this to be my signature." />
        </Form>
        {declineHref && (
          <p>
            <a href={declineHref}>I do not want to sign this agreement</a>
          </p>
        )}
      </>
    ),
  });
}
