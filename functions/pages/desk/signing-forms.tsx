import { longDate } from '../civil-date-words.ts';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type ActForms, type FieldsProps, media, Reason, whoWords } from './act-fields.tsx';

/** Forms about the way to an agreement in force. */
export const signingForms = {
  'paper-signed': { heading: 'The signed packet is back', button: 'Record it', Fields: PaperFields },
  proof: { heading: 'Note a proof', button: 'Note it', Fields: ProofFields },
  'in-office': { heading: 'Sign here, on this device', button: 'Begin, and sign me out here', Fields: InOfficeFields },
  offer: { heading: 'Offer a seat now', button: 'Offer it', Fields: OfferFields },
  'offer-answer': { heading: 'They answered about the seat', button: 'Record it', Fields: OfferAnswerFields },
  void: { heading: 'Make the agreement void', button: 'Make it void', Fields: VoidFields },
} satisfies ActForms;

function PaperFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <h3>{whoWords(agreement, values)}</h3>
      <TextField {...state} name="name" label="The name, as it was signed" />
      <TextField {...state} name="signedOn" label="The day beside the signature" type="date" width="medium" />
      <RadioField
        {...state}
        name="renewal"
        label="Which box about renewal is ticked?"
        choices={[
          { value: 'yes', label: 'Yes, renew it by itself' },
          { value: 'no', label: 'No, ask each year' },
        ]}
      />
      <Checkbox {...state} name="complete" label="Every page came back, and each box is initialled." />
    </>
  );
}

function ProofFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>{whoWords(agreement, values)} signs for somebody else. Note what shows that they may.</p>
      <TextField {...state} name="kind" label="What you have seen" hint="A power of attorney, a court’s letter." />
      <TextField {...state} name="expiresOn" label="Until when it holds" type="date" width="medium" isOptional />
    </>
  );
}

function InOfficeFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>
        {whoWords(agreement, values)} signs on this device, in a session of their own. You are signed out here, so that
        nobody can go back to the desk.
      </p>
      <TextField {...state} name="seen" label="How you know who this is" hint="A photo ID, or a patient you know." />
    </>
  );
}

function OfferFields(state: FieldsProps) {
  return (
    <TextField
      {...state}
      name="reason"
      label="Why this household, if others wait longer"
      hint="Nothing about anybody’s health."
    />
  );
}

function OfferAnswerFields({ agreement, ...state }: FieldsProps) {
  const { answerBy } = agreement.offer ?? {};
  return (
    <>
      {answerBy !== undefined && <p>They have until {longDate(answerBy)}. After a yes they get the papers to sign.</p>}
      <RadioField
        {...state}
        name="answer"
        label="What did they say?"
        choices={[
          { value: 'yes', label: 'Yes, they want the seat' },
          { value: 'no', label: 'No, they do not want it any more' },
        ]}
      />
      <RadioField {...state} name="medium" label="How did you hear of it?" choices={media} />
    </>
  );
}

function VoidFields(state: FieldsProps) {
  return (
    <>
      <p>It is closed, its seats are free, and everyone who was asked is told. This can’t be undone.</p>
      <Reason {...state} />
    </>
  );
}
