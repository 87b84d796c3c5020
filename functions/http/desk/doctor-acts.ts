import { proposePhysician } from '../../actions/propose-physician.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { mostDaysAhead } from '../../domain/physician/physician-change.ts';
import { patientSigners } from '../../domain/signing/signers.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Acting } from './acting.ts';
import { howWords, media } from './media.ts';
import { refusalWords } from './refusal-words.ts';

/** The patient wishes for another doctor: who must be able to, and keeps a seat from now on. */
export async function proposeDoctor({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const { book, deps } = request;
  const { agreementId, physicianId } = loaded.agreement;
  const others = book.physicians.map((one) => one.physicianId).filter((id) => id !== physicianId);
  const to = checks.choice('to', others, 'Please choose the doctor.');
  const effectiveOn = checks.day('effectiveOn', { from: today, to: addDays(today, mostDaysAhead) });
  if (effectiveOn === '') checks.say('effectiveOn', 'Please enter the first day with the other doctor.');
  if (checks.hasErrors) return undefined;
  const { refusal, unfit } = await proposePhysician(deps, book, agreementId, { to, effectiveOn, by });
  if (unfit !== undefined) checks.say('to', `${unfit}. Please choose another doctor.`);
  if (refusal !== undefined && refusal !== 'nothing_changes') checks.say('form', refusalWords[refusal]);
  return checks.hasErrors ? undefined : seeOther(`/desk/agreements/${agreementId}?done=change-doctor`);
}

/** A yes or no that came by phone, by post or at the counter. */
export function recordDoctorAnswer({ request, loaded, checks, by }: Acting): AgreementEvent {
  const ids = patientSigners(loaded.agreement).map(({ signerId }) => signerId);
  const [only = '', ...others] = ids;
  const signerId = others.length === 0 ? only : checks.choice('signer', ids, 'Please choose who answered.');
  const answer = checks.choice('answer', ['yes', 'no'] as const, 'Please choose what they said.');
  const medium = checks.choice('medium', media, howWords);
  const number = Number(request.form.change ?? 0);
  return { type: 'physician_change_answered', number, signerId, answer, medium, by };
}
