import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import type { FormProps } from '../form-state.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { renderDocument } from '../layout/document.tsx';
import { Facts } from '../layout/facts.tsx';
import { Form } from '../layout/form.tsx';
import { NextSteps, Phone } from '../layout/next-steps.tsx';
import type { PracticeFace } from '../practice-face.ts';

export interface DoctorPageProps extends FormProps {
  practice: PracticeFace;
  physicianName: string;
  newPhysicianName: string;
  /** Civil dates: the first day with the new doctor, and the last to answer. */
  effectiveOn: string;
  answerBy: string;
  /** The doctor leaves, and that is their last day: without a yes the plan ends. */
  leavesOn?: string | undefined;
  feeCents: number;
  /** Others have signed the agreement, too, and have to say yes as well. */
  hasOthers: boolean;
  backHref: string;
}

/** Yes or no to another doctor: who, from when, what stays, and what each answer means. */
export function renderDoctorPage(props: DoctorPageProps): string {
  const { practice, physicianName, newPhysicianName, effectiveOn, answerBy, leavesOn, values, errors } = props;
  return renderDocument({
    practice,
    heading: leavesOn === undefined ? 'Another doctor for you' : 'Your doctor leaves',
    errors,
    children: (
      <>
        {leavesOn !== undefined && (
          <p>
            {physicianName} leaves our practice. The last day is {longDate(leavesOn)}. If you would like to stay with
            us, {newPhysicianName} has a place for you.
          </p>
        )}
        <Facts
          facts={[
            ['Your doctor now', physicianName],
            ['Your new doctor', newPhysicianName],
            ['From', longDate(effectiveOn)],
            ['Fee', `${formatCents(props.feeCents)} a year, as before`],
            ['Please answer by', longDate(answerBy)],
          ]}
        />
        <p>Your plan, its dates and what you have paid stay as they are.</p>
        {props.hasOthers && <p>Everyone who signed the agreement with you is asked, and each has to say yes.</p>}
        <Form action={props.action} hidden={props.hidden} button="Send my answer">
          <RadioField
            values={values}
            errors={errors}
            name="answer"
            label={`Shall ${newPhysicianName} be your doctor from ${longDate(effectiveOn)}?`}
            choices={[
              {
                value: 'yes',
                label: 'Yes',
                hint: `${newPhysicianName} then signs your agreement, and we write to you.`,
              },
              { value: 'no', label: 'No', hint: noWords(props) },
            ]}
          />
        </Form>
        <NextSteps
          steps={[
            `Without an answer by ${longDate(answerBy)} we take it as a no.`,
            'After a yes you can still say no here, until the new doctor has signed.',
          ]}
        />
        <p>
          Questions first? Call us at <Phone practice={practice} />. In an emergency, call 911.
        </p>
        <p>
          <a href={props.backHref}>Back to your plan</a>
        </p>
      </>
    ),
  });
}

function noWords({ physicianName, leavesOn }: DoctorPageProps): string {
  return leavesOn === undefined
    ? `Nothing changes: you stay with ${physicianName}.`
    : 'Your plan ends. We write to you with the last day, at least 30 days ahead, and you get back the fee for the days after it, to the cent.';
}
