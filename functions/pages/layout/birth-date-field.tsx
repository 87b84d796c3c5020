import { monthNames } from '../civil-date-words.ts';
import { type FieldErrors, type FieldValues, firstError } from '../form-state.ts';
import { Select } from './choice-field.tsx';
import { describedBy, HintAndError } from './text-field.tsx';

const months = monthNames.map((label, index) => ({ value: String(index + 1), label }));
const parts = ['birthDate', 'birthMonth', 'birthDay', 'birthYear'];

interface Props {
  legend: string;
  hint?: string;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** The month by its name: 3/4 is March to one and April to another. */
export function BirthDateField({ legend, hint, values, errors }: Props) {
  const error = firstError(errors, parts);
  const described = describedBy('birthDate', hint, error);
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={described['aria-describedby']}>
      <legend>{legend}</legend>
      <HintAndError name="birthDate" hint={hint} error={error} />
      <div class="date">
        <div>
          <label for="birthMonth">Month</label>
          <Select
            name="birthMonth"
            value={values?.birthMonth}
            choices={months}
            autocomplete="bday-month"
            {...described}
          />
        </div>
        <NumberPart
          name="birthDay"
          label="Day"
          autocomplete="bday-day"
          value={values?.birthDay}
          described={described}
        />
        <NumberPart
          name="birthYear"
          label="Year"
          autocomplete="bday-year"
          value={values?.birthYear}
          described={described}
        />
      </div>
    </fieldset>
  );
}

interface NumberPartProps {
  name: string;
  label: string;
  autocomplete: string;
  value: string | undefined;
  described: ReturnType<typeof describedBy>;
}

function NumberPart({ name, label, autocomplete, value, described }: NumberPartProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        inputMode="numeric"
        autocomplete={autocomplete}
        value={value ?? ''}
        required
        {...described}
      />
    </div>
  );
}
