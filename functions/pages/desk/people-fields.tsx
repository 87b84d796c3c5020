import { payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { isDated } from '../../domain/agreement/next-date.ts';
import { guardianCandidates } from '../../domain/agreement/on-guardian.ts';
import { isOthersToStop, payerCandidates } from '../../domain/agreement/on-payer.ts';
import { fullName } from '../../domain/people/person.ts';
import { guardiansOf, mayConsent } from '../../domain/signing/signers.ts';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type FieldsProps, GuardianCapacity, media, signerChoices } from './act-fields.tsx';

/** Who pays from now on: where somebody does, in their place. */
export function PayerFields({ agreement, ...state }: FieldsProps) {
  const isInForce = isDated(agreement);
  const ids = isInForce ? payerCandidates(agreement) : [];
  const others = agreement.members.filter(({ memberId }) => ids.includes(memberId));
  return (
    <>
      {(isInForce || isOthersToStop(agreement)) && (
        <p>
          From now on nothing more is charged to {fullName(personOf(agreement, payingRef(agreement)))}, who is told so.
          What was paid is left as it is. Whoever you name here gets a link to agree and to say how they pay; nothing is
          charged to them before that, and what falls due until then stays open.
          {agreement.status === 'awaiting_countersignature' && ' The physician is asked to sign once they have agreed.'}
        </p>
      )}
      {others.length > 0 && (
        <RadioField
          {...state}
          name="who"
          label="Who pays from now on?"
          choices={[
            ...others.map((one) => ({ value: one.memberId, label: fullName(one) })),
            { value: 'other', label: 'Somebody else, as follows' },
          ]}
        />
      )}
      <PartyFields {...state} isOptional={others.length > 0} />
    </>
  );
}

/** What whoever is to pay told staff. A card or an account is named on their own page alone. */
export function PayerAnswerFields({ agreement, ...state }: FieldsProps) {
  const { payer } = agreement;
  const name = fullName(personOf(agreement, payingRef(agreement)));
  if (isOthersToStop(agreement)) {
    return (
      <>
        <p>
          {name} has said how they pay. From now on nothing more is charged to them; what was paid is left as it is.
          Whoever signed first is asked to pay, unless you name somebody else.
          {agreement.status === 'awaiting_countersignature' &&
            ' The physician is asked to sign once there is a way to pay.'}
        </p>
        <RadioField
          {...state}
          name="answer"
          label="What did they say?"
          choices={[{ value: 'stop', label: 'They do not want to pay any more' }]}
        />
        <RadioField {...state} name="medium" label="How did it come?" choices={media} />
      </>
    );
  }
  return (
    <>
      <p>
        {name} is to pay. Cards and bank accounts are given on the page that their mail leads to; here you record that a
        check comes
        {payer !== undefined && ', or that they do not want to pay'}.
      </p>
      <RadioField
        {...state}
        name="answer"
        label="What did they say?"
        choices={[
          { value: 'check', label: 'They pay by check' },
          ...(payer === undefined ? [] : [{ value: 'no', label: 'They do not want to pay' }]),
        ]}
      />
      {payer !== undefined && payer.authorised === undefined && (
        <RadioField
          {...state}
          name="scope"
          label="For how long, if they pay?"
          choices={[
            { value: 'this-term', label: 'For this year' },
            { value: 'until-told', label: 'Until they say otherwise' },
          ]}
        />
      )}
      <RadioField {...state} name="medium" label="How did it come?" choices={media} />
    </>
  );
}

/** Somebody who gets copies, by the patient's consent. */
export function HelperFields({ agreement, ...state }: FieldsProps) {
  const signers = mayConsent(agreement);
  return (
    <>
      <PartyFields {...state} />
      {signers.length > 1 && (
        <RadioField
          {...state}
          name="consentedBy"
          label="Who has agreed to it?"
          choices={signerChoices(agreement, signers)}
        />
      )}
      <Checkbox
        {...state}
        name="consent"
        label={`${signers.length === 1 ? 'The patient has' : 'They have'} agreed that this person gets copies of our letters, and ${signers.length === 1 ? 'knows' : 'know'} that it can be ended at any time.`}
      />
    </>
  );
}

function PartyFields({
  isOptional = false,
  ...state
}: Pick<FieldsProps, 'values' | 'errors'> & { isOptional?: boolean }) {
  return (
    <>
      <TextField {...state} name="firstName" label="First name" isOptional={isOptional} />
      <TextField {...state} name="lastName" label="Last name" isOptional={isOptional} />
      <TextField {...state} name="email" label="Email" type="email" inputMode="email" isOptional={isOptional} />
    </>
  );
}

/** Who signs for a child from now on, and what shows that they may. */
export function GuardianFields({ agreement, ...state }: FieldsProps) {
  const { memberId = '' } = state.values ?? {};
  const child = agreement.members.find((one) => one.memberId === memberId);
  const before = guardiansOf(agreement, memberId).map((signer) => fullName(personOf(agreement, signer)));
  return (
    <>
      <p>
        {child === undefined ? 'The child' : fullName(child)} is signed for by{' '}
        {new Intl.ListFormat('en').format(before)} until now. What was signed goes on, and both are told. Somebody who
        has not signed this agreement can’t be named here.
      </p>
      <RadioField
        {...state}
        name="signerId"
        label="Who signs from now on?"
        choices={signerChoices(agreement, guardianCandidates(agreement, memberId))}
      />
      <GuardianCapacity {...state} />
      <TextField
        {...state}
        name="proof"
        label="What you have seen that shows it"
        hint="A birth certificate, a court’s letter."
      />
    </>
  );
}
