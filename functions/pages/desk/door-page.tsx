import { renderDocument } from '../layout/document.tsx';
import type { PracticeFace } from '../practice-face.ts';

type DoorState = 'signed-out' | 'leaving' | 'refused' | 'no-role' | 'ended' | 'other-form' | 'not-allowed';

interface DoorPageProps {
  practice: PracticeFace;
  state: DoorState;
  /** Where the page's link leads, if not to where it always does. */
  leadsTo?: string;
}

const words: Record<DoorState, { heading: string; text: string; link: [href: string, label: string] }> = {
  'signed-out': {
    heading: 'You are signed out',
    text: 'You can close this page.',
    link: ['/desk/sign-in', 'Sign in again'],
  },
  leaving: {
    heading: 'You are signed out of the desk',
    text: 'One more step signs you out of the user pool, too. It comes by itself; if it does not, take it here.',
    link: ['/desk/signed-out', 'Sign out of the user pool'],
  },
  refused: {
    heading: 'The sign-in did not work',
    text: 'It took too long, was used before, or was begun in another browser. Nothing is lost.',
    link: ['/desk/sign-in', 'Sign in'],
  },
  'no-role': {
    heading: 'You have no role here yet',
    text: 'Whoever runs the user pool adds you to one of its groups: manager, physician, front-desk or read-only.',
    link: ['/desk/sign-in', 'Sign in again'],
  },
  ended: {
    heading: 'Your session has ended',
    text: 'After a quarter of an hour without a click, or half a day, you are asked to sign in again. What you had just typed was not taken: go back in your browser to see it after you have signed in.',
    link: ['/desk/sign-in', 'Sign in'],
  },
  'other-form': {
    heading: 'We could not take this form',
    text: 'It is from another session than yours, so nothing was done with it. Please open the page again.',
    link: ['/desk', 'To the desk'],
  },
  'not-allowed': {
    heading: 'Your role may not do this',
    text: 'Nothing was done. A manager can do it, or give you another role.',
    link: ['/desk', 'To the desk'],
  },
};

/** What the desk says at its door: before, after and instead of its own pages. */
export function renderDoorPage({ practice, state, leadsTo }: DoorPageProps): string {
  const { heading, text, link } = words[state];
  return renderDocument({
    practice,
    heading,
    children: (
      <>
        <p>{text}</p>
        <p>
          <a class="button" href={leadsTo ?? link[0]}>
            {link[1]}
          </a>
        </p>
      </>
    ),
  });
}
