import type { FormProps } from '../form-state.ts';
import { renderDocument } from '../layout/document.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

interface PaperPageProps extends FormProps {
  practice: PracticeFace;
  backHref: string;
}

/** Paper instead of the screens, at any moment before signing. */
export function renderPaperPage({ practice, backHref, action, hidden }: PaperPageProps): string {
  return renderDocument({
    practice,
    heading: 'Have it on paper',
    children: (
      <>
        <p>We post the agreement to your address, in large print and at no cost, with an envelope to send it back.</p>
        <Form action={action} hidden={hidden} button="Send me the papers" />
        <NextSteps steps={['What you did here so far stays saved: you can still come back and sign here instead.']} />
        <p>
          Questions? Call us at <Phone practice={practice} />. <a href={backHref}>Back to the agreement</a>
        </p>
      </>
    ),
  });
}
