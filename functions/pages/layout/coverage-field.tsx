import type { FieldErrors, FieldValues } from '../form-state.ts';
import { RadioField } from './choice-field.tsx';

interface Props {
  /** Before the field's name, where a form asks several people. */
  prefix?: string;
  label: string;
  hint?: string;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** Whether somebody has Medicare or Medicaid: both have rules of their own for these agreements. */
export function CoverageField({ prefix = '', ...props }: Props) {
  return (
    <RadioField
      {...props}
      name={`${prefix}coverage`}
      choices={[
        { value: 'neither', label: 'Neither' },
        { value: 'medicare', label: 'Medicare' },
        { value: 'medicaid', label: 'Medicaid' },
        { value: 'both', label: 'Both' },
      ]}
    />
  );
}
