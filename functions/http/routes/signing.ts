import { openLink } from '../../actions/open-link.ts';
import { sha256 } from '../../adapters/table/keys.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { showLinkState } from './signing-link.ts';
import { showScreen } from './signing-screens.ts';
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

/** Takes one screen's form. One that comes twice, late, or out of turn leads to where the signing stands. */
export async function submitSigningStep(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  const step = request.parameters.step ?? '';
  if (step === 'fresh' && opened.state === 'link-expired') return submitFresh(request, opened);
  if (step === 'identity' && opened.state === 'identity')
    return submitIdentity(request, opened, cookieName(tokenOf(request)));
  if (step === 'decline' && opened.state === 'step') return submitDecline(request, opened);
  if (opened.state === 'step') return submitStep(request, opened, step);
  return opened.state === 'unknown' ? showLinkState(request, opened) : seeOther(`/sign/${tokenOf(request)}`);
}

function tokenOf(request: Request): string {
  return request.parameters.token ?? '';
}

function sessionOf(request: Request): string | undefined {
  return request.cookies[cookieName(tokenOf(request))];
}

/** One for each link, so that two people on one device do not sign each other out. */
function cookieName(token: string): string {
  return `__Host-sign-${sha256(token).slice(0, 12)}`;
}
