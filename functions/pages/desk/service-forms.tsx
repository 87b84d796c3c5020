import { fullName } from '../../domain/people/person.ts';
import { serviceNames } from '../../domain/use/service-use.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { ActForms, FieldsProps } from './act-fields.tsx';

/** The form about what a plan includes. */
export const serviceForms = {
  use: { heading: 'Record a service', button: 'Record it', Fields: UseFields },
} satisfies ActForms;

/** The link that leads here names its service by number: no address says what anybody had. */
function UseFields({ agreement, ...state }: FieldsProps) {
  const names = serviceNames(agreement);
  const chosen = names[Number(state.values?.number) - 1];
  return (
    <>
      <RadioField
        {...state}
        values={{ service: chosen, ...state.values }}
        name="service"
        label="Which service?"
        choices={names.map((name) => ({ value: name, label: name }))}
      />
      {agreement.members.length > 1 && (
        <RadioField
          {...state}
          name="member"
          label="For whom?"
          choices={agreement.members.map((member) => ({ value: member.memberId, label: fullName(member) }))}
        />
      )}
      <TextField {...state} name="on" label="The day on which it was given" type="date" width="medium" />
    </>
  );
}
