import { monthNames } from '../civil-date-words.ts';
import { type FieldErrors, type FieldValues, firstError } from '../form-state.ts';
import { Select } from './choice-field.tsx';
import { describedBy, HintAndError } from './text-field.tsx';

const months = monthNames.map((label, index) => ({ value: String(index + 1), label }));
const parts = ['birthDate', 'birthMonth', 'birthDay', 'birthYear'] as const;

interface Props {
  /** Before the fields' names, where a form asks several people. */
  prefix?: string;
  legend: string;
  hint?: string;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** The month by its name: 3/4 is March to one and April to another. */
export function BirthDateField({ prefix = '', legend, hint, values, errors }: Props) {
  const [whole, month, day, year] = parts.map((part) => `${prefix}${part}`) as [string, string, string, string];
  const error = firstError(errors, [whole, month, day, year]);
  const described = describedBy(whole, hint, error);
  // Only one's own can be filled in by the browser.
  const own = (autocomplete: string) => (prefix === '' ? autocomplete : 'off');
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={described['aria-describedby']}>
      <legend>{legend}</legend>
      <HintAndError name={whole} hint={hint} error={error} />
      <div class="date">
        <div>
          <label for={month}>Month</label>
          <Select
            name={month}
            value={values?.[month]}
            choices={months}
            autocomplete={own('bday-month')}
            {...described}
          />
        </div>
        <NumberPart name={day} label="Day" autocomplete={own('bday-day')} value={values?.[day]} described={described} />
        <NumberPart
          name={year}
          label="Year"
          autocomplete={own('bday-year')}
          value={values?.[year]}
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
