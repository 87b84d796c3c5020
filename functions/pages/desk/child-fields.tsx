import type { Agreement } from '../../domain/agreement/agreement.ts';
import { childSigners } from '../../domain/signing/signers.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { CoverageField } from '../layout/coverage-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { GuardianCapacity, signerChoices } from './act-fields.tsx';

interface ChildFieldsProps {
  agreement: Agreement;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** What is asked of a child who joins a household, and of whoever signs for it. */
export function ChildFields({ agreement, ...state }: ChildFieldsProps) {
  const signers = childSigners(agreement);
  return (
    <>
      <p>
        From today on. Only a child for whom somebody of this agreement signs can be added here. An adult signs in
        person: for one, choose “An adult joins”.
      </p>
      <TextField {...state} name="firstName" label="First name" />
      <TextField {...state} name="lastName" label="Last name" />
      <BirthDateField {...state} legend="Date of birth" />
      <CoverageField {...state} label="Is there Medicare or Medicaid?" />
      {signers.length > 1 && (
        <RadioField
          {...state}
          name="guardian"
          label="Who signs for the child?"
          choices={signerChoices(agreement, signers)}
        />
      )}
      <GuardianCapacity {...state} />
      <Checkbox {...state} name="knows" label="They asked for it, and whoever pays knows what it costs." />
    </>
  );
}
