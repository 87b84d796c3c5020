import type { ComponentChildren } from 'preact';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { describedBy, type FieldProps, HintAndError } from './text-field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  /** A heading over all neighbours that have it in common. */
  group?: string | undefined;
}

interface ChoiceProps extends FieldProps {
  choices: readonly Choice[];
}

/** One of a few. The first radio carries the field's name as its id, so that the error summary leads to it. */
export function RadioField({ name, label, hint, values, errors, choices }: ChoiceProps) {
  const error = errors?.[name];
  return (
    <fieldset
      class={error ? 'field wrong' : 'field'}
      aria-describedby={describedBy(name, hint, error)['aria-describedby']}
    >
      <legend>{label}</legend>
      <HintAndError name={name} hint={hint} error={error} />
      {groupsOf(choices).map((group) => {
        const radios = group.map((choice) => (
          <Radio
            id={choice === choices[0] ? name : `${name}-${choice.value}`}
            name={name}
            choice={choice}
            isChecked={values?.[name] === choice.value}
          />
        ));
        const heading = group[0]?.group;
        return heading === undefined ? (
          radios
        ) : (
          <fieldset class="group">
            <legend>{heading}</legend>
            {radios}
          </fieldset>
        );
      })}
    </fieldset>
  );
}

function groupsOf(choices: readonly Choice[]): Choice[][] {
  const groups: Choice[][] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.group === choice.group) last.push(choice);
    else groups.push([choice]);
  }
  return groups;
}

function Radio({ id, name, choice, isChecked }: { id: string; name: string; choice: Choice; isChecked: boolean }) {
  return (
    <div class="choice">
      <input
        type="radio"
        id={id}
        name={name}
        value={choice.value}
        checked={isChecked}
        required
        aria-describedby={choice.hint && `${id}-about`}
      />
      <label for={id}>{choice.label}</label>
      {choice.hint && (
        <p class="hint" id={`${id}-about`}>
          {choice.hint}
        </p>
      )}
    </div>
  );
}

/** One of many. */
export function SelectField({
  name,
  label,
  hint,
  values,
  errors,
  choices,
  autocomplete,
}: ChoiceProps & { autocomplete?: string }) {
  const error = errors?.[name];
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <Select
        name={name}
        value={values?.[name]}
        choices={choices}
        autocomplete={autocomplete}
        {...describedBy(name, hint, error)}
      />
    </div>
  );
}

interface SelectProps {
  name: string;
  value: string | undefined;
  choices: readonly Choice[];
  autocomplete?: string | undefined;
}

export function Select({ name, value, choices, autocomplete, ...described }: SelectProps) {
  return (
    <select id={name} name={name} autocomplete={autocomplete} required {...described}>
      <option value="">Choose…</option>
      {choices.map((choice) => (
        <option value={choice.value} selected={value === choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

interface CheckboxProps {
  name: string;
  label: ComponentChildren;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
  /** The id of a text above that the box is about. */
  about?: string;
  isOptional?: boolean;
}

/** A "yes" of its own: never ticked beforehand. */
export function Checkbox({ name, label, values, errors, about, isOptional = false }: CheckboxProps) {
  const error = errors?.[name];
  const ids = [about, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <HintAndError name={name} error={error} />
      <div class="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={values?.[name] === 'yes'}
          required={!isOptional}
          aria-describedby={ids || undefined}
          aria-invalid={error ? 'true' : undefined}
        />
        <label for={name}>{label}</label>
      </div>
    </div>
  );
}
