import { checkBirthDate } from '../../actions/identify.ts';
import { personOf, termOn } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { usedOf } from '../../domain/use/service-use.ts';
import { visibleTo } from '../../domain/use/visible-to.ts';
import { renderUsePage, type UsePageProps } from '../../pages/plan/use-page.tsx';
import { type Answer, page } from '../answer.ts';
import { FieldChecks } from '../forms/checks.ts';
import type { Request } from '../request.ts';
import { gone, type PlanPlace, planPlaceOf } from './plan-place.ts';

/** What was used of the included services: asks first who it is, for that is nobody else's to see. */
export async function showUse(request: Request): Promise<Answer> {
  const place = await planPlaceOf(request);
  return place === undefined ? gone(request) : page(usePage(request, { state: 'asks' }));
}

/** The birth date of the signer, and then what they may see; nothing is kept, so that the next look asks again. */
export async function submitUse(request: Request, place: PlanPlace): Promise<Answer> {
  const { deps, form } = request;
  const { agreement, signer } = place;
  const today = practiceDate(deps.now, deps.timeZone);
  const checks = new FieldChecks(form);
  const birthDate = checks.birthDate(today);
  if (checks.hasErrors) return page(usePage(request, { state: 'asks', values: form, errors: checks.errors }), 422);
  const expected = personOf(agreement, signer).birthDate ?? '';
  const checked = await checkBirthDate(deps, place, { birthDate, expected });
  if (checked.outcome === 'paused') return page(usePage(request, { state: 'paused' }), 429);
  if (checked.outcome === 'wrong') {
    const errors = { birthDate: 'This is not the date of birth that we have. Please check month, day and year.' };
    return page(usePage(request, { state: 'asks', values: form, errors, triesLeft: checked.triesLeft }), 422);
  }
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

type UseState = UsePageProps extends infer Props
  ? Props extends unknown
    ? Omit<Props, 'practice' | 'action' | 'backHref'>
    : never
  : never;

function usePage({ book, parameters }: Request, state: UseState): string {
  const backHref = `/plan/${parameters.token}`;
  return renderUsePage({ practice: book.practice, action: `${backHref}/use`, backHref, ...state } as UsePageProps);
}
