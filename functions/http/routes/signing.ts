import { type OpenedLink, openLink } from '../../actions/open-link.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { showIdentity, showLinkState } from './signing-link.ts';
import { isScreen, mayShow, showScreen } from './signing-screens.ts';
import { afterSitting, keepForm, renewed, sessionOf } from './signing-session.ts';
import {
  submitDecline,
  submitFresh,
  submitIdentity,
  submitPaper,
  submitQuestion,
  submitStep,
  submitWrongPerson,
} from './signing-submit.ts';

/** Whatever the link stands at: a calm word, the question who you are, the next screen, or what was signed. */
export async function showSigning(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  if (opened.state === 'step') return showScreen(request, opened, opened.step);
  const shown = await showLinkState(request, opened);
  return opened.state === 'unknown' ? shown : afterSitting(request, opened, shown);
}

/** Some pages have an address of their own: to decline, to ask, to have paper, and the word that something was done. */
export async function showSigningStep(request: Request): Promise<Answer> {
  const opened = await openLink(request.deps, tokenOf(request), sessionOf(request));
  const { step } = request.parameters;
  if (opened.state === 'unknown') return showLinkState(request, opened);
  if (step === 'fresh' && opened.state === 'revoked') return showLinkState(request, { ...opened, state: 'fresh-sent' });
  const isKnown = opened.state === 'step' || opened.state === 'done';
  if (isKnown && (step === 'decline' || step === 'question' || step === 'paper') && mayShow(opened, step)) {
    return showScreen(request, opened, step);
  }
  if (isKnown && step === 'asked') return showLinkState(request, { ...opened, state: 'question-asked' });
  if (isKnown && step === 'paper-asked') return showLinkState(request, { ...opened, state: 'paper-asked' });
  if (opened.state === 'identity' && step === 'wrong-person')
    return showLinkState(request, { ...opened, state: 'wrong-person' });
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
      if (step === 'wrong-person') return submitWrongPerson(request, opened);
      if (!isScreen(step)) return seeOther(`/sign/${tokenOf(request)}`);
      return showIdentity(request, opened, { hidden: keepForm(step, request.form) });
    case 'step':
      return renewed(request, opened, await submitKnown(request, opened, step));
    case 'done':
      // Whoever has signed may ask, too, or decline until the physician has signed.
      if (step === 'question') return renewed(request, opened, await submitQuestion(request, opened));
      if (step === 'decline') return renewed(request, opened, await submitDecline(request, opened));
      return seeOther(`/sign/${tokenOf(request)}`);
    default:
      return seeOther(`/sign/${tokenOf(request)}`);
  }
}

/** Of somebody who is known: one of the pages beside the screens, or a screen's own form. */
function submitKnown(request: Request, place: Extract<OpenedLink, { state: 'step' }>, step: string): Promise<Answer> {
  switch (step) {
    case 'decline':
      return submitDecline(request, place);
    case 'question':
      return submitQuestion(request, place);
    case 'paper':
      return submitPaper(request, place);
    default:
      return submitStep(request, place, step);
  }
}

function tokenOf(request: Request): string {
  return request.parameters.token ?? '';
}
