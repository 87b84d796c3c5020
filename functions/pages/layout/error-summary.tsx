import { type FieldErrors, listErrors } from '../form-state.ts';

/** A group has one place to go to: its first input. */
function firstInputOf(field: string): string {
  return field.replace(/birthDate$/, 'birthMonth');
}

/** What went wrong, on top and linked to the fields. It takes the focus when the page opens, which needs no script. */
export function ErrorSummary({ errors }: { errors?: FieldErrors | undefined }) {
  const list = listErrors(errors);
  if (list.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the answer to a form that was sent starts with what must be mended
    <div class="errors" role="alert" tabIndex={-1} autoFocus aria-labelledby="errors-title">
      <h2 id="errors-title">{list.length === 1 ? 'Please check one thing' : `Please check ${list.length} things`}</h2>
      <ul>
        {list.map(([field, message]) => (
          <li>{field === 'form' ? message : <a href={`#${firstInputOf(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
