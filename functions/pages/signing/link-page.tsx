import type { ComponentChildren } from 'preact';
import { longDate } from '../civil-date-words.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export type LinkPageProps = { practice: PracticeFace } /** Five wrong birth dates. */ & (
  | { state: 'paused' }
  /** Twenty in all. */
  | { state: 'shut' }
  /** The link is too old; the document can still be signed. */
  | { state: 'link-expired'; action: string }
  | { state: 'fresh-sent' }
  | { state: 'unknown' }
  /** A newer link has been sent. */
  | { state: 'revoked' }
  | { state: 'already-signed' }
  | { state: 'declined' }
  /** The document itself: nobody signed in time. */
  | { state: 'expired'; expiredOn?: string | undefined }
  /** Ended in another way, such as withdrawn by the practice. */
  | { state: 'closed' }
  /** Of a later document than the agreement: declined, or not signed in time. */
  | { state: 'terms-over' }
  /** Of a document by which somebody was to join. */
  | { state: 'joining-over' }
  /** Not this person's turn: somebody else signs first. */
  | { state: 'not-your-turn' }
  | { state: 'question-asked' | 'paper-asked'; backHref: string }
  /** Is this really for somebody else? */
  | { state: 'wrong-person'; action: string; backHref: string }
  | { state: 'wrong-person-noted' }
);

/** Whatever a signing link can answer other than a screen of signing: calmly, and always leading somewhere. */
export function renderLinkPage(props: LinkPageProps): string {
  return renderDocument({ practice: props.practice, heading: headings[props.state], children: <Body {...props} /> });
}

const headings: Record<LinkPageProps['state'], string> = {
  paused: 'This link is paused for 30 minutes',
  shut: 'This link is locked',
  'link-expired': 'This link is too old',
  'fresh-sent': 'A fresh link is on its way',
  unknown: 'We do not know this link',
  revoked: 'There is a newer link',
  'already-signed': 'You have signed already',
  declined: 'The agreement was declined',
  expired: 'The time to sign is over',
  closed: 'This agreement is closed',
  'terms-over': 'These terms can no longer be signed',
  'joining-over': 'This can no longer be signed',
  'not-your-turn': 'It is not your turn yet',
  'question-asked': 'We have your question',
  'paper-asked': 'The papers come by post',
  'wrong-person': 'Is this not for you?',
  'wrong-person-noted': 'Thank you for telling us',
};

function Body(props: LinkPageProps) {
  const phone = <Phone practice={props.practice} />;
  switch (props.state) {
    case 'paused':
      return (
        <>
          <p>The date of birth was wrong five times. To keep the agreement safe, the link rests for 30 minutes.</p>
          <NextSteps steps={['After that, open the link in our email again and you have five more tries.']} />
          <p>If you are sure that the date is right, call us at {phone}. We may have it down wrong.</p>
        </>
      );
    case 'shut':
      return (
        <>
          <p>The date of birth was wrong many times. To keep the agreement safe, the link is locked.</p>
          <p>Please call us at {phone}. We check the date with you and open it again in a moment.</p>
        </>
      );
    case 'link-expired':
      return (
        <>
          <p>For your safety our links work for a limited time. Nothing is lost: what you did so far is saved.</p>
          <Form action={props.action} button="Email me a fresh link" />
          <p>It goes to the address on file. Has that changed? Call us at {phone}.</p>
        </>
      );
    case 'fresh-sent':
      return (
        <>
          <p>We have sent a fresh link to the address on file. It replaces the old one.</p>
          <NextSteps steps={['Open the new email, usually there within minutes, and go on where you stopped.']} />
          <p>Nothing there? Look in the junk folder, or call us at {phone}.</p>
        </>
      );
    case 'unknown':
      return (
        <>
          <p>Part of the address may be missing. Try to open the link from the email once more, or copy all of it.</p>
          <p>If that does not help, call us at {phone}. We are glad to send you a new one.</p>
        </>
      );
    case 'revoked':
      return (
        <>
          <p>We have sent you a newer link since, and only that one works. Please look for our latest email.</p>
          <p>If you cannot find it, call us at {phone}.</p>
        </>
      );
    case 'already-signed':
      return (
        <>
          <p>There is nothing more for you to do here.</p>
          <NextSteps steps={['If there is a next step, we email you.']} />
          <p>Questions? Call us at {phone}.</p>
        </>
      );
    case 'declined':
      return <Closed practice={props.practice}>It is closed, and nothing was or will be charged.</Closed>;
    case 'expired':
      return (
        <Closed practice={props.practice}>
          {props.expiredOn ? `It could be signed until ${longDate(props.expiredOn)}. ` : ''}It is closed now, and
          nothing was or will be charged.
        </Closed>
      );
    case 'closed':
      return <Closed practice={props.practice}>It can no longer be signed.</Closed>;
    case 'terms-over':
      return (
        <>
          <p>They were declined, or the time to sign them is over. By them alone nothing was or will be charged.</p>
          <p>Our latest email leads to the page that says how your plan stands. Questions? Call us at {phone}.</p>
        </>
      );
    case 'joining-over':
      return (
        <>
          <p>It did not come about that one person more joins the plan, and nothing is charged for it.</p>
          <p>Would you like it after all, or is this a surprise? Call us at {phone}.</p>
        </>
      );
    case 'question-asked':
      return (
        <>
          <p>Somebody at the practice answers by phone or email, on the next business day at the latest.</p>
          <p>
            <a href={props.backHref}>Back to the agreement</a>
          </p>
          <p>In a hurry? Call us at {phone}. In an emergency, call 911.</p>
        </>
      );
    case 'paper-asked':
      return (
        <>
          <p>We post the papers to the address that you gave us, at no cost, with an envelope to send them back.</p>
          <NextSteps steps={['Read them at your own pace, sign them if they suit you, and send them back to us.']} />
          <p>
            You can still sign here instead: <a href={props.backHref}>back to the agreement</a>. Questions? Call us at{' '}
            {phone}.
          </p>
        </>
      );
    case 'wrong-person':
      return (
        <>
          <p>
            If somebody else should have had this email, tell us with the button. This link then stops working, and we
            look for the right address.
          </p>
          <Form action={props.action} button="I am not this person" />
          <p>
            It is for you after all? <a href={props.backHref}>Go back</a>.
          </p>
        </>
      );
    case 'wrong-person-noted':
      return (
        <>
          <p>The link works no longer, and you have seen nothing of anybody. Please delete the email.</p>
          <p>Was it for you after all? Call us at {phone}.</p>
        </>
      );
    case 'not-your-turn':
      return (
        <>
          <p>Someone else signs first.</p>
          <NextSteps steps={['We email you as soon as it is your turn.']} />
          <p>Questions? Call us at {phone}.</p>
        </>
      );
  }
}

function Closed({ practice, children }: { practice: PracticeFace; children: ComponentChildren }) {
  return (
    <>
      <p>{children}</p>
      <p>
        You are welcome to come back: <a href="/">see the plans</a> or call us at <Phone practice={practice} />.
      </p>
    </>
  );
}
