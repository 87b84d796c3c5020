import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export type ConfirmPageProps = { practice: PracticeFace } & (
  | { state: 'ready'; action: string; firstName: string }
  /** Approved; the signing link is on its way. */
  | { state: 'approved'; physicianName: string }
  | { state: 'waitlisted'; physicianName: string }
  /** Confirmed, and the practice's staff decide. */
  | { state: 'received'; action: string }
  | { state: 'withdrawn' }
  /** Refused or withdrawn before. */
  | { state: 'closed' }
  | { state: 'already-confirmed' }
  /** Expired or unknown: the two look alike to whoever guesses. */
  | { state: 'gone' }
);

/** Mail scanners open links, so the link alone confirms nothing: a button does. */
export function renderConfirmPage(props: ConfirmPageProps): string {
  return renderDocument({ practice: props.practice, heading: headings[props.state], children: <Body {...props} /> });
}

const headings: Record<ConfirmPageProps['state'], string> = {
  ready: 'Confirm your application',
  approved: 'You are confirmed',
  waitlisted: 'You are on the waiting list',
  received: 'You are confirmed',
  withdrawn: 'Your application is withdrawn',
  closed: 'This application is closed',
  'already-confirmed': 'You have confirmed already',
  gone: 'This link no longer works',
};

function Body(props: ConfirmPageProps) {
  const phone = <Phone practice={props.practice} />;
  switch (props.state) {
    case 'ready':
      return (
        <>
          <p>Hello {props.firstName}. One press, and we know that this email address is yours.</p>
          <Form action={props.action} button="Confirm my application" />
          <p>You did not apply? Close this page. Nothing happens, and your details are deleted after 7 days.</p>
        </>
      );
    case 'approved':
      return (
        <>
          <p>Thank you. A place with {props.physicianName} is kept for you.</p>
          <NextSteps
            steps={[
              props.practice.banner
                ? 'As soon as our email works, you get a link to your agreement.'
                : 'In a few minutes you get an email with a link to your agreement.',
              'Read it at your own pace and sign it if it suits you. You have 30 days.',
              `${props.physicianName} signs too. Only then are you charged.`,
            ]}
          />
        </>
      );
    case 'waitlisted':
      return (
        <>
          <p>
            Thank you. All places with {props.physicianName} are taken at the moment, and you are on the waiting list.
          </p>
          <NextSteps
            steps={[
              'We email you when a place is free for you. You do not need to ask.',
              'Until then you sign nothing and pay nothing.',
            ]}
          />
          <p>To ask about the other doctors or to leave the list, call us at {phone}.</p>
        </>
      );
    case 'received':
      return (
        <>
          <p>Thank you. We have your application.</p>
          <NextSteps
            steps={['We look at it and email you, usually within two working days. You have signed and paid nothing.']}
          />
          <p>Have you changed your mind?</p>
          <Form action={props.action} hidden={{ act: 'withdraw' }} button="Withdraw my application" isQuiet />
        </>
      );
    case 'withdrawn':
    case 'closed':
      return (
        <>
          <p>You have signed nothing and paid nothing, and there is nothing more to do.</p>
          <p>
            You are welcome to come back: <a href="/">see the plans</a> or call us at {phone}.
          </p>
        </>
      );
    case 'already-confirmed':
      return (
        <>
          <p>Your application is with us, and there is nothing more to do on this page.</p>
          <NextSteps steps={['Look for our latest email: it says what comes next and holds the link that you need.']} />
          <p>If you cannot find it, call us at {phone}.</p>
        </>
      );
    case 'gone':
      return (
        <>
          <p>It may be older than 7 days, or part of the address is missing. You have signed and paid nothing.</p>
          <p>
            <a class="button" href="/">
              See the plans and apply again
            </a>
          </p>
          <p>Or call us at {phone}.</p>
        </>
      );
  }
}
