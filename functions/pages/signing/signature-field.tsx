import type { FieldErrors, FieldValues } from '../form-state.ts';
import { describedBy, HintAndError, TextField } from '../layout/text-field.tsx';

interface Props {
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
  signerName: string;
  capacity: string;
}

const choices = [
  { value: 'typed', label: 'With my name as I typed it', hint: undefined },
  {
    value: 'drawn',
    label: 'By hand, in a box',
    hint: 'With a finger, a pen or the mouse. Your typed name stands below it.',
  },
];

/**
 * The name is always typed: it is what counts, and needs neither script nor steady hand. Who wants to draws as well; that
 * part stays hidden until its script (scripts/drawn-signature.ts) is there.
 */
export function SignatureField({ values, errors, signerName, capacity }: Props) {
  const error = errors?.signing;
  return (
    <>
      <TextField
        values={values}
        errors={errors}
        name="signature"
        label="Type your full name. This is your signature."
        hint={
          <>
            Your name in the agreement: {signerName} ({capacity})
          </>
        }
        autocomplete="name"
      />
      {/* An error leads to its field, so the field is there, even for whoever has lost the script. */}
      <fieldset
        class={error ? 'field wrong' : 'field'}
        data-signing
        hidden={!error}
        disabled={!error}
        aria-describedby={describedBy('signing', undefined, error)['aria-describedby']}
      >
        <legend>How should your signature look?</legend>
        <HintAndError name="signing" error={error} />
        {choices.map(({ value, label, hint }) => {
          const id = value === 'typed' ? 'signing' : `signing-${value}`;
          return (
            <div class="choice">
              <input
                type="radio"
                id={id}
                name="signing"
                value={value}
                checked={values?.signing === value}
                aria-describedby={hint && `${id}-about`}
              />
              <label for={id}>{label}</label>
              {hint && (
                <p class="hint" id={`${id}-about`}>
                  {hint}
                </p>
              )}
            </div>
          );
        })}
        <div class="pad" hidden>
          <div>
            <canvas role="img" aria-label="Box for your signature" />
          </div>
          <p class="unseen" role="status" />
          <button type="button" class="quiet">
            Clear the box
          </button>
        </div>
        <input type="hidden" name="drawing" value={values?.drawing ?? ''} />
      </fieldset>
    </>
  );
}
