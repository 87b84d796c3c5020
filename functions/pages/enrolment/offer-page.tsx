import { longDate } from '../civil-date-words.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export type OfferPageProps = { practice: PracticeFace } & (
  | { state: 'unknown' }
  | ({ action: string; physicianName: string } & (
      | { state: 'waiting' }
      /** A place is kept until the end of that day. */
      | { state: 'offered'; answerBy: string }
      | { state: 'accepted' }
      | { state: 'lapsed' }
      | { state: 'closed' }
    ))
);

const headings: Record<OfferPageProps['state'], string> = {
  unknown: 'We do not know this link',
  waiting: 'You are on the waiting list',
  offered: 'A place is free for you',
  accepted: 'The place is yours',
  lapsed: 'The time to answer is over',
  closed: 'You are not on the waiting list any more',
};

/** Everything that the link of a waiting-list mail can answer. */
export function renderOfferPage(props: OfferPageProps): string {
  return renderDocument({ practice: props.practice, heading: headings[props.state], children: <Body {...props} /> });
}

function Body(props: OfferPageProps) {
  const phone = <Phone practice={props.practice} />;
  switch (props.state) {
    case 'unknown':
      return (
        <>
          <p>Part of the address may be missing. Try to open the link from the email once more, or copy all of it.</p>
          <p>If that does not help, call us at {phone}.</p>
        </>
      );
    case 'waiting':
      return (
        <>
          <p>All places with {props.physicianName} are taken at the moment. You have signed and paid nothing.</p>
          <NextSteps steps={['We email you when a place is free for you. You do not need to ask.']} />
          <p>Would you rather not wait?</p>
          <Form action={props.action} hidden={{ answer: 'leave' }} button="Leave the waiting list" isQuiet />
        </>
      );
    case 'offered':
      return (
        <>
          <p>
            {props.physicianName} has a place for you now. We keep it for you until {longDate(props.answerBy)}. After
            that it goes to the next on the list.
          </p>
          <Form action={props.action} hidden={{ answer: 'yes' }} button="Yes, I would like the place" />
          <Form action={props.action} hidden={{ answer: 'no' }} button="No, thank you" isQuiet />
          <NextSteps
            steps={[
              'If you say yes, we email you a link to read and sign the agreement.',
              `You pay nothing until ${props.physicianName} has signed too.`,
            ]}
          />
          <p>Questions first? Call us at {phone}.</p>
        </>
      );
    case 'accepted':
      return (
        <>
          <p>Thank you. The place with {props.physicianName} is kept for you.</p>
          <NextSteps steps={['Look for our email: it has the link to read and sign your agreement.']} />
          <p>Nothing there? Look in the junk folder, or call us at {phone}.</p>
        </>
      );
    case 'lapsed':
    case 'closed':
      return (
        <>
          <p>
            {props.state === 'lapsed' ? 'The place went to the next on the list. ' : ''}You have signed and paid
            nothing.
          </p>
          <p>
            You are welcome to come back: <a href="/">see the plans</a> or call us at {phone}.
          </p>
        </>
      );
  }
}
