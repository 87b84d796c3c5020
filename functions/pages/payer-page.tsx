import type { NextPayment } from '../domain/billing/next-payment.ts';
import { formatCents } from '../domain/money/money.ts';
import type { FormProps } from './form-state.ts';
import { Checkbox, RadioField } from './layout/choice-field.tsx';
import { renderDocument } from './layout/document.tsx';
import { Form } from './layout/form.tsx';
import { HelpLine, NextSteps, Phone } from './layout/next-steps.tsx';
import { nextPaymentWords } from './payment-words.ts';
import type { PracticeFace } from './practice-face.ts';
import { type PaymentOption, SandboxNote } from './signing/payment-page.tsx';

interface StopProps {
  action: string;
  isOnTheWay: boolean;
  isInForce: boolean;
}

export type PayerPageProps = { practice: PracticeFace } & (
  | ({
      state: 'asked';
      payerName: string;
      /** First names. */
      patients: string;
      physicianName: string;
      planName: string;
      /** What is charged first. */
      amountCents: number;
      /** For a year. */
      feeCents: number;
      /** The last day of a price that is held, in words. */
      heldUntil?: string | undefined;
      next?: NextPayment | undefined;
      options: readonly PaymentOption[];
      isSandbox: boolean;
    } & FormProps)
  | {
      state: 'done';
      amountCents: number;
      physicianName: string;
      next?: NextPayment | undefined;
      /** Not while a payment is on its way. */
      stop?: StopProps | undefined;
    }
  /** Does not want to pay, or not any more. */
  | { state: 'declined'; hasPaid: boolean }
  /** Nobody is asked any more. */
  | { state: 'closed' }
  /** Expired, replaced or unknown. */
  | { state: 'gone' }
);

const headings: Record<PayerPageProps['state'], string> = {
  asked: 'Will you pay for this?',
  done: 'Thank you',
  declined: 'Thank you for telling us',
  closed: 'There is nothing to pay',
  gone: 'This link no longer works',
};

/** For whoever pays without being a patient: amounts, and nothing else of the agreement. */
export function renderPayerPage(props: PayerPageProps): string {
  return renderDocument({
    practice: props.practice,
    heading: headings[props.state],
    errors: props.state === 'asked' ? props.errors : undefined,
    children: <Body {...props} />,
  });
}

function Body(props: PayerPageProps) {
  const phone = <Phone practice={props.practice} />;
  switch (props.state) {
    case 'asked':
      return <Asked {...props} />;
    case 'done':
      return (
        <>
          <p>
            {props.next === undefined
              ? `You pay ${formatCents(props.amountCents)} when ${props.physicianName} has signed, and nothing if not.`
              : `Your next payment: ${nextPaymentWords(props.next)}.`}
          </p>
          <NextSteps
            steps={['There is nothing more for you to do. We write to you if a payment does not go through.']}
          />
          {props.stop !== undefined && <Stop {...props.stop} />}
          <p>Questions, or have you changed your mind? Call us at {phone}.</p>
        </>
      );
    case 'declined':
      return (
        <>
          <p>
            {props.hasPaid
              ? 'From now on you are charged nothing more. What you have paid is left as it is, and we write to you about it once more, early next year.'
              : 'You are not charged anything, and we do not write to you about this again.'}
          </p>
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'closed':
      return (
        <>
          <p>Nobody is waiting for your answer any more. You need not do anything.</p>
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'gone':
      return (
        <>
          <p>It may be too old, or part of the address is missing. Please look for our latest email.</p>
          <p>Or call us at {phone}.</p>
        </>
      );
  }
}

function Stop({ action, isOnTheWay, isInForce }: StopProps) {
  if (isOnTheWay) {
    return <p>A payment of yours is on its way to us. Once it is here, in some days, you can stop on this page.</p>;
  }
  return (
    <Form
      action={action}
      hidden={{ answer: 'no' }}
      button={isInForce ? 'Stop paying' : 'I do not want to pay after all'}
      isQuiet
    >
      <p>
        You can stop at any time, and need give no reason. Nothing {isInForce && 'more '}is charged to you then; whoever
        signed the agreement is asked to pay instead.
      </p>
    </Form>
  );
}

function Asked(props: Extract<PayerPageProps, { state: 'asked' }>) {
  const { practice, payerName, patients, physicianName, planName, amountCents, feeCents, heldUntil } = props;
  const { next, options, isSandbox, action, hidden, values, errors } = props;
  const fee = `${formatCents(feeCents)} a year${heldUntil === undefined ? '' : `, a price that holds until ${heldUntil}`}`;
  const state = { values, errors };
  return (
    <>
      <p>
        Hello {payerName}.{' '}
        {next === undefined
          ? `${patients} named you as the person who pays for the plan ${planName} with ${physicianName}.`
          : `You are named as the person who pays from now on for the plan ${planName} of ${patients} with ${physicianName}.`}{' '}
        For this you see the amounts, and nothing else of the agreement.
      </p>
      {next === undefined ? (
        <p class="amount">
          First payment: <strong>{formatCents(amountCents)}</strong>, only when {physicianName} has signed. The plan
          costs {fee}.
        </p>
      ) : (
        <p class="amount">
          Next payment: <strong>{nextPaymentWords(next)}</strong>. The plan costs {fee}.
        </p>
      )}
      <Form action={action} hidden={hidden} button="Yes, I pay for this">
        <RadioField
          {...state}
          name="scope"
          label="For how long do you pay?"
          choices={[
            {
              value: 'this-term',
              label: next === undefined ? 'For the first year only' : 'For this year only',
              hint: 'Nothing is charged to you after that.',
            },
            {
              value: 'until-told',
              label: 'Until I tell you to stop',
              hint: 'We write to you before each new year. You can stop at any time: on a page, by a call or by a letter.',
            },
          ]}
        />
        {isSandbox && <SandboxNote />}
        <RadioField {...state} name="method" label="Pay with" choices={options} />
        <Checkbox
          {...state}
          name="authorise"
          label={`I allow ${practice.name} to charge this payment method as I chose above.`}
        />
      </Form>
      <Form action={action} hidden={{ ...hidden, answer: 'no' }} button="No, I do not pay for this" isQuiet />
      <HelpLine practice={practice} about="payment" />
    </>
  );
}
