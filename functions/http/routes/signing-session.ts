import { keepSession, minutesOf } from '../../actions/identify.ts';
import type { SigningPlace } from '../../actions/open-link.ts';
import { sha256 } from '../../adapters/table/keys.ts';
import { drawingLimits } from '../../domain/signing/drawing.ts';
import type { FieldValues } from '../../pages/form-state.ts';
import type { Answer } from '../answer.ts';
import type { Request } from '../request.ts';

/** The session that the browser holds for this link, if any; whether it is open is the table's word. */
export function sessionOf(request: Request): string | undefined {
  return request.cookies[cookieName(request.parameters.token ?? '')];
}

/** The answer with the session's cookie, good for so long. */
export function withSession(request: Request, sessionToken: string, answer: Answer, minutes: number): Answer {
  const name = cookieName(request.parameters.token ?? '');
  const cookie = `${name}=${sessionToken}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${minutes * 60}`;
  return { ...answer, cookies: [cookie] };
}

/** Somebody at work: the time begins anew with each form. */
export async function renewed(request: Request, place: SigningPlace, answer: Answer): Promise<Answer> {
  const sessionToken = sessionOf(request);
  if (sessionToken === undefined) return answer;
  const minutes = minutesOf(place);
  await keepSession(request.deps, sessionToken, place.token, minutes);
  return withSession(request, sessionToken, answer, minutes);
}

/** The sitting is over: whoever takes the practice's device next sees nothing of it. */
export function afterSitting(request: Request, { isInOffice }: SigningPlace, answer: Answer): Answer {
  return isInOffice && sessionOf(request) !== undefined ? withSession(request, '', answer, 0) : answer;
}

/** One for each link, so that two people on one device do not sign each other out. */
function cookieName(token: string): string {
  return `__Host-sign-${sha256(token).slice(0, 12)}`;
}

const keptStep = 'kept-step';
const keptField = 'kept:';
/** A drawn signature is the longest. */
const longest = drawingLimits.characters;

/** A form that came after the session had ended, as hidden fields of "who are you": nothing typed is lost. */
export function keepForm(step: string, form: FieldValues): Record<string, string> {
  const fields = Object.entries(form).filter(([name]) => !name.startsWith(keptField) && name !== keptStep);
  return {
    [keptStep]: step.slice(0, 20),
    ...Object.fromEntries(
      fields.slice(0, 20).map(([name, value = '']) => [`${keptField}${name}`, value.slice(0, longest)]),
    ),
  };
}

/** The hidden fields that "who are you" passes on when it is asked again. */
export function stillKept(form: FieldValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).filter(
      (field): field is [string, string] => field[0] === keptStep || field[0].startsWith(keptField),
    ),
  );
}

/** What was typed before the session ended, and on which screen. */
export function keptForm(form: FieldValues): { step: string; values: FieldValues } | undefined {
  const step = form[keptStep];
  if (step === undefined) return undefined;
  const kept = Object.entries(form).filter(([name]) => name.startsWith(keptField));
  return { step, values: Object.fromEntries(kept.map(([name, value]) => [name.slice(keptField.length), value])) };
}
