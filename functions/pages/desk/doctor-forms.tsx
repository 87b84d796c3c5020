import type { Agreement } from '../../domain/agreement/agreement.ts';
import { openChange, signBy } from '../../domain/physician/physician-change.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { patientSigners } from '../../domain/signing/signers.ts';
import { longDate } from '../civil-date-words.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type ActForms, type FieldsProps, media, signerChoices } from './act-fields.tsx';

export type PhysicianName = Pick<Physician, 'physicianId' | 'name'>;

/** Forms about another doctor. */
export const doctorForms = {
  'change-doctor': {
    heading: 'They would like another doctor',
    button: 'Ask them in writing',
    Fields: ChangeDoctorFields,
  },
  'doctor-answer': { heading: 'They answered about the other doctor', button: 'Record it', Fields: DoctorAnswerFields },
} satisfies ActForms;

/** Another physician, by the patients' wish. */
function ChangeDoctorFields({ otherPhysicians, ...state }: FieldsProps) {
  return (
    <>
      <p>
        They get a letter or email with thirty days to say yes. Then the other doctor signs in the queue. A no, or no
        answer, changes nothing. Fee, plan and dates stay as they are.
      </p>
      <RadioField
        {...state}
        name="to"
        label="Which doctor?"
        choices={otherPhysicians.map(({ physicianId, name }) => ({ value: physicianId, label: name }))}
      />
      <TextField
        {...state}
        name="effectiveOn"
        label="The first day with the other doctor"
        hint="Where the last signature comes later, it is the day of that signature."
        type="date"
        width="medium"
      />
    </>
  );
}

/** What came by phone or by post. */
function DoctorAnswerFields({ agreement, ...state }: FieldsProps) {
  return (
    <>
      {patientSigners(agreement).length > 1 && (
        <RadioField
          {...state}
          name="signer"
          label="Who answered?"
          choices={signerChoices(agreement, patientSigners(agreement))}
        />
      )}
      <RadioField
        {...state}
        name="answer"
        label="What did they say?"
        choices={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <RadioField {...state} name="medium" label="How did it come?" choices={media} />
    </>
  );
}

/** Where a change of doctor stands, in a sentence; undefined where none is under way. */
export function changeWords(agreement: Agreement, nameOf: (physicianId: string) => string): string | undefined {
  const change = openChange(agreement);
  if (change === undefined) return undefined;
  const { state, to, answerBy, effectiveOn, leave, yeses } = change;
  const name = nameOf(to);
  const why = leave === undefined ? '' : `${nameOf(change.from)} leaves on ${longDate(leave.on)}. `;
  if (state === 'signed') return `${why}${name} takes it over on ${longDate(effectiveOn)}; all have signed.`;
  if (state === 'accepted') {
    return `${why}They said yes to ${name}, who has to sign by ${longDate(signBy(change))}.`;
  }
  const some = yeses.length === 0 ? '' : ` ${yeses.length} of ${patientSigners(agreement).length} said yes.`;
  const otherwise = leave === undefined ? 'nothing changes' : 'it ends';
  return `${why}They are asked whether they want ${name}, until ${longDate(answerBy)}.${some} Without a yes ${otherwise}.`;
}
