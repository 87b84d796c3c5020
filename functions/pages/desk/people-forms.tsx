import { lacksAddress } from '../../domain/people/person.ts';
import type { FieldValues } from '../form-state.ts';
import { AddressFields } from '../layout/address-fields.tsx';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { Checkbox, RadioField, SelectField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { usStates } from '../us-states.ts';
import { type ActForms, type FieldsProps, media, personIn, whoWords } from './act-fields.tsx';
import { AdultFields } from './adult-fields.tsx';
import { ChildFields } from './child-fields.tsx';
import { GuardianFields, HelperFields, PayerAnswerFields, PayerFields } from './people-fields.tsx';

/** Forms about members, and the people beside them. */
export const peopleForms = {
  correct: { heading: 'Correct email, phone or address', button: 'Correct it', Fields: ContactFields },
  'birth-date': { heading: 'Correct a date of birth', button: 'Correct it', Fields: BirthDateFields },
  'by-post': { heading: 'Everything by post', button: 'Record it', Fields: ByPostFields },
  'by-email': { heading: 'Email again', button: 'Record it', Fields: ByEmailFields },
  'member-add': { heading: 'A child joins', button: 'Add the child', Fields: ChildFields },
  'adult-add': { heading: 'An adult joins', button: 'Ask all of them to sign', Fields: AdultFields },
  'member-leaves': { heading: 'One of them leaves', button: 'Record it', Fields: LeavingFields },
  payer: { heading: 'Somebody else pays', button: 'Ask them', Fields: PayerFields },
  'payer-answer': { heading: 'How whoever is to pay answered', button: 'Record it', Fields: PayerAnswerFields },
  guardian: { heading: 'Somebody else signs for the child', button: 'Record it', Fields: GuardianFields },
  'helper-add': { heading: 'Somebody gets copies', button: 'Add them', Fields: HelperFields },
  death: { heading: 'A patient has died', button: 'Record it', Fields: DeathFields },
} satisfies ActForms;

function ContactFields(state: FieldsProps) {
  const { agreement, values } = state;
  const person = personIn(agreement, values);
  const member = agreement.members.find(({ memberId }) => memberId === values?.memberId);
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <p>A link that went to the old email address works no longer, and a fresh one goes out.</p>
      {person?.emailRefused?.because === 'withdrawn' && (
        <p>They want everything by post: another email address does not change that.</p>
      )}
      {person?.letterReturnedOn !== undefined && (
        <p>A letter came back from the postal address: none is printed until it is corrected.</p>
      )}
      <TextField {...state} name="email" label="Email" type="email" inputMode="email" isOptional />
      <TextField {...state} name="phone" label="Phone" type="tel" inputMode="tel" width="medium" isOptional />
      <details class="fold" open={person?.letterReturnedOn !== undefined || hasAddress(values)}>
        <summary>Another postal address</summary>
        <p>Where it is another state, its rules hold from now on: the agreement’s page says what they change.</p>
        <AddressFields {...state} />
        <Checkbox {...state} name="household" label="Everybody at the old address has moved along." isOptional />
      </details>
      {member !== undefined && (
        <SelectField
          {...state}
          values={{ seasonalState: member.seasonalState ?? 'none', ...values }}
          name="seasonalState"
          label="Where else they live for a part of the year"
          hint="The rules of that state hold, too: its notices before a renewal, and its refunds."
          choices={[{ value: 'none', label: 'Nowhere else' }, ...usStates.map(([value, label]) => ({ value, label }))]}
        />
      )}
    </>
  );
}

function BirthDateFields(state: FieldsProps) {
  const { agreement, values, errors } = state;
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <p>They are asked for it when they open a link. The fee stays as it is.</p>
      <BirthDateField values={values} errors={errors} legend="Date of birth" />
    </>
  );
}

function ByPostFields(state: FieldsProps) {
  const { agreement, values } = state;
  const person = personIn(agreement, values);
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <p>
        They want no emails from us any more. From today every letter, invoice and receipt goes to them by post, also
        what waits to be sent. It costs them nothing, and what they signed or received before stays valid. What they
        still have to sign can be printed under “Signing”.
      </p>
      {person !== undefined && lacksAddress(person) && (
        <>
          <p>
            {person.address === undefined
              ? 'We have no postal address of theirs.'
              : 'A letter came back from their postal address.'}{' '}
            Where shall the letters go?
          </p>
          <AddressFields {...state} />
        </>
      )}
    </>
  );
}

function ByEmailFields(state: FieldsProps) {
  const { agreement, values, errors } = state;
  const email = personIn(agreement, values)?.email;
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <p>They asked for paper before. Emails go to them again once they have agreed to it anew.</p>
      <TextField
        values={{ email, ...values }}
        errors={errors}
        name="email"
        label="Email"
        type="email"
        inputMode="email"
      />
      <RadioField {...state} name="medium" label="How did they say so?" choices={media} />
      <Checkbox
        {...state}
        name="consent"
        label="They have agreed to get our letters, invoices and notices by email, and know that paper is free and that they may change their mind at any time."
      />
    </>
  );
}

/** Whether some of an address was filled in: its fields must not fold away with what is wrong. */
function hasAddress(values: FieldValues | undefined): boolean {
  return ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'].some((name) => Boolean(values?.[name]));
}

function LeavingFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>
        {whoWords(agreement, values)} leaves, and the others stay. After the last day the seat is free, and what is paid
        for the days after it goes back the way it was paid.
      </p>
      <RadioField {...state} name="medium" label="How did you hear of it?" choices={media} />
      <TextField {...state} name="receivedOn" label="The day on which you heard" type="date" width="medium" />
      <TextField {...state} name="lastDay" label="Their last day" type="date" width="medium" />
    </>
  );
}

function DeathFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <p>
        From now on nothing is sent to them and nothing is charged to them, not even what waits to be sent. An agreement
        of theirs alone ends with that day; what was paid for the days after it goes back. Until that is settled, in
        three days, you can undo it.
      </p>
      <TextField {...state} name="diedOn" label="The day of death" type="date" width="medium" />
      <RadioField {...state} name="medium" label="How did you learn of it?" choices={media} />
    </>
  );
}
