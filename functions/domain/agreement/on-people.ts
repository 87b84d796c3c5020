import { nextBusinessDay, practiceDate } from '../calendar/practice-time.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Agreement, PersonRef } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { withFreshLink } from './on-link.ts';
import { decided, withMark } from './with.ts';

type PeopleEvent = Extract<
  AgreementEvent,
  {
    type:
      | 'contact_corrected'
      | 'payer_authorised'
      | 'payer_declined'
      | 'payer_named'
      | 'helper_added'
      | 'helper_revoked'
      | 'question_asked'
      | 'question_answered';
  }
>;

const mostQuestions = 20;

/** Decides what happens to the people of an agreement: their addresses, who pays, who gets copies, what they ask. */
export function onPeople(agreement: Agreement, event: PeopleEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed') return { refusal: 'document_closed' };
  switch (event.type) {
    case 'contact_corrected':
      return correctContact(agreement, event, practiceDate(now, timeZone));
    case 'payer_authorised': {
      const { payer } = agreement;
      if (payer === undefined) return { refusal: 'not_found' };
      if (payer.authorised?.scope === event.scope) return { refusal: 'nothing_changes' };
      const authorised = { ...event.evidence, at: now, scope: event.scope };
      return decided({ ...agreement, payer: { ...payer, authorised } }, event.type, { ...payer, ...authorised });
    }
    case 'payer_declined': {
      if (agreement.payer === undefined) return { refusal: 'nothing_changes' };
      if (agreement.paymentMethod !== undefined) return { refusal: 'nothing_changes' };
      // The first signer is asked to pay again, by the reminders that go on; staff may name another.
      const { payer, ...rest } = withMark(agreement, 'payer_declined', now);
      return decided(rest, event.type, { partyId: agreement.payer.partyId, ...event.evidence }, wakeOpen(agreement));
    }
    case 'payer_named': {
      if (agreement.paymentMethod !== undefined || agreement.payer !== undefined) return { refusal: 'nothing_changes' };
      const partyId = nextPartyId(agreement);
      const named = { ...agreement, parties: [...agreement.parties, { partyId, ...event.party }] };
      const payer = { partyId, askedAt: now };
      return decided({ ...named, payer }, event.type, { partyId, by: event.by }, wakeOpen(agreement));
    }
    case 'helper_added': {
      const partyId = nextPartyId(agreement);
      const helper = { partyId, consentedAt: now, consentedBy: event.consentedBy };
      const parties = [...agreement.parties, { partyId, ...event.party }];
      return decided({ ...agreement, parties, helpers: [...agreement.helpers, helper] }, event.type, helper);
    }
    case 'helper_revoked': {
      const helper = agreement.helpers.find((one) => one.partyId === event.partyId && one.revokedAt === undefined);
      if (helper === undefined) return { refusal: 'nothing_changes' };
      const helpers = agreement.helpers.map((one) => (one === helper ? { ...one, revokedAt: now } : one));
      return decided({ ...agreement, helpers }, event.type, { partyId: event.partyId, by: event.by });
    }
    case 'question_asked': {
      if (agreement.questions.length >= mostQuestions) return { refusal: 'too_many' };
      const isRepeated = agreement.questions.some(
        (one) => one.signerId === event.signerId && one.text === event.text && one.answered === undefined,
      );
      if (isRepeated) return { refusal: 'nothing_changes' };
      const questionId = `q${agreement.questions.length + 1}`;
      const dueOn = nextBusinessDay(practiceDate(now, timeZone));
      const question = { questionId, signerId: event.signerId, askedAt: now, text: event.text, dueOn };
      const asked = withMark({ ...agreement, questions: [...agreement.questions, question] }, 'question', now);
      // What was asked is the signer's own; the audit trail says that it was.
      return decided(asked, event.type, { questionId, signerId: event.signerId, dueOn });
    }
    case 'question_answered': {
      const question = agreement.questions.find((one) => one.questionId === event.questionId);
      if (question === undefined) return { refusal: 'not_found' };
      if (question.answered !== undefined) return { refusal: 'nothing_changes' };
      const questions = agreement.questions.map((one) =>
        one === question ? { ...one, answered: { at: now, by: event.by } } : one,
      );
      const isLast = questions.every((one) => one.answered !== undefined);
      const needsAttention = isLast
        ? agreement.needsAttention.filter(({ code }) => code !== 'question')
        : agreement.needsAttention;
      return decided({ ...agreement, questions, needsAttention }, event.type, {
        questionId: event.questionId,
        by: event.by,
      });
    }
  }
}

/** A mistyped address is mended: the links that went to the old one are dead, and fresh ones go to the new. */
function correctContact(
  agreement: Agreement,
  { person, contact, by }: Extract<PeopleEvent, { type: 'contact_corrected' }>,
  today: string,
): Outcome {
  const isThem = (one: PersonRef) =>
    person.memberId === undefined ? one.partyId === person.partyId : one.memberId === person.memberId;
  const before = [...agreement.members, ...agreement.parties].find(isThem);
  if (before === undefined) return { refusal: 'not_found' };
  // A form that came twice.
  if (JSON.stringify({ ...before, ...contact }) === JSON.stringify(before)) return { refusal: 'nothing_changes' };
  const corrected = {
    ...agreement,
    members: agreement.members.map((one) => (isThem(one) ? { ...one, ...contact } : one)),
    parties: agreement.parties.map((one) => (isThem(one) ? { ...one, ...contact } : one)),
  };
  const data = { ...person, fields: Object.keys(contact), by };
  if (contact.email === undefined || contact.email === before.email)
    return decided(corrected, 'contact_corrected', data);
  return withNewLinks(corrected, isThem, today, data);
}

function withNewLinks(
  agreement: Agreement,
  isThem: (one: PersonRef) => boolean,
  today: string,
  data: Record<string, unknown>,
): Outcome {
  let changed = agreement;
  const wishes: Wish[] = [];
  for (const document of agreement.documents.filter(({ status }) => status === 'open')) {
    for (const signer of document.signers.filter(isThem)) {
      if (signer.askedAt === undefined) continue;
      const fresh = withFreshLink(changed, document.documentId, signer, today);
      changed = fresh.agreement;
      wishes.push(fresh.wish);
    }
  }
  const { payer } = agreement;
  if (payer !== undefined && isThem(payer) && agreement.paymentMethod === undefined) {
    const links = (payer.links ?? 0) + 1;
    changed = { ...changed, payer: { ...payer, links } };
    wishes.push({ workflow: 'notice', noticeKey: noticeKeys.payerFresh(links) });
  }
  return decided(changed, 'contact_corrected', data, wishes);
}

function wakeOpen(agreement: Agreement): Wish[] {
  return agreement.documents
    .filter(({ status }) => status === 'open')
    .map(({ documentId }) => ({ workflow: 'signing', documentId }));
}

function nextPartyId({ parties }: Agreement): string {
  return `p${parties.length + 1}`;
}
