import { formatCents } from '../domain/money/money.ts';
import { longDate } from './civil-date-words.ts';
import type { FormProps } from './form-state.ts';
import { RadioField } from './layout/choice-field.tsx';
import { renderDocument } from './layout/document.tsx';
import { Form } from './layout/form.tsx';
import { HelpLine, NextSteps, Phone } from './layout/next-steps.tsx';
import type { PracticeFace } from './practice-face.ts';
import { type PaymentOption, SandboxNote } from './signing/payment-page.tsx';

export type PayPageProps = { practice: PracticeFace } & (
  | ({
      state: 'due';
      planName: string;
      amountCents: number;
      /** On this day the agreement closes, unpaid. */
      closesOn: string;
      options: readonly PaymentOption[];
      isSandbox: boolean;
    } & FormProps)
  /** The method is saved and the charge is on its way. */
  | { state: 'done'; amountCents: number }
  | { state: 'nothing-due' }
  /** Expired or unknown. */
  | { state: 'gone' }
);

/** Reached from an email when a payment did not go through. Nobody is blamed. */
export function renderPayPage(props: PayPageProps): string {
  return renderDocument({
    practice: props.practice,
    heading: headings[props.state],
    errors: props.state === 'due' ? props.errors : undefined,
    children: <Body {...props} />,
  });
}

const headings: Record<PayPageProps['state'], string> = {
  due: 'Your payment did not go through',
  done: 'Thank you',
  'nothing-due': 'Nothing is due',
  gone: 'This link no longer works',
};

function Body(props: PayPageProps) {
  const phone = <Phone practice={props.practice} />;
  switch (props.state) {
    case 'due':
      return (
        <>
          <p>This happens: a card runs out, or a bank asks twice. Please choose how you would like to pay.</p>
          <p class="amount">
            <strong>{formatCents(props.amountCents)}</strong> for {props.planName}
          </p>
          <Form action={props.action} hidden={props.hidden} button={`Pay ${formatCents(props.amountCents)}`}>
            {props.isSandbox && <SandboxNote />}
            <RadioField
              values={props.values}
              errors={props.errors}
              name="method"
              label="Pay with"
              choices={props.options}
            />
          </Form>
          <NextSteps
            steps={[
              'We charge the amount once, and email you when it is paid.',
              `If it is still open on ${longDate(props.closesOn)}, the agreement closes and nothing is charged.`,
            ]}
          />
          <HelpLine practice={props.practice} about="payment" />
        </>
      );
    case 'done':
      return (
        <>
          <p>We have what we need and are charging {formatCents(props.amountCents)} now.</p>
          <NextSteps
            steps={[
              'We email you when it is paid. If it does not work, we write to you again; you are never charged twice.',
            ]}
          />
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'nothing-due':
      return (
        <>
          <p>This is paid or no longer asked for. You need not do anything.</p>
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'gone':
      return (
        <>
          <p>It may be too old, or part of the address is missing. Please look for our latest email.</p>
          <p>Or call us at {phone}, and we help you to pay in another way.</p>
        </>
      );
  }
}
