import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type ActForms, type FieldsProps, media, Reason } from './act-fields.tsx';

/** Forms about whether an agreement goes on. */
export const endingForms = {
  cancel: { heading: 'They cancel', button: 'Record the cancellation', Fields: CancelFields },
  end: { heading: 'End the agreement', button: 'End it', Fields: EndFields },
  renew: { heading: 'They said yes to another year', button: 'Record it', Fields: RenewFields },
} satisfies ActForms;

function CancelFields(state: FieldsProps) {
  return (
    <>
      <p>What counts is the day on which you received it, however it came. They get it in writing at once.</p>
      <RadioField {...state} name="medium" label="How did it come?" choices={media} />
      <TextField {...state} name="receivedOn" label="The day on which it came" type="date" width="medium" />
      <RadioField
        {...state}
        name="how"
        label="What do they want?"
        choices={[
          { value: 'at-term-end', label: `Stay until the end of the year, and don’t renew` },
          { value: 'on-date', label: 'End on a day' },
        ]}
      />
      <TextField
        {...state}
        name="endsOn"
        label="The last day, if they want a day"
        type="date"
        width="medium"
        isOptional
      />
    </>
  );
}

function EndFields(state: FieldsProps) {
  return (
    <>
      <p>
        They get thirty days at least from the day on which the letter is posted, with care in emergencies until then
        and their records. What is paid for the days after the end goes back.
      </p>
      <TextField {...state} name="postedOn" label="The day on which the letter was posted" type="date" width="medium" />
      <TextField {...state} name="endsOn" label="The last day" type="date" width="medium" />
      <Reason {...state} />
      <Checkbox
        {...state}
        name="atOnce"
        label="For a breach, or where the law lets it end at once: without the thirty days."
        isOptional
      />
    </>
  );
}

function RenewFields(state: FieldsProps) {
  return <RadioField {...state} name="medium" label="How did they say it?" choices={media} />;
}
