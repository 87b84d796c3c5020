import type { ComponentChildren } from 'preact';
import { type PracticeFace, telHref } from '../practice-face.ts';

/** What happens next is always said. */
export function NextSteps({
  steps,
  title = 'What happens next',
}: {
  steps: readonly ComponentChildren[];
  title?: string;
}) {
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title">{title}</h2>
      {steps.length === 1 ? (
        <p>{steps[0]}</p>
      ) : (
        <ol>
          {steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Addresses of the pages beside the screens of signing. */
export interface Ways {
  question?: string | undefined;
  paper?: string | undefined;
  decline?: string | undefined;
  wrongPerson?: string | undefined;
}

interface HelpProps {
  practice: PracticeFace;
  ways?: Ways | undefined;
  /** What may be wanted in another way. */
  about?: 'papers' | 'payment';
}

/** On each screen of signing and paying: paper, a voice, and a quiet way out. */
export function HelpLine({ practice, ways = {}, about = 'papers' }: HelpProps) {
  const links: [href: string | undefined, words: string][] = [
    [ways.question, 'Ask a question'],
    [ways.paper, 'Send me paper'],
    [ways.decline, 'I do not want this agreement'],
    [ways.wrongPerson, 'This is not for me'],
  ];
  return (
    <div class="help">
      {about === 'papers' ? (
        <p>
          Would you rather have paper, or is something unclear? Call us at <Phone practice={practice} /> and we will
          post the papers to you, at no cost, or go through them with you.
        </p>
      ) : (
        <p>
          Would you rather pay in another way, or does something look wrong? Call us at <Phone practice={practice} />{' '}
          and we look into it first.
        </p>
      )}
      {links.map(
        ([href, words]) =>
          href && (
            <p>
              <a href={href}>{words}</a>
            </p>
          ),
      )}
    </div>
  );
}

export function Phone({ practice }: { practice: PracticeFace }) {
  return (
    <a class="number" href={telHref(practice.phone)}>
      {practice.phone}
    </a>
  );
}

/** The same words, in which the practice's phone number can be pressed and is never torn apart at the end of a line. */
export function WithPhone({ practice, text }: { practice: PracticeFace; text: string }) {
  const parts = practice.phone === '' ? [text] : text.split(practice.phone);
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 && <Phone practice={practice} />}
          {part}
        </>
      ))}
    </>
  );
}
