import type { FieldErrors, FieldValues } from '../form-state.ts';
import { usStates } from '../us-states.ts';
import { SelectField } from './choice-field.tsx';
import { TextField } from './text-field.tsx';

interface FieldState {
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
  /** Of somebody else than whoever fills it in: the browser knows nothing of them. */
  prefix?: string;
}

/** The fields of a postal address, as `readAddress` reads them. */
export function AddressFields({ prefix = '', ...state }: FieldState) {
  const own = (known: string) => (prefix === '' ? known : 'off');
  return (
    <>
      <TextField {...state} name={`${prefix}addressLine1`} label="Street address" autocomplete={own('address-line1')} />
      <TextField
        {...state}
        name={`${prefix}addressLine2`}
        label="Apartment, suite"
        autocomplete={own('address-line2')}
        isOptional
      />
      <TextField {...state} name={`${prefix}city`} label="City" autocomplete={own('address-level2')} />
      <SelectField
        {...state}
        name={`${prefix}state`}
        label="State"
        autocomplete={own('address-level1')}
        choices={usStates.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        {...state}
        name={`${prefix}postalCode`}
        label="ZIP code"
        inputMode="numeric"
        autocomplete={own('postal-code')}
        width="short"
      />
    </>
  );
}
