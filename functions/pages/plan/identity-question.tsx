import type { FieldErrors, FieldValues } from '../form-state.ts';
import { BirthDateField } from '../layout/birth-date-field.tsx';
import { Form } from '../layout/form.tsx';
import { triesWords } from '../tries-words.ts';

/** Whoever opened the page has not said yet who they are. */
export type Unidentified =
  | { state: 'asks'; values?: FieldValues; errors?: FieldErrors; triesLeft?: number }
  | { state: 'paused' };

/** Asks for the date of birth before a page of the plan goes on; after too many wrong ones it says so. */
export function IdentityQuestion(props: Unidentified & { action: string; why: string }) {
  if (props.state === 'paused') {
    return <p>That date was wrong too often. Please try again in half an hour, or call us.</p>;
  }
  return (
    <>
      {props.triesLeft !== undefined && <p class="note">{triesWords(props.triesLeft)}</p>}
      <Form action={props.action} button="Continue">
        <BirthDateField
          values={props.values}
          errors={props.errors}
          legend="What is your date of birth?"
          hint={props.why}
        />
      </Form>
    </>
  );
}
