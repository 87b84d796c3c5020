import type { FieldErrors, FieldValues } from '../form-state.ts';
import { usStates } from '../us-states.ts';
import { SelectField } from './choice-field.tsx';
import { TextField } from './text-field.tsx';

interface FieldState {
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** The fields of a postal address, as `readAddress` reads them. */
export function AddressFields(state: FieldState) {
  return (
    <>
      <TextField {...state} name="addressLine1" label="Street address" autocomplete="address-line1" />
      <TextField {...state} name="addressLine2" label="Apartment, suite" autocomplete="address-line2" isOptional />
      <TextField {...state} name="city" label="City" autocomplete="address-level2" />
      <SelectField
        {...state}
        name="state"
        label="State"
        autocomplete="address-level1"
        choices={usStates.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        {...state}
        name="postalCode"
        label="ZIP code"
        inputMode="numeric"
        autocomplete="postal-code"
        width="short"
      />
    </>
  );
}
