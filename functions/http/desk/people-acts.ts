import { decide } from '../../actions/decide.ts';
import { recordDeath } from '../../actions/record-death.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { isPerson, peopleOf } from '../../domain/agreement/on-contact.ts';
import { isOthersToStop } from '../../domain/agreement/on-payer.ts';
import { byCheck } from '../../domain/agreement/payer-over.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import type { PersonRef } from '../../domain/people/member.ts';
import { lacksAddress } from '../../domain/people/person.ts';
import type { FieldValues } from '../../pages/form-state.ts';
import { type Answer, seeOther } from '../answer.ts';
import { addressFields, readAddress, stateCodes } from '../forms/address.ts';
import type { FieldChecks } from '../forms/checks.ts';
import type { Acting, ActTable } from './acting.ts';
import { howWords, media } from './media.ts';
import { addChild, inviteAdult, memberLeaves } from './member-acts.ts';
import { addHelper, nameGuardian, namePayer } from './named-people.ts';
import { refusalWords } from './refusal-words.ts';

/** Who belongs to an agreement, and how they are reached. */
export const peopleActs = {
  correct: { act: 'correct_contact', event: correctContact },
  'birth-date': {
    act: 'correct_contact',
    event: ({ request, checks, by, today }) => ({
      type: 'birth_date_corrected',
      ...personIn(request.form),
      birthDate: checks.birthDate(today),
      by,
    }),
  },
  'by-post': { act: 'correct_contact', event: withdrawEmail },
  'by-email': { act: 'correct_contact', event: consentToEmail },
  'member-add': { act: 'change_people', event: addChild },
  'adult-add': { act: 'change_people', perform: inviteAdult },
  'adult-stop': {
    act: 'change_people',
    event: ({ request, by }) => ({ type: 'joining_stopped', documentId: request.form.documentId ?? '', by }),
  },
  'member-leaves': { act: 'change_people', event: memberLeaves },
  'member-stays': {
    act: 'change_people',
    event: ({ request, by }) => ({ type: 'member_stays', memberId: request.form.memberId ?? '', by }),
  },
  payer: { act: 'change_people', event: namePayer },
  'payer-answer': { act: 'change_people', perform: recordPayerAnswer },
  guardian: { act: 'change_people', event: nameGuardian },
  'helper-add': {
    act: 'change_people',
    event: addHelper,
  },
  'helper-revoke': {
    act: 'change_people',
    event: ({ request, by }) => ({ type: 'helper_revoked', partyId: request.form.partyId ?? '', by }),
  },
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
} satisfies ActTable;

/** Whoever is to pay has told staff: by check, which needs no page; or that they do not want to, or not any more. */
async function recordPayerAnswer({ request, loaded, checks, by }: Acting): Promise<Answer | undefined> {
  const { agreement } = loaded;
  const { agreementId, payer, paymentMethod, formerPayers = [] } = agreement;
  const done = seeOther(`/desk/agreements/${agreementId}?done=payer-answer`);
  const isOfAnother = Number(request.form.replaces ?? Number.NaN) !== formerPayers.length;
  // A no that came twice: they are not asked any more.
  const isNo = request.form.answer === 'no' || request.form.answer === 'stop';
  if (isOfAnother && payer === undefined && isNo) return done;
  // What was said of another is not to be sent again with one click.
  if (isOfAnother) return seeOther(`/desk/agreements/${agreementId}?done=changed`);
  const asked = payer === undefined ? (['check'] as const) : (['check', 'no'] as const);
  // A form from before they gave a way to pay does not stop it.
  const answers = isOthersToStop(agreement) ? (['stop'] as const) : asked;
  const answer = checks.choice('answer', answers, 'Please choose what they said.');
  const medium = checks.choice('medium', media, howWords);
  const asksScope = payer !== undefined && answer === 'check' && payer.authorised === undefined;
  const scope =
    asksScope && checks.choice('scope', ['this-term', 'until-told'] as const, 'Please choose for how long.');
  if (checks.hasErrors) return undefined;
  const word = { medium, by, payerNumber: formerPayers.length };
  const events: AgreementEvent[] =
    answer !== 'check'
      ? [{ type: 'payer_declined', ...word, ...(paymentMethod && { methodNumber: paymentMethod.number }) }]
      : [
          ...(scope ? [{ type: 'payer_authorised', scope, ...word } as const] : []),
          {
            type: 'payment_method_saved',
            method: byCheck,
            evidence: request.evidence,
            by,
            payerNumber: formerPayers.length,
          },
        ];
  for (const event of events) {
    const { refusal } = await decide(request.deps, agreementId, event);
    if (refusal === undefined || refusal === 'nothing_changes') continue;
    checks.say('form', refusalWords[refusal]);
    return undefined;
  }
  return done;
}

function personIn({ memberId, partyId = '' }: FieldValues): PersonRef {
  return memberId ? { memberId } : { partyId };
}

/** Where a member lives beside their home, where that is another state than before; '' for none any more. */
function otherState({ members }: Agreement, form: FieldValues, checks: FieldChecks): string | undefined {
  const member = members.find(({ memberId }) => memberId === form.memberId);
  const { seasonalState } = form;
  if (member === undefined || !seasonalState || seasonalState === (member.seasonalState ?? 'none')) return undefined;
  return seasonalState === 'none' ? '' : checks.choice('seasonalState', stateCodes, 'Please choose a state.');
}

function withdrawEmail({ request, loaded, checks, by }: Acting): AgreementEvent {
  const person = personIn(request.form);
  const known = peopleOf(loaded.agreement).find(isPerson(person));
  const address = known !== undefined && lacksAddress(known) ? readAddress(checks) : undefined;
  return { type: 'email_withdrawn', person, ...(address && { address }), by };
}

function consentToEmail({ request, checks, by }: Acting): AgreementEvent {
  const email = checks.email('email');
  const medium = checks.choice('medium', media, howWords);
  checks.checked('consent', 'Please confirm that they have agreed to it.');
  return { type: 'email_consented', person: personIn(request.form), email, medium, by };
}

function correctContact({ request, loaded, checks, by }: Acting): AgreementEvent {
  const email = checks.email('email', { optional: true });
  const phone = request.form.phone ? checks.phone('phone') : '';
  const address = addressFields.some((field) => request.form[field]) ? readAddress(checks) : undefined;
  const seasonalState = otherState(loaded.agreement, request.form, checks);
  if (email === '' && phone === '' && address === undefined && seasonalState === undefined) {
    checks.say('email', 'Please enter an email address, a phone number or a postal address.');
  }
  return {
    type: 'contact_corrected',
    person: personIn(request.form),
    contact: {
      ...(email === '' ? {} : { email }),
      ...(phone === '' ? {} : { phone }),
      ...(address === undefined ? {} : { address }),
      ...(seasonalState === undefined ? {} : { seasonalState }),
    },
    ...(request.form.household === 'yes' && address !== undefined ? { wholeHousehold: true } : {}),
    by,
  };
}
