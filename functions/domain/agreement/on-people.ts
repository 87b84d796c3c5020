import { nextBusinessDay, practiceDate } from '../calendar/practice-time.ts';
import { isNamedAlike } from '../people/person.ts';
import { mayConsent } from '../signing/signers.ts';
import { type Agreement, isSamePerson, personOf, termOn } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { namePayer, nextPartyId, stopPayer, wordOf } from './on-payer.ts';
import { decided, withMark } from './with.ts';

type PeopleEvent = Extract<
  AgreementEvent,
  {
    type:
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

/** Decides what happens to the people of an agreement: who pays, who gets copies, what they ask. */
export function onPeople(agreement: Agreement, event: PeopleEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed') return { refusal: 'document_closed' };
  switch (event.type) {
    case 'payer_authorised': {
      const { payer } = agreement;
      if (payer === undefined) return { refusal: 'not_found' };
      if (payer.authorised?.scope === event.scope) return { refusal: 'nothing_changes' };
      // What they have said on their page is not said otherwise by staff.
      if (event.by !== undefined && agreement.paymentMethod !== undefined) return { refusal: 'changed_meanwhile' };
      // The year that they are asked to pay for: of what is open, or else the one that runs.
      const open = agreement.invoices.find(({ status }) => status === 'open');
      const running = termOn(agreement, practiceDate(now, timeZone)) ?? agreement.terms.at(-1);
      const term = open?.term ?? running?.number ?? 1;
      const { type, scope, ...how } = event;
      const authorised = { ...how.evidence, at: now, scope, ...(term > 1 ? { term } : {}) };
      const data = { ...payer, ...authorised, ...wordOf(how) };
      return decided({ ...agreement, payer: { ...payer, authorised } }, type, data);
    }
    case 'payer_declined':
      return stopPayer(agreement, event, now);
    case 'payer_named':
      return namePayer(agreement, event, now);
    case 'helper_added': {
      const { consentedBy, by: recordedBy } = event;
      if (!mayConsent(agreement).some((signer) => isSamePerson(signer, consentedBy))) return { refusal: 'not_found' };
      const helpsAlready = agreement.helpers.some(
        (one) => one.revokedAt === undefined && isNamedAlike(personOf(agreement, one), event.party),
      );
      if (helpsAlready) return { refusal: 'nothing_changes' };
      const partyId = nextPartyId(agreement);
      const helper = { partyId, consentedAt: now, consentedBy, recordedBy };
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
