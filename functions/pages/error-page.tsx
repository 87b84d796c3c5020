import { renderDocument } from './layout/document.tsx';
import { Phone } from './layout/next-steps.tsx';
import type { PracticeFace } from './practice-face.ts';

export interface ErrorPageProps {
  practice: PracticeFace;
  kind: 'not-found' | 'failed' | 'from-elsewhere' | 'too-many';
}

const words: Record<ErrorPageProps['kind'], { heading: string; text: string }> = {
  'not-found': {
    heading: 'There is no such page',
    text: 'Part of the address may be missing. If you followed a link in one of our emails, try it once more.',
  },
  failed: {
    heading: 'Something went wrong on our side',
    text: 'What you did before is saved. Please go back and try again in a few minutes. Nothing is charged twice.',
  },
  'from-elsewhere': {
    heading: 'We could not take this form',
    text: 'It did not come from one of our own pages, so we did nothing with it. Please open the page again from our email or from our plans.',
  },
  'too-many': {
    heading: 'Please wait a little',
    text: 'Too many requests came from your connection in a short time. Nothing is lost. Please try again in a few minutes.',
  },
};

export function renderErrorPage({ practice, kind }: ErrorPageProps): string {
  const { heading, text } = words[kind];
  return renderDocument({
    practice,
    heading,
    children: (
      <>
        <p>{text}</p>
        <p>
          You can also call us at <Phone practice={practice} />, or <a href="/">see our plans</a>.
        </p>
      </>
    ),
  });
}
