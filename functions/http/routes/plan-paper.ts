import { decide } from '../../actions/decide.ts';
import { personOf } from '../../domain/agreement/agreement.ts';
import { refOf } from '../../domain/agreement/on-payer.ts';
import { goesByPost, lacksAddress } from '../../domain/people/person.ts';
import { signsOnPaper } from '../../domain/signing/signers.ts';
import type { FieldErrors } from '../../pages/form-state.ts';
import { type ByPostPageProps, renderByPostPage } from '../../pages/plan/by-post-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import { readAddress } from '../forms/address.ts';
import { FieldChecks } from '../forms/checks.ts';
import type { Request } from '../request.ts';
import { identityMissing } from './plan-identity.ts';
import { gone, type PlanPlace, pathOf, planPlaceOf, type StateOf } from './plan-place.ts';

/** Where a signer withdraws the consent to email: asks first who it is. Opening it changes nothing. */
export async function showPaper(request: Request): Promise<Answer> {
  const place = await planPlaceOf(request);
  if (place === undefined) return gone(request);
  return isByPost(place) ? seeOther(pathOf(request)) : page(paperPage(request, { state: 'asks' }));
}

/** The birth date of the signer, then what changes; and with their word, for them alone, the change. */
export async function submitPaper(request: Request, place: PlanPlace): Promise<Answer> {
  const missing = await identityMissing(request, place);
  if (missing !== undefined) return page(paperPage(request, missing.asked), missing.status);
  const { deps, evidence, form } = request;
  if (form.word !== 'paper') return page(known(request, place));
  const { agreement, signer } = place;
  const checks = new FieldChecks(form);
  const address = lacksAddress(personOf(agreement, signer)) ? readAddress(checks) : undefined;
  if (checks.hasErrors) return page(known(request, place, checks.errors), 422);
  const person = refOf(signer);
  const withdrawn = { type: 'email_withdrawn', person, ...(address && { address }), evidence } as const;
  const { refusal } = await decide(deps, agreement.agreementId, withdrawn);
  const isDone = refusal === undefined || refusal === 'nothing_changes';
  return seeOther(`${pathOf(request)}${isDone ? '?done=paper' : ''}`);
}

/** Whether letters are what they get already. */
export function isByPost({ agreement, signer }: PlanPlace): boolean {
  return goesByPost(personOf(agreement, signer), signsOnPaper(agreement, signer));
}

function known(request: Request, { agreement, signer }: PlanPlace, errors?: FieldErrors): string {
  const { form } = request;
  const { birthMonth = '', birthDay = '', birthYear = '' } = form;
  const person = personOf(agreement, signer);
  return paperPage(request, {
    state: 'known',
    address: lacksAddress(person) ? undefined : person.address,
    values: form,
    errors,
    hidden: { birthMonth, birthDay, birthYear, word: 'paper' },
  });
}

function paperPage(request: Request, state: StateOf<ByPostPageProps>): string {
  const backHref = pathOf(request);
  const { practice } = request.book;
  return renderByPostPage({ practice, action: `${backHref}/paper`, backHref, ...state } as ByPostPageProps);
}
