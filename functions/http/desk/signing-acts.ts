import { beginInOffice } from '../../actions/begin-in-office.ts';
import { decide } from '../../actions/decide.ts';
import { inOfficeMinutes } from '../../actions/identify.ts';
import { clearWrongAnswers } from '../../adapters/table/answers-store.ts';
import { endStaffSession } from '../../adapters/table/staff-session-store.ts';
import { documentOf } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { signerOf } from '../../domain/signing/signed-document.ts';
import { type Answer, seeOther } from '../answer.ts';
import { longestFullName } from '../forms/checks.ts';
import { withSession } from '../routes/signing-session.ts';
import { type Acting, type ActTable, signerIn } from './acting.ts';
import { sessionCookie, withoutCookie } from './cookies.ts';
import { refusalWords } from './refusal-words.ts';

/** Help on the way to every signature. */
export const signingActs = {
  resend: {
    act: 'send_links',
    event: ({ request, by }) => ({
      type: 'link_resent',
      ...signerIn(request),
      generation: Number(request.form.generation ?? 0),
      by,
    }),
  },
  unlock: { act: 'unlock', perform: unlock },
  paper: { act: 'record_paper', event: ({ request, by }) => ({ type: 'paper_wanted', ...signerIn(request), by }) },
  'paper-signed': { act: 'record_paper', event: recordPaper },
  proof: { act: 'record_paper', event: noteProof },
  'in-office': { act: 'sign_in_office', perform: signInOffice },
  answered: {
    act: 'answer_question',
    event: ({ request, by }) => ({ type: 'question_answered', questionId: request.form.questionId ?? '', by }),
  },
} satisfies ActTable;

function recordPaper({ request, checks, by, today }: Acting): AgreementEvent {
  const name = checks.text('name', 'the name as it was signed', { max: longestFullName });
  const signedOn = checks.day('signedOn', { from: addDays(today, -366), to: today });
  if (signedOn === '') checks.say('signedOn', 'Please enter the day that stands beside the signature.');
  const renewal = checks.choice('renewal', ['yes', 'no'] as const, 'Please say which box is ticked on the paper.');
  checks.checked('complete', 'Please confirm that every page came back, with each box initialled.');
  return { type: 'signed_on_paper', ...signerIn(request), name, signedOn, renewalConsent: renewal === 'yes', by };
}

function noteProof({ request, checks, by, today }: Acting): AgreementEvent {
  const kind = checks.text('kind', 'what you have seen', { max: 200 });
  const expiresOn = checks.day('expiresOn', { from: today, to: addDays(today, 36_600) });
  return { type: 'proof_noted', ...signerIn(request), kind, ...(expiresOn === '' ? {} : { expiresOn }), by };
}

/** Five tries again, at once; and a note of who allowed it. */
async function unlock({ request, loaded, by }: Acting): Promise<Answer | undefined> {
  const { agreementId } = loaded.agreement;
  const signer = signerIn(request);
  const { refusal } = await decide(request.deps, agreementId, { type: 'identity_unlocked', ...signer, by });
  if (refusal === undefined) await clearWrongAnswers(request.deps.table, { agreementId, ...signer });
  return seeOther(`/desk/agreements/${agreementId}${refusal === undefined ? '?done=unlock' : ''}`);
}

/**
 * "Sign here", on a device of the practice: the patient's own session begins, and the staff's on this device ends, so that
 * nobody who holds it can go back to the desk.
 */
async function signInOffice({ request, loaded, checks, by }: Acting): Promise<Answer | undefined> {
  const seen = checks.text('seen', 'how you know who this is', { max: 200 });
  const { agreement } = loaded;
  const { documentId, signerId } = signerIn(request);
  const document = documentOf(agreement, documentId);
  const signer = document === undefined ? undefined : signerOf(document, signerId);
  if (signer === undefined) checks.say('form', refusalWords.not_found);
  if (checks.hasErrors || signer === undefined) return undefined;
  const begun = await beginInOffice(request.deps, agreement.agreementId, { documentId, signer, by, seen });
  if ('refusal' in begun) {
    checks.say('form', refusalWords[begun.refusal]);
    return undefined;
  }
  await endStaffSession(request.deps.table, request.cookies[sessionCookie] ?? '');
  const theirs = { ...request, parameters: { token: begun.token } };
  const there = withSession(theirs, begun.sessionToken, seeOther(`/sign/${begun.token}`), inOfficeMinutes);
  return withoutCookie(there, sessionCookie);
}
