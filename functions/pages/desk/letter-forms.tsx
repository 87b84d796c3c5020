import { TextField } from '../layout/text-field.tsx';
import type { ActForms, FieldsProps } from './act-fields.tsx';

/** Forms about letters. */
export const letterForms = {
  posted: { heading: 'The letter is posted', button: 'Note it', Fields: PostedFields },
  returned: { heading: 'The letter came back', button: 'Note it', Fields: ReturnedFields },
} satisfies ActForms;

function PostedFields(state: FieldsProps) {
  return <TextField {...state} name="postedOn" label="The day on which it was posted" type="date" width="medium" />;
}

function ReturnedFields(state: FieldsProps) {
  return (
    <>
      <p>
        It proves nothing any more. No letter goes to this address until it is corrected; then this one can be printed
        and posted again.
      </p>
      <TextField {...state} name="returnedOn" label="The day on which it came back" type="date" width="medium" />
    </>
  );
}
