import { addMember } from '../../actions/add-member.ts';
import { decide } from '../../actions/decide.ts';
import { recordPacket } from '../../actions/record-packet.ts';
import type { AgreementEvent, RefusalCode } from '../../domain/agreement/events.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { may } from '../../domain/staff/roles.ts';
import type { AgreementActName } from '../../pages/desk/act-link.tsx';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import { FieldChecks } from '../forms/checks.ts';
import type { AgreementAct } from './acting.ts';
import { agreementOf, agreementPage, noSuchAgreement } from './agreements.ts';
import type { DeskRequest } from './desk-request.ts';
import { proposeDoctor, recordDoctorAnswer } from './doctor-acts.ts';
import { letterActs } from './letter-acts.ts';
import { moneyActs } from './money-acts.ts';
import { peopleActs } from './people-acts.ts';
import { refusalWords } from './refusal-words.ts';
import { seatActs } from './seat-acts.ts';
import { signingActs } from './signing-acts.ts';
import { termActs } from './term-acts.ts';

/** What staff may do with one agreement, by the last part of its address. */
export const agreementActs: Record<AgreementActName, AgreementAct> = {
  ...signingActs,
  ...seatActs,
  ...peopleActs,
  ...letterActs,
  ...moneyActs,
  ...termActs,
  'change-doctor': { act: 'propose_physician', perform: proposeDoctor },
  'doctor-answer': { act: 'record_physician_answer', event: recordDoctorAnswer },
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
