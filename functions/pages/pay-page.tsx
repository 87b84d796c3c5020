import { formatCents, sumCents } from '../domain/money/money.ts';
import { longDate } from './civil-date-words.ts';
import type { FormProps } from './form-state.ts';
import { RadioField } from './layout/choice-field.tsx';
import { renderDocument } from './layout/document.tsx';
import { Facts } from './layout/facts.tsx';
import { Form } from './layout/form.tsx';
import { HelpLine, NextSteps, Phone } from './layout/next-steps.tsx';
import type { Payment } from './mails/payer-renewal.ts';
import { ifStillOpen } from './mails/payment-due.ts';
import type { PracticeFace } from './practice-face.ts';
import { type PaymentOption, SandboxNote } from './signing/payment-page.tsx';

export type PayPageProps = { practice: PracticeFace } & (
  | ({
      state: 'due';
      /** Why it is still open. */
      why: 'failed' | 'confirm' | 'funds' | 'expired' | 'bank' | 'check' | 'open';
      /** Of a payment by check: the invoice to print. */
      invoiceHref?: string | undefined;
      planName: string;
      /** What is asked for: by check, of the payment that the link is for; else of all that are paid together. */
      amountCents: number;
      /** All that a method which is given now is charged for. */
      payments: readonly Payment[];
      /** A first payment, or one of a term. */
      of: 'first' | 'term';
      /** The day on which a first payment that is still open closes the agreement; of a term, on which the practice gets in touch. */
      payBy: string;
      /** None where a check, which was chosen, is the only way. */
      options: readonly PaymentOption[];
      isSandbox: boolean;
    } & FormProps)
  /** The method is saved: what is being charged now, and what on a day to come. */
  | { state: 'done'; nowCents: number; later: readonly Payment[] }
  /** The bank has it, or has not answered yet. */
  | { state: 'on-its-way'; amountCents: number }
  | { state: 'nothing-due' }
  /** Expired or unknown. */
  | { state: 'gone' }
);

/** Reached from an email when a payment did not go through. Nobody is blamed. */
export function renderPayPage(props: PayPageProps): string {
  return renderDocument({
    practice: props.practice,
    heading: props.state === 'due' ? dueWords[props.why].heading : headings[props.state],
    errors: props.state === 'due' ? props.errors : undefined,
    children: <Body {...props} />,
  });
}

type DueProps = Extract<PayPageProps, { state: 'due' }>;

/** Nobody is blamed. */
const dueWords: Record<DueProps['why'], { heading: string; text: string }> = {
  failed: {
    heading: 'Your payment did not go through',
    text: 'This happens: a card is blocked, or a bank says no. Please choose how you would like to pay.',
  },
  confirm: {
    heading: 'Your bank wants you to confirm',
    text: 'Your bank did not let the payment through without you. Please choose the first line and confirm it with your bank, or pay in another way.',
  },
  funds: {
    heading: 'Your payment did not go through',
    text: 'The bank says that the account did not hold enough at that moment. Please choose how you would like to pay.',
  },
  expired: {
    heading: 'Your payment did not go through',
    text: 'The card has run out. Please choose another, or another way to pay.',
  },
  bank: {
    heading: 'Your payment did not go through',
    text: 'We asked your bank for the amount, and some days later it said no. We do not ask it again by ourselves. Please choose how you would like to pay.',
  },
  open: {
    heading: 'A payment is due',
    text: 'Nothing is charged by itself this time. Please choose how you would like to pay.',
  },
  check: {
    heading: 'We are waiting for your check',
    text: 'If it is on its way, thank you, and there is nothing to do.',
  },
};

const headings: Record<Exclude<PayPageProps['state'], 'due'>, string> = {
  'on-its-way': 'Your payment is on its way',
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
          <p>
            {props.why === 'check' && props.of === 'first' && 'Your plan begins when the check is here. '}
            {dueWords[props.why].text}
          </p>
          <p class="amount">
            <strong>{formatCents(props.amountCents)}</strong> for the plan {props.planName}
          </p>
          {props.why !== 'check' && <PaidTogether {...props} />}
          {props.invoiceHref && (
            <p>
              <a href={props.invoiceHref}>The invoice to print, with a slip to send along</a>
            </p>
          )}
          {props.options.length > 0 && (
            <Form action={props.action} hidden={props.hidden} button={`Pay ${formatCents(totalCents(props))}`}>
              {props.isSandbox && <SandboxNote />}
              {props.why === 'check' && <PaidTogether {...props} />}
              <RadioField
                values={props.values}
                errors={props.errors}
                name="method"
                label={props.why === 'check' ? 'Or pay in another way' : 'Pay with'}
                choices={props.options}
              />
            </Form>
          )}
          <NextSteps
            steps={[
              props.why === 'check'
                ? 'We email you when your check is here.'
                : props.payments.length > 1
                  ? 'You pay each of these amounts once, and we email you when each is paid.'
                  : 'You pay the amount once, and we email you when it is paid.',
              ifStillOpen(props),
            ]}
          />
          <HelpLine practice={props.practice} about="payment" />
        </>
      );
    case 'done':
      return (
        <>
          <p>
            {props.nowCents === 0
              ? 'We have what we need.'
              : `We have what we need and are charging ${formatCents(props.nowCents)} now.`}
            {props.later.map(
              ({ dueOn, amountCents }) =>
                ` We charge ${formatCents(amountCents)} when it is due, on ${longDate(dueOn)}.`,
            )}
          </p>
          <NextSteps
            steps={[
              'We email you when it is paid. If it does not work, we write to you again; you are never charged twice.',
            ]}
          />
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'on-its-way':
      return (
        <>
          <p>
            The bank has our request for {formatCents(props.amountCents)}. It may take some days until it is settled.
          </p>
          <NextSteps
            steps={['We email you as soon as we know. You need not do anything, and you are never charged twice.']}
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

function totalCents({ payments }: Pick<DueProps, 'payments'>): number {
  return sumCents(payments.map(({ amountCents }) => amountCents));
}

/** What makes up the amount on the button, where it is more than one payment. */
function PaidTogether({ payments, why }: DueProps) {
  if (payments.length < 2) return null;
  return (
    <>
      <p>
        {why === 'check'
          ? 'If you pay in another way, these are paid together:'
          : 'More than one payment is open. They are paid together:'}
      </p>
      <Facts
        facts={payments.map(({ dueOn, amountCents }) => [`Due on ${longDate(dueOn)}`, formatCents(amountCents)])}
      />
    </>
  );
}
