import { AddressFields } from '../layout/address-fields.tsx';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { CoverageField } from '../layout/coverage-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { FieldsProps } from './act-fields.tsx';

/** What is asked of an adult who is to join a household. */
export function AdultFields({ values, errors }: FieldsProps) {
  const state = { values, errors };
  const hasAddress = ['addressLine1', 'city', 'state', 'postalCode'].some((name) => Boolean(values?.[name]));
  return (
    <>
      <p>
        Everybody who signed the agreement, this adult and the doctor are asked to sign it anew, as it is for all of
        them. They see what it costs before they sign. The seat is kept meanwhile; nothing else changes until the doctor
        has signed. From that day on the adult is a patient, and the rest of the year is billed by the day.
      </p>
      <TextField {...state} name="firstName" label="First name" />
      <TextField {...state} name="lastName" label="Last name" />
      <BirthDateField {...state} legend="Date of birth" />
      <CoverageField {...state} label="Is there Medicare or Medicaid?" />
      <TextField
        {...state}
        name="email"
        label="Email"
        hint="Without one, they get and sign papers by post."
        type="email"
        inputMode="email"
        isOptional
      />
      <TextField {...state} name="phone" label="Phone" type="tel" inputMode="tel" width="medium" isOptional />
      <details class="fold" open={hasAddress}>
        <summary>They live at another address than the first patient</summary>
        <AddressFields {...state} />
      </details>
    </>
  );
}
