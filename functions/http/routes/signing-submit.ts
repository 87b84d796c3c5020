import { decide } from '../../actions/decide.ts';
import { identify, minutesOf } from '../../actions/identify.ts';
import { type OpenedLink, openLink, type SigningPlace } from '../../actions/open-link.ts';
import { sha256 } from '../../adapters/table/keys.ts';
import { personOf } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { recordsStatement } from '../../pages/records-statement.ts';
import { type Answer, seeOther } from '../answer.ts';
import { FieldChecks, longestFullName } from '../forms/checks.ts';
import { drawnSignature } from '../forms/drawn-signature.ts';
import type { Request } from '../request.ts';
import { choiceOf } from './payment-options.ts';
import { showIdentity, showLinkState } from './signing-link.ts';
import { formStepOf, mayShow, showScreen } from './signing-screens.ts';
import { keptForm, stillKept, withSession } from './signing-session.ts';
import { disclosuresOf } from './signing-words.ts';

type Step = Extract<OpenedLink, { state: 'step' }>;

/** Who are you: the birth date. */
export async function submitIdentity(request: Request, place: SigningPlace): Promise<Answer> {
  const { deps, form } = request;
  const again = { values: form, hidden: stillKept(form) };
  const checks = new FieldChecks(form);
  const birthDate = checks.birthDate(practiceDate(deps.now, deps.timeZone));
  if (checks.hasErrors) return showIdentity(request, place, { ...again, errors: checks.errors });
  // Whoever signs has a birth date; an empty one could never be matched.
  const expected = personOf(place.agreement, place.signer).birthDate ?? '';
  const identified = await identify(deps, place, { birthDate, expected });
  if (identified.outcome === 'known') {
    const answer = await goOn(request, place, identified.sessionToken);
    return withSession(request, identified.sessionToken, answer, minutesOf(place));
  }
  if (identified.outcome === 'paused') return seeOther(`/sign/${place.token}`);
  const { triesLeft } = identified;
  const errors = { birthDate: 'This is not the date of birth that we have. Please check month, day and year.' };
  return showIdentity(request, place, { ...again, errors, triesLeft });
}

/** To where the signing stands; or back to the screen that was sent after the session had ended, as it was filled in. */
async function goOn(request: Request, place: SigningPlace, sessionToken: string): Promise<Answer> {
  const kept = keptForm(request.form);
  if (kept === undefined) return seeOther(`/sign/${place.token}`);
  const opened = await openLink(request.deps, place.token, sessionToken);
  if (opened.state !== 'step' && opened.state !== 'done') return seeOther(`/sign/${place.token}`);
  const { step, values } = kept;
  if ((step === 'decline' || step === 'question') && mayShow(opened, step)) {
    return showScreen(request, opened, step, { values });
  }
  if (opened.state === 'done') return seeOther(`/sign/${place.token}`);
  const isOpenScreen = step === formStepOf[opened.step];
  return isOpenScreen ? showScreen(request, opened, opened.step, { values }) : seeOther(`/sign/${place.token}`);
}

export async function submitFresh(request: Request, place: SigningPlace): Promise<Answer> {
  const { deps } = request;
  const { agreement, document, signer, token } = place;
  const about = { documentId: document.documentId, signerId: signer.signerId };
  await decide(deps, agreement.agreementId, { type: 'fresh_link_requested', ...about });
  return seeOther(`/sign/${token}/fresh`);
}

export async function submitDecline(request: Request, place: SigningPlace): Promise<Answer> {
  const { deps, form, evidence } = request;
  const checks = new FieldChecks(form);
  const reason = checks.text('reason', 'a reason', { max: 2000, optional: true });
  if (checks.hasErrors) return showScreen(request, place, 'decline', { values: form, errors: checks.errors });
  const about = { documentId: place.document.documentId, signerId: place.signer.signerId };
  const { coolingOffDays } = request.book.practice;
  const declined = { type: 'declined', ...about, reason, coolingOffDays, evidence } as const;
  await decide(deps, place.agreement.agreementId, declined);
  return seeOther(`/sign/${place.token}`);
}

