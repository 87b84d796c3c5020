import { checkBirthDate } from '../../actions/identify.ts';
import { personOf } from '../../domain/agreement/agreement.ts';
import type { Unidentified } from '../../pages/plan/identity-question.tsx';
import { FieldChecks } from '../forms/checks.ts';
import type { Request } from '../request.ts';
import { type PlanPlace, todayOf } from './plan-place.ts';

/**
 * Checks the birth date of whoever sent a form of the plan's pages; undefined where it is the signer's, or else what is
 * asked or said now. Nothing is kept, so that the next look asks again.
 */
export async function identityMissing(
  request: Request,
  place: PlanPlace,
): Promise<{ status: number; asked: Unidentified } | undefined> {
  const { deps, form } = request;
  const checks = new FieldChecks(form);
  const birthDate = checks.birthDate(todayOf(request));
  if (checks.hasErrors) return { status: 422, asked: { state: 'asks', values: form, errors: checks.errors } };
  const expected = personOf(place.agreement, place.signer).birthDate ?? '';
  const checked = await checkBirthDate(deps, place, { birthDate, expected });
  if (checked.outcome === 'known') return undefined;
  if (checked.outcome === 'paused') return { status: 429, asked: { state: 'paused' } };
  const errors = { birthDate: 'This is not the date of birth that we have. Please check month, day and year.' };
  return { status: 422, asked: { state: 'asks', values: form, errors, triesLeft: checked.triesLeft } };
}
