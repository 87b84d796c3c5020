import { termOn } from '../../domain/agreement/agreement.ts';
import { usedOf } from '../../domain/use/service-use.ts';
import { visibleTo } from '../../domain/use/visible-to.ts';
import { renderUsePage, type UsePageProps } from '../../pages/plan/use-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';
import { identityMissing } from './plan-identity.ts';
import { gone, type PlanPlace, pathOf, planPlaceOf, type StateOf, todayOf } from './plan-place.ts';

/** What was used of the included services: asks first who it is, for that is nobody else's to see. */
export async function showUse(request: Request): Promise<Answer> {
  const place = await planPlaceOf(request);
  return place === undefined ? gone(request) : page(usePage(request, { state: 'asks' }));
}

/** The birth date of the signer, and then what they may see. */
export async function submitUse(request: Request, place: PlanPlace): Promise<Answer> {
  const missing = await identityMissing(request, place);
  if (missing !== undefined) return page(usePage(request, missing.asked), missing.status);
  const { agreement, signer } = place;
  const today = todayOf(request);
  const term = termOn(agreement, today) ?? agreement.terms.at(-1);
  const visible = visibleTo(agreement, signer, today);
  const members = agreement.members
    .filter(({ memberId }) => visible.includes(memberId))
    .map((member) => ({
      firstName: member.firstName,
      services: term === undefined ? [] : usedOf(agreement.uses, agreement, member.memberId, term),
    }));
  return page(usePage(request, { state: 'known', members, term }));
}

function usePage(request: Request, state: StateOf<UsePageProps>): string {
  const backHref = pathOf(request);
  const { practice } = request.book;
  return renderUsePage({ practice, action: `${backHref}/use`, backHref, ...state } as UsePageProps);
}