/** A line to the practice; it goes to the staff, and no medical one should. */
export async function submitQuestion(request: Request, place: SigningPlace): Promise<Answer> {
  const { deps, form } = request;
  const checks = new FieldChecks(form);
  const text = checks.text('question', 'your question', { max: 500 });
  if (checks.hasErrors) return showScreen(request, place, 'question', { values: form, errors: checks.errors });
  const { refusal } = await decide(deps, place.agreement.agreementId, {
    type: 'question_asked',
    signerId: place.signer.signerId,
    text,
  });
  if (refusal === 'too_many') {
    const errors = {
      question: `You have asked many questions here. Please call us at ${request.book.practice.phone}.`,
    };
    return showScreen(request, place, 'question', { values: form, errors });
  }
  return seeOther(`/sign/${place.token}/asked`);
}

export async function submitPaper(request: Request, place: SigningPlace): Promise<Answer> {
  const about = { documentId: place.document.documentId, signerId: place.signer.signerId };
  await decide(request.deps, place.agreement.agreementId, { type: 'paper_wanted', ...about });
  return seeOther(`/sign/${place.token}/paper-asked`);
}

/** "I am not this person": nobody has to say who they are to say that. */
export async function submitWrongPerson(request: Request, place: SigningPlace): Promise<Answer> {
  const about = { documentId: place.document.documentId, signerId: place.signer.signerId };
  const event = { type: 'wrong_person_reported', ...about, evidence: request.evidence } as const;
  await decide(request.deps, place.agreement.agreementId, event);
  return showLinkState(request, { ...place, state: 'wrong-person-noted' });
}

/** Takes the form of the screen that is open; another screen's form leads to the open one. */
export async function submitStep(request: Request, place: Step, step: string): Promise<Answer> {
  const there = seeOther(`/sign/${place.token}`);
  if (step !== formStepOf[place.step]) return there;
  const checks = new FieldChecks(request.form);
  const event = readStep(request, place, checks);
  if (event === undefined || checks.hasErrors) {
    return showScreen(request, place, place.step, { values: request.form, errors: checks.errors });
  }
  const { refusal } = await decide(request.deps, place.agreement.agreementId, event);
  if (refusal === 'text_changed') {
    const errors = { form: 'The text changed while this page was open. Please read it again before you sign.' };
    return showScreen(request, place, place.step, { values: request.form, errors });
  }
  // Any other refusal means that it was done already, or closed meanwhile: the link's page says so.
  return there;
}

function readStep(request: Request, place: Step, checks: FieldChecks): AgreementEvent | undefined {
  const { book, evidence, form } = request;
  const { agreement, document, signer } = place;
  const about = { documentId: document.documentId, signerId: signer.signerId };
  switch (place.step) {
    case 'records': {
      checks.checked('canOpen', 'Please open the sample document and say that you can read it.');
      checks.checked('consent', `Please agree to electronic records, or call us at ${book.practice.phone} for paper.`);
      const statementHash = sha256(JSON.stringify(recordsStatement(book.practice)));
      return { type: 'records_consented', ...about, statementHash, evidence };
    }
    case 'terms': {
      const disclosures = disclosuresOf(book, agreement, document);
      for (const { id } of disclosures) checks.checked(id, 'Please confirm this one, or call us if it is not clear.');
      return { type: 'disclosures_accepted', ...about, ids: disclosures.map(({ id }) => id), evidence };
    }
    case 'document':
      checks.checked('read', 'Please confirm that you have read the agreement.');
      return { type: 'document_read', ...about };
    case 'sign': {
      const name = checks.text('signature', 'your full name as your signature', { max: longestFullName });
      checks.checked('intent', 'Please confirm that this is your signature.');
      const signed = { type: 'signed', ...about, name, textHash: form.textHash ?? '', evidence } as const;
      const renewal = checks.choice('renewal', ['yes', 'no'], 'Please choose whether it renews by itself.');
      const drawing = drawnSignature(form, checks);
      return { ...signed, ...(drawing === undefined ? {} : { drawing }), renewalConsent: renewal === 'yes' };
    }
    case 'payment': {
      const method = choiceOf(request.payments, form.method);
      if (method === undefined) checks.say('method', 'Please choose how to pay.');
      return method === undefined ? undefined : { type: 'payment_method_saved', method, evidence };
    }
  }
}
