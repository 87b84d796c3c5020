import { openLink } from '../../actions/open-link.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { showIdentity, showLinkState } from './signing-link.ts';
import { isScreen, showScreen } from './signing-screens.ts';
import { keepForm, renewed, sessionOf } from './signing-session.ts';
import { submitDecline, submitFresh, submitIdentity, submitStep } from './signing-submit.ts';

/** Whatever the link stands at: a calm word, the question who you are, the next screen, or what was signed. */
export async function showSigning(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  return opened.state === 'step' ? showScreen(request, opened, opened.step) : showLinkState(request, opened);
}

/** Two pages have an address of their own: the one to decline on, and the word that a fresh link is on its way. */
export async function showSigningStep(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  const { step } = request.parameters;
  if (opened.state === 'unknown') return showLinkState(request, opened);
  if (step === 'fresh' && opened.state === 'revoked') return showLinkState(request, { ...opened, state: 'fresh-sent' });
  if (step === 'decline' && opened.state === 'step') return showScreen(request, opened, 'decline');
  return seeOther(`/sign/${tokenOf(request)}`);
}

/**
 * Takes one screen's form. One that comes twice or out of turn leads to where the signing stands; one that comes after the
 * session has ended asks who is there, and then shows the screen as it was filled in.
 */
export async function submitSigningStep(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  const step = request.parameters.step ?? '';
  switch (opened.state) {
    case 'unknown':
      return showLinkState(request, opened);
    case 'link-expired':
      return step === 'fresh' ? submitFresh(request, opened) : seeOther(`/sign/${tokenOf(request)}`);
    case 'identity':
      if (step === 'identity') return submitIdentity(request, opened);
      if (!isScreen(step)) return seeOther(`/sign/${tokenOf(request)}`);
      return showIdentity(request, opened, { hidden: keepForm(step, request.form) });
    case 'step':
      return renewed(request, await (step === 'decline' ? submitDecline : submitStep)(request, opened, step));
    default:
      return seeOther(`/sign/${tokenOf(request)}`);
  }
}

function tokenOf(request: Request): string {
  return request.parameters.token ?? '';
}
