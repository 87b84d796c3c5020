import { formatCents } from '../../domain/money/money.ts';
import type { FormProps } from '../form-state.ts';
import { type Choice, RadioField } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { HelpLine, NextSteps } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { stepOf } from './steps.ts';

/** A payment method to choose; the value is what the payments adapter knows it by. */
export type PaymentOption = Choice;

export interface PaymentPageProps extends FormProps {
  practice: PracticeFace;
  physicianName: string;
  /** What is charged first. */
  amountCents: number;
  options: readonly PaymentOption[];
  /** No real money moves. */
  isSandbox: boolean;
}

/** There is no way to decline here: the agreement is signed, and calling the practice ends it. */
export function renderPaymentPage(props: PaymentPageProps): string {
  const { practice, physicianName, amountCents, options, isSandbox, action, hidden, values, errors } = props;
  const amount = formatCents(amountCents);
  return renderDocument({
    practice,
    heading: 'How would you like to pay?',
    step: stepOf('payment'),
    errors,
    children: (
      <>
        <p>Your signature is saved. This is the last step.</p>
        <p class="amount">
          You are charged <strong>{amount}</strong> only when {physicianName} has signed. Nothing if not.
        </p>
        <Form action={action} hidden={hidden} button="Save and finish">
          {isSandbox && <SandboxNote />}
          <RadioField values={values} errors={errors} name="method" label="Pay with" choices={options} />
        </Form>
        <NextSteps
          steps={[
            `We ask ${physicianName} to sign.`,
            `When that is done, ${amount} is charged, or we send the invoice for your check.`,
            'When it is paid, we email you that your plan has begun.',
          ]}
        />
        <HelpLine practice={practice} about="payment" />
      </>
    ),
  });
}

export function SandboxNote() {
  return (
    <p class="note">
      <strong>Practice mode: no real money moves.</strong> Choose how the test payment should turn out.
    </p>
  );
}
