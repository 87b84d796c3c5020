import { renderDocument } from '../layout/document.tsx';
import { Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

/** The link is too old, or part of it is missing. Nobody is kept from cancelling by that. */
export function renderPlanGonePage({ practice }: { practice: PracticeFace }): string {
  return renderDocument({
    practice,
    heading: 'This link no longer works',
    children: (
      <>
        <p>It may be too old, or part of the address is missing. Please look for our latest email.</p>
        <p>
          Or call us at <Phone practice={practice} />: we tell you how your plan stands, and change or cancel it for
          you.
        </p>
      </>
    ),
  });
}
