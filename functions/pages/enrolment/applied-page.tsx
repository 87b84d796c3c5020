import { renderDocument } from '../layout/document.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export interface AppliedPageProps {
  practice: PracticeFace;
  /** Whoever asked for paper gets no email. */
  byPost?: boolean;
}

export function renderAppliedPage({ practice, byPost = false }: AppliedPageProps): string {
  if (byPost) return renderByPost(practice);
  return renderDocument({
    practice,
    heading: 'Check your email',
    children: (
      <>
        <p>
          Thank you. {practice.banner ? 'As soon as our email works, we send' : 'We have sent'} you an email with a link
          to confirm your address. The link works for 7 days. If you applied earlier today already, use the email that
          you have.
        </p>
        <NextSteps
          steps={[
            'Open the email and confirm your address.',
            'You get a second email with a link to read and sign the agreement. If the doctor has a waiting list, we tell you so instead.',
            'You pay nothing until your doctor has signed too.',
          ]}
        />
        <p>
          No email after ten minutes? Look in the junk folder. If it is not there, call us at{' '}
          <Phone practice={practice} />.
        </p>
      </>
    ),
  });
}

function renderByPost(practice: PracticeFace): string {
  return renderDocument({
    practice,
    heading: 'We have your application',
    children: (
      <>
        <p>Thank you. Somebody at {practice.name} looks at it and calls you, usually within two working days.</p>
        <NextSteps
          steps={[
            'We call you at the number that you gave us.',
            'We post the agreement to you, to read at your own pace and to sign if it suits you.',
            'You pay nothing until your doctor has signed too.',
          ]}
        />
        <p>
          Questions? Call us at <Phone practice={practice} />.
        </p>
      </>
    ),
  });
}
