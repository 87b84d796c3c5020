import { addMember } from '../../actions/add-member.ts';
import { beginInOffice } from '../../actions/begin-in-office.ts';
import { decide } from '../../actions/decide.ts';
import { recordDeath } from '../../actions/record-death.ts';
import { recordPacket } from '../../actions/record-packet.ts';
import { returnLetter } from '../../actions/return-letter.ts';
import type { LoadedAgreement } from '../../adapters/table/agreement-store.ts';
import { clearWrongAnswers } from '../../adapters/table/answers-store.ts';
import { notePosted } from '../../adapters/table/notice-store.ts';
import { readPanel } from '../../adapters/table/panel-store.ts';
import { endStaffSession } from '../../adapters/table/staff-session-store.ts';
import { documentOf, type PersonRef, signerOf } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent, RefusalCode } from '../../domain/agreement/events.ts';
import { addDays, isCivilDate, practiceDate } from '../../domain/calendar/practice-time.ts';
import { addresseeOf } from '../../domain/notices/addressee.ts';
import { type Act, may } from '../../domain/staff/roles.ts';
import type { AgreementActName } from '../../pages/desk/act-link.tsx';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import type { FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { addressFields, readAddress } from '../forms/address.ts';
import { FieldChecks } from '../forms/checks.ts';
import { withSession } from '../routes/signing-session.ts';
import { agreementOf, agreementPage, noSuchAgreement } from './agreements.ts';
import { sessionCookie, withoutCookie } from './cookies.ts';
import type { DeskRequest } from './desk-request.ts';
import { proposeDoctor, recordDoctorAnswer } from './doctor-acts.ts';
import { howWords, media } from './media.ts';
import { addChild, memberLeaves } from './member-acts.ts';
import { refusalWords } from './refusal-words.ts';

/** What an act needs: the request, the agreement as it is, the form's checks, and who acts. */
export interface Acting {
  request: DeskRequest;
  loaded: LoadedAgreement;
  checks: FieldChecks;
  by: string;
  today: string;
}

interface AgreementAct {
  act: Act;
  /** The event that is decided; undefined where the form has mistakes. */
  event?: (acting: Acting) => AgreementEvent | undefined;
  /** What is no decision about the agreement, or more than one. */
  perform?: (acting: Acting) => Promise<Answer | undefined>;
}

/** What staff may do with one agreement, by the last part of its address. */
export const agreementActs: Record<AgreementActName, AgreementAct> = {
  resend: {
    act: 'send_links',
    event: ({ request, by }) => ({
      type: 'link_resent',
      ...signerIn(request),
      generation: Number(request.form.generation ?? 0),
      by,
    }),
  },
  correct: { act: 'correct_contact', event: correctContact },
  unlock: { act: 'unlock', perform: unlock },
  void: {
    act: 'void',
    event: ({ checks, by }) => ({ type: 'voided', by, reason: checks.text('reason', 'the reason', { max: 500 }) }),
  },
  paper: { act: 'record_paper', event: ({ request, by }) => ({ type: 'paper_wanted', ...signerIn(request), by }) },
  'paper-signed': { act: 'record_paper', event: recordPaper },
  proof: { act: 'record_paper', event: noteProof },
  'in-office': { act: 'sign_in_office', perform: signInOffice },
  offer: {
    act: 'offer_seat',
    perform: refuseOfLeaver,
    event: ({ checks, by }) => ({
      type: 'seat_offered',
      by,
      reason: checks.text('reason', 'why this household, if others wait longer', { max: 500 }),
    }),
  },
  leave: { act: 'offer_seat', event: ({ by }) => ({ type: 'waitlist_left', by }) },
  'member-add': { act: 'change_people', event: addChild },
  'member-leaves': { act: 'change_people', event: memberLeaves },
  'member-stays': {
    act: 'change_people',
    event: ({ request, by }) => ({ type: 'member_stays', memberId: request.form.memberId ?? '', by }),
  },
  payer: { act: 'change_people', event: ({ checks, by }) => ({ type: 'payer_named', party: readParty(checks), by }) },
  'helper-add': {
    act: 'change_people',
    event: ({ checks, by }) => {
      checks.checked('consent', 'Please confirm that the patient has agreed to it.');
      return { type: 'helper_added', party: readParty(checks), consentedBy: by };
    },
  },
  'helper-revoke': {
    act: 'change_people',
    event: ({ request, by }) => ({ type: 'helper_revoked', partyId: request.form.partyId ?? '', by }),
  },
  answered: {
    act: 'answer_question',
    event: ({ request, by }) => ({ type: 'question_answered', questionId: request.form.questionId ?? '', by }),
  },
  posted: { act: 'print_letters', perform: notePostedLetter },
  returned: { act: 'print_letters', perform: noteReturnedLetter },
  payment: { act: 'record_payment', event: recordPayment },
  bounced: {
    act: 'record_payment',
    event: ({ request, by }) => ({
      type: 'check_bounced',
      paymentId: request.form.paymentId ?? '',
      collection: request.book.practice.collection,
      by,
    }),
  },
  credit: {
    act: 'grant_discount',
    event: ({ request, checks, by }) => ({
      type: 'credit_given',
      invoiceId: request.form.invoiceId ?? '',
      creditId: request.form.creditId ?? '',
      amountCents: amountOf(checks),
      reason: checks.text('reason', 'the reason', { max: 500 }),
      by,
    }),
  },
  extend: {
    act: 'decide_unpaid',
    event: ({ request, checks, by, today }) => {
      const until = checks.day('until', { from: addDays(today, 1), to: addDays(today, 180) });
      if (until === '') checks.say('until', 'Please enter the day until which there is time.');
      return { type: 'invoice_extended', invoiceId: request.form.invoiceId ?? '', until, by };
    },
  },
  'write-off': {
    act: 'decide_unpaid',
    event: ({ request, checks, by }) => ({
      type: 'invoice_written_off',
      invoiceId: request.form.invoiceId ?? '',
      reason: checks.text('reason', 'the reason', { max: 500 }),
      by,
    }),
  },
  use: { act: 'record_use', event: recordService },
  cancel: { act: 'record_cancellation', event: recordCancellation },
  end: { act: 'end_agreement', event: endAgreement },
  'undo-ending': { act: 'record_cancellation', event: ({ by }) => ({ type: 'ending_undone', by }) },
  death: {
    act: 'record_death',
    perform: async ({ request, loaded, checks, by, today }) => {
      const diedOn = checks.day('diedOn', { from: addDays(today, -3660), to: today });
      if (diedOn === '') checks.say('diedOn', 'Please enter the day.');
      const medium = checks.choice('medium', media, howWords);
      if (checks.hasErrors) return undefined;
      const { agreementId } = loaded.agreement;
      const event = { type: 'death_recorded', memberId: request.form.memberId ?? '', diedOn, medium, by } as const;
      const refusal = await recordDeath(request.deps, agreementId, event);
      if (refusal === undefined) return seeOther(`/desk/agreements/${agreementId}?done=death`);
      checks.say('form', refusalWords[refusal]);
      return undefined;
    },
  },
  'undo-death': {
    act: 'record_death',
    event: ({ request, by }) => ({ type: 'death_undone', memberId: request.form.memberId ?? '', by }),
  },
  'change-doctor': { act: 'propose_physician', perform: proposeDoctor },
  'doctor-answer': { act: 'record_physician_answer', event: recordDoctorAnswer },
  renew: {
    act: 'record_renewal',
    event: ({ checks, by }) => ({ type: 'renewal_accepted', medium: checks.choice('medium', media, howWords), by }),
  },
  'refund-posted': {
    act: 'record_refund',
    event: ({ request, checks, by }) => ({
      type: 'refund_posted',
      paymentId: request.form.paymentId ?? '',
      checkNumber: checks.text('checkNumber', 'the number of the check', { max: 50 }),
      by,
      ...(request.form.memberId ? { memberId: request.form.memberId } : {}),
    }),
  },
  restart: { act: 'restart', event: ({ by }) => ({ type: 'restarted', by }) },
  settle: {
    act: 'settle_attention',
    event: ({ request: { form } }) => ({
      type: 'attention_settled',
      code: form.code ?? '',
      ...(form.memberId ? { memberId: form.memberId } : {}),
    }),
  },
};

/** Does one act on one agreement: on the own panel, once, and with a word where it can't be done. */
export async function performAct(request: DeskRequest): Promise<Answer> {
  const loaded = await agreementOf(request);
  if (loaded === undefined) return noSuchAgreement(request);
  const name = request.parameters.act as AgreementActName;
  const { act, event, perform } = agreementActs[name];
  const { deps, session, form, book } = request;
  const { agreementId, physicianId } = loaded.agreement;
  if (!may(session.staff, act, { physicianId })) {
    return page(renderDoorPage({ practice: book.practice, state: 'not-allowed' }), 403);
  }
  const checks = new FieldChecks(form);
  const today = practiceDate(deps.now, deps.timeZone);
  const acting = { request, loaded, checks, by: session.staff.staffId, today };
  const answer = await perform?.(acting);
  if (answer !== undefined) return answer;
  const decided = event?.(acting);
  if (decided !== undefined && !checks.hasErrors) {
    const refusal = await refusalOf(request, agreementId, decided);
    if (refusal === undefined || refusal === 'nothing_changes') {
      return seeOther(`/desk/agreements/${agreementId}?done=${name}`);
    }
    checks.say('form', refusalWords[refusal]);
  }
  if (!checks.hasErrors) return seeOther(`/desk/agreements/${agreementId}?done=${name}`);
  const again = { act: name, values: form, errors: checks.errors };
  return page(await agreementPage(request, loaded, again), 422);
}

/** Decides, with what some events need beside them. */
async function refusalOf(
  { deps, evidence }: DeskRequest,
  agreementId: string,
  event: AgreementEvent,
): Promise<RefusalCode | undefined> {
  if (event.type === 'signed_on_paper') return recordPacket(deps, agreementId, event, evidence);
  if (event.type === 'member_added') return (await addMember(deps, agreementId, event)).refusal;
  return (await decide(deps, agreementId, event)).refusal;
}

function signerIn({ form }: DeskRequest): { documentId: string; signerId: string } {
  return { documentId: form.documentId ?? '', signerId: form.signerId ?? '' };
}

function personIn({ memberId, partyId = '' }: FieldValues): PersonRef {
  return memberId ? { memberId } : { partyId };
}

function correctContact({ request, checks, by }: Acting): AgreementEvent {
  const email = checks.email('email', { optional: true });
  const phone = request.form.phone ? checks.phone('phone') : '';
  const address = addressFields.some((field) => request.form[field]) ? readAddress(checks) : undefined;
  if (email === '' && phone === '' && address === undefined) {
    checks.say('email', 'Please enter an email address, a phone number or a postal address.');
  }
  return {
    type: 'contact_corrected',
    person: personIn(request.form),
    contact: {
      ...(email === '' ? {} : { email }),
      ...(phone === '' ? {} : { phone }),
      ...(address === undefined ? {} : { address }),
    },
    ...(request.form.household === 'yes' && address !== undefined ? { wholeHousehold: true } : {}),
    by,
  };
}

function recordPaper({ request, checks, by, today }: Acting): AgreementEvent {
  const name = checks.text('name', 'the name as it was signed', { max: 100 });
  const signedOn = checks.day('signedOn', { from: addDays(today, -366), to: today });
  if (signedOn === '') checks.say('signedOn', 'Please enter the day that stands beside the signature.');
  const renewal = checks.choice('renewal', ['yes', 'no'] as const, 'Please say which box is ticked on the paper.');
  checks.checked('complete', 'Please confirm that every page came back, with each box initialled.');
  return { type: 'signed_on_paper', ...signerIn(request), name, signedOn, renewalConsent: renewal === 'yes', by };
}

function recordPayment({ request, checks, by, today }: Acting): AgreementEvent {
  const medium = checks.choice('medium', ['check', 'ach', 'cash'] as const, 'Please choose how it came.');
  const amountCents = amountOf(checks);
  const receivedOn = checks.day('receivedOn', { from: addDays(today, -366), to: today });
  if (receivedOn === '') checks.say('receivedOn', 'Please enter the day on which it came.');
  const reference = checks.text('reference', 'the number of the check', { max: 50, optional: medium !== 'check' });
  const { invoiceId = '', paymentId = '' } = request.form;
  return { type: 'payment_recorded', invoiceId, paymentId, medium, amountCents, receivedOn, reference, by };
}

function amountOf(checks: FieldChecks): number {
  const amountCents = checks.dollars('amount');
  if (amountCents === 0) checks.say('amount', 'Please enter an amount above zero.');
  return amountCents;
}

function recordService({ request, loaded, checks, by, today }: Acting): AgreementEvent {
  const { plan, members } = loaded.agreement;
  const names = plan.services.map(({ name }) => name);
  const service = checks.choice('service', names, 'Please choose the service.');
  const ids = members.map(({ memberId }) => memberId);
  const [only = '', ...others] = ids;
  const memberId = others.length === 0 ? only : checks.choice('member', ids, 'Please choose for whom.');
  const on = checks.day('on', { from: addDays(today, -400), to: today });
  if (on === '') checks.say('on', 'Please enter the day.');
  return { type: 'service_used', use: { useId: request.form.useId ?? '', service, memberId, on }, by };
}

/** By whatever way it came; the day on which it was received governs. */
function recordCancellation({ request, checks, by, today }: Acting): AgreementEvent {
  const medium = checks.choice('medium', media, howWords);
  const noticeReceivedOn = checks.day('receivedOn', { from: addDays(today, -60), to: today });
  if (noticeReceivedOn === '') checks.say('receivedOn', 'Please enter the day on which it came.');
  const how = checks.choice('how', ['at-term-end', 'on-date'] as const, 'Please choose what they want.');
  const endsOn = checks.day('endsOn', { from: addDays(today, -60), to: addDays(today, 400) });
  if (how === 'on-date' && endsOn === '') checks.say('endsOn', 'Please enter the last day.');
  const { coolingOffDays } = request.book.practice;
  const about = { by: 'patient', how, noticeReceivedOn, medium, coolingOffDays, recordedBy: by } as const;
  return { type: 'ending_noticed', ...about, ...(how === 'on-date' ? { endsOn } : {}) };
}

function endAgreement({ request, checks, by, today }: Acting): AgreementEvent {
  const noticeReceivedOn = checks.day('postedOn', { from: addDays(today, -60), to: today });
  if (noticeReceivedOn === '') checks.say('postedOn', 'Please enter the day on which the letter was posted.');
  const endsOn = checks.day('endsOn', { from: today, to: addDays(today, 400) });
  if (endsOn === '') checks.say('endsOn', 'Please enter the last day.');
  const reason = checks.text('reason', 'the reason', { max: 500 });
  const { coolingOffDays } = request.book.practice;
  const about = { by: 'practice', how: 'on-date', endsOn, noticeReceivedOn, medium: 'letter', coolingOffDays } as const;
  return { type: 'ending_noticed', ...about, reason, atOnce: request.form.atOnce === 'yes', recordedBy: by };
}

function noteProof({ request, checks, by, today }: Acting): AgreementEvent {
  const kind = checks.text('kind', 'what you have seen', { max: 200 });
  const expiresOn = checks.day('expiresOn', { from: today, to: addDays(today, 36_600) });
  return { type: 'proof_noted', ...signerIn(request), kind, ...(expiresOn === '' ? {} : { expiresOn }), by };
}

function readParty(checks: FieldChecks) {
  return {
    firstName: checks.name('firstName', 'a first name'),
    lastName: checks.name('lastName', 'a last name'),
    email: checks.email('email'),
  };
}

/** Who leaves the practice takes nobody new, not by a choice of the staff either. */
async function refuseOfLeaver({ request, loaded, checks }: Acting): Promise<undefined> {
  const panel = await readPanel(request.deps.table, loaded.agreement.physicianId);
  if (panel.leave !== undefined) checks.say('form', 'This doctor leaves the practice, and takes nobody new.');
}

/** Five tries again, at once; and a note of who allowed it. */
async function unlock({ request, loaded, by }: Acting): Promise<Answer | undefined> {
  const { agreementId } = loaded.agreement;
  const signer = signerIn(request);
  const { refusal } = await decide(request.deps, agreementId, { type: 'identity_unlocked', ...signer, by });
  if (refusal === undefined) await clearWrongAnswers(request.deps.table, { agreementId, ...signer });
  return seeOther(`/desk/agreements/${agreementId}${refusal === undefined ? '?done=unlock' : ''}`);
}

async function notePostedLetter({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const on = checks.day('postedOn', { from: addDays(today, -60), to: today });
  if (on === '') checks.say('postedOn', 'Please enter the day on which it was posted.');
  const { agreementId } = loaded.agreement;
  const { noticeKey = '' } = request.form;
  if (loaded.notices.has(noticeKey) && addresseeOf(loaded.agreement, noticeKey)?.letterReturnedOn !== undefined) {
    checks.say('form', 'A letter to this address came back. Please correct the address first.');
  }
  if (checks.hasErrors) return undefined;
  const owner = { kind: 'agreement', id: agreementId } as const;
  await notePosted(request.deps.table, owner, noticeKey, { on, by });
  return seeOther(`/desk/agreements/${agreementId}?done=posted`);
}

async function noteReturnedLetter({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const { noticeKey = '', posting = '' } = request.form;
  const { agreementId } = loaded.agreement;
  const returnedOn = checks.day('returnedOn', { from: isCivilDate(posting) ? posting : today, to: today });
  if (returnedOn === '') checks.say('returnedOn', 'Please enter the day on which it came back.');
  if (checks.hasErrors) return undefined;
  const refusal = await returnLetter(request.deps, agreementId, { noticeKey, postedOn: posting, returnedOn, by });
  if (refusal === undefined || refusal === 'nothing_changes') {
    return seeOther(`/desk/agreements/${agreementId}?done=returned`);
  }
  checks.say('form', refusalWords[refusal]);
  return undefined;
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
  return withoutCookie(withSession(theirs, begun.sessionToken, seeOther(`/sign/${begun.token}`)), sessionCookie);
}
