import type { ComponentChildren } from 'preact';
import { type Agreement, documentOf, personOf } from '../../domain/agreement/agreement.ts';
import { fullName, type Party } from '../../domain/people/person.ts';
import { type Signer, signerOf } from '../../domain/signing/signed-document.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { AgreementActName } from './act-link.tsx';
import type { PhysicianName } from './doctor-forms.tsx';

/** What the fields of an act's form are given. */
export interface FieldsProps {
  agreement: Agreement;
  otherPhysicians: readonly PhysicianName[];
  /** What the form is about, by hidden names, and what was filled in. */
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

interface Form {
  heading: string;
  button: string;
  Fields(props: FieldsProps): ComponentChildren;
}

export type ActForms = Partial<Record<AgreementActName, Form>>;

/** The ways on which something may come to the practice, other than by its pages. */
export const media = [
  { value: 'phone', label: 'By phone' },
  { value: 'email', label: 'By email' },
  { value: 'letter', label: 'By letter' },
  { value: 'in-person', label: 'In person' },
];

/** Signers to choose from, by name. */
export function signerChoices(agreement: Agreement, signers: readonly Signer[]) {
  return signers.map((signer) => ({ value: signer.signerId, label: fullName(personOf(agreement, signer)) }));
}

/** As what somebody signs for a child. */
export function GuardianCapacity(state: Pick<FieldsProps, 'values' | 'errors'>) {
  return (
    <RadioField
      {...state}
      name="capacity"
      label="As what?"
      choices={[
        { value: 'parent', label: 'Parent' },
        { value: 'guardian', label: 'Guardian' },
      ]}
    />
  );
}

/** Why staff did what can't be seen from the rest. */
export function Reason(state: Pick<FieldsProps, 'values' | 'errors'>) {
  return <TextField {...state} name="reason" label="Reason, for the timeline" hint="Nothing about anybody’s health." />;
}

/** The member or other person that a form is about. */
export function personIn(
  { members, askedMembers = [], parties }: Agreement,
  { memberId, partyId }: FieldValues = {},
): Party | undefined {
  const people = [...members, ...askedMembers];
  return people.find((one) => one.memberId === memberId) ?? parties.find((one) => one.partyId === partyId);
}

/** Whom the form is about, by the names that stand in it. */
export function whoWords(agreement: Agreement, values: FieldValues | undefined): string {
  const { documentId = '', signerId = '' } = values ?? {};
  const document = documentOf(agreement, documentId);
  const signer = document === undefined ? undefined : signerOf(document, signerId);
  if (signer !== undefined) return fullName(personOf(agreement, signer));
  const person = personIn(agreement, values);
  return person === undefined ? 'Somebody who is not here any more' : fullName(person);
}
