import type { ComponentChildren } from 'preact';
import type { FieldErrors, FieldValues } from '../form-state.ts';

export interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'date';
  autocomplete?: string;
  inputMode?: 'numeric' | 'email' | 'tel' | 'text';
  isOptional?: boolean;
  /** Lines; more than one makes it a text area. */
  rows?: number;
  /** Of the expected answer; the box shows how much is asked for. */
  width?: 'short' | 'medium';
}

/** A label, its hint, its error and its input, tied together for those who cannot see that they belong together. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, values, errors, isOptional, rows } = props;
  const error = errors?.[name];
  const shared = {
    id: name,
    name,
    class: props.width,
    autocomplete: props.autocomplete ?? 'off',
    required: !isOptional,
    ...describedBy(name, hint, error),
  };
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>
        {label}
        {isOptional && <span class="optional"> (optional)</span>}
      </label>
      <HintAndError name={name} hint={hint} error={error} />
      {/* Preact types an input by its kind; a "list", even none, admits more kinds than one. */}
      {rows ? (
        <textarea {...shared} rows={rows}>
          {values?.[name] ?? ''}
        </textarea>
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          list={undefined}
          inputMode={props.inputMode}
          value={values?.[name] ?? ''}
        />
      )}
    </div>
  );
}

export function HintAndError({
  name,
  hint,
  error,
}: {
  name: string;
  hint?: ComponentChildren;
  error?: string | undefined;
}) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** The attributes that read hint and error out with the input. */
export function describedBy(name: string, hint: unknown, error: string | undefined) {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? ('true' as const) : undefined };
}
