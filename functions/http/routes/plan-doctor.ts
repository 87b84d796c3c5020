import { decide } from '../../actions/decide.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import { openChange, type PhysicianChange } from '../../domain/physician/physician-change.ts';
import { physicianOf } from '../../domain/practice/practice.ts';
import { patientSigners } from '../../domain/signing/signers.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { renderDoctorPage } from '../../pages/plan/doctor-page.tsx';
import type { PlanPageProps } from '../../pages/plan/plan-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { gone, type PlanPlace, pathOf, planPlaceOf, todayOf } from './plan-place.ts';

/** Where a signer says yes or no to another doctor. Opening it changes nothing; once it is settled, the plan says how. */
export async function showDoctor(request: Request): Promise<Answer> {
  const place = await planPlaceOf(request);
  if (place === undefined) return gone(request);
  const change = askedChange(place.agreement, todayOf(request));
  if (change === undefined) return seeOther(pathOf(request));
  const hasSaidYes = change.yeses.some(({ signerId }) => signerId === place.signer.signerId);
  return page(doctorPage(request, place.agreement, change, { values: hasSaidYes ? { answer: 'yes' } : {} }));
}

/** The answer, with its time, address and browser; one that comes twice or too late leads to where the plan stands. */
export async function answerDoctor(request: Request, { agreement, signer }: PlanPlace): Promise<Answer> {
  const { deps, evidence, form } = request;
  const change = askedChange(agreement, todayOf(request));
  // The form of a change that another has taken the place of.
  if (change === undefined || form.change !== String(change.number)) return seeOther(pathOf(request));
  const { answer } = form;
  if (answer !== 'yes' && answer !== 'no') {
    return page(doctorPage(request, agreement, change, { errors: { answer: 'Please choose yes or no.' } }), 422);
  }
  const { refusal } = await decide(deps, agreement.agreementId, {
    type: 'physician_change_answered',
    number: change.number,
    signerId: signer.signerId,
    answer,
    medium: 'page',
    evidence,
  });
  const isDone = refusal === undefined || refusal === 'nothing_changes';
  return seeOther(`${pathOf(request)}${isDone ? `?done=doctor-${answer}` : ''}`);
}

/** What a signer's own page says of a change of doctor; undefined where there is nothing to say. */
export function doctorNote(request: Request, { agreement, signer }: PlanPlace): PlanPageProps['doctor'] {
  const change = openChange(agreement);
  if (change === undefined) return undefined;
  const { answerBy, effectiveOn, yeses } = change;
  const newPhysicianName = physicianOf(request.book, change.to).name;
  if (change.state === 'signed') return { kind: 'settled', newPhysicianName, effectiveOn };
  if (askedChange(agreement, todayOf(request)) === undefined) return undefined;
  const href = `${pathOf(request)}/doctor`;
  const hasSaidYes = yeses.some(({ signerId }) => signerId === signer.signerId);
  return { kind: hasSaidYes ? 'answered' : 'asked', newPhysicianName, answerBy, href };
}

/** The change that may be answered today. */
function askedChange(agreement: Agreement, today: string): PhysicianChange | undefined {
  const change = openChange(agreement);
  return change === undefined || change.state === 'signed' || today > change.answerBy ? undefined : change;
}

function doctorPage(
  request: Request,
  agreement: Agreement,
  change: PhysicianChange,
  again: { values?: FieldValues; errors?: FieldErrors },
): string {
  const { book } = request;
  return renderDoctorPage({
    practice: book.practice,
    physicianName: physicianOf(book, change.from).name,
    newPhysicianName: physicianOf(book, change.to).name,
    effectiveOn: change.effectiveOn,
    answerBy: change.answerBy,
    leavesOn: change.leave?.on,
    feeCents: agreement.price.feeCents,
    hasOthers: patientSigners(agreement).length > 1,
    backHref: pathOf(request),
    action: `${pathOf(request)}/doctor`,
    hidden: { change: String(change.number) },
    ...again,
  });
}
