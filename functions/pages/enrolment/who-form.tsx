import type { FieldErrors, FieldValues } from '../form-state.ts';
import { RadioField, SelectField } from '../layout/choice-field.tsx';
import { mostAdults, mostChildren } from './applicants.ts';

interface Props {
  /** Where the form for so many people is. */
  action: string;
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The first question: it decides how many people the form asks for. It holds nothing personal, so it may stand in the address. */
export function WhoForm({ action, values, errors }: Props) {
  const state = { values: { adults: '1', children: '0', ...values }, errors };
  return (
    <form method="get" action={action} noValidate>
      <RadioField
        {...state}
        name="for"
        label="Who is the agreement for?"
        choices={[
          { value: 'me', label: 'Me' },
          {
            value: 'family',
            label: 'Me and my family',
            hint: 'Adults sign for themselves, you sign for the children.',
          },
          { value: 'child', label: 'My child, or a child that I am guardian of' },
          {
            value: 'other',
            label: 'Somebody whom I sign for',
            hint: 'You hold their power of attorney or are their guardian. If they sign themselves, choose "Me" and fill it in with them.',
          },
        ]}
      />
      <div class="pair">
        <SelectField {...state} name="adults" label="Adults, of a family" choices={numbers(1, mostAdults)} />
        <SelectField {...state} name="children" label="Children" choices={numbers(0, mostChildren)} />
      </div>
      <button type="submit">Go on</button>
    </form>
  );
}

function numbers(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const value = String(from + index);
    return { value, label: value };
  });
}
