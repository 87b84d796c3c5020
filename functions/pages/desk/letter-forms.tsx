import { letterByOf } from '../../domain/notices/letter-by.ts';
import { longDate } from '../civil-date-words.ts';
import { TextField } from '../layout/text-field.tsx';
import type { ActForms, FieldsProps } from './act-fields.tsx';

/** Forms about letters. */
export const letterForms = {
  posted: { heading: 'The letter is posted', button: 'Note it', Fields: PostedFields },
  returned: { heading: 'The letter came back', button: 'Note it', Fields: ReturnedFields },
} satisfies ActForms;

function PostedFields(state: FieldsProps) {
  const { agreement, values } = state;
  const letterBy = values?.noticeKey && letterByOf(agreement, values.noticeKey);
  return (
    <>
      {letterBy && (
        <p>
          It counts for a renewal by itself if it was posted by {longDate(letterBy)}. After that they are asked, and
          nothing is charged without a yes.
        </p>
      )}
      <TextField {...state} name="postedOn" label="The day on which it was posted" type="date" width="medium" />
    </>
  );
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
