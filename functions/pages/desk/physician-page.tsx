import type { Panel } from '../../domain/practice/practice.ts';
import { longDate } from '../civil-date-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { Facts } from '../layout/facts.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type DeskFace, DeskForm, renderDeskPage } from './desk-layout.tsx';
import type { PhysicianName } from './doctor-forms.tsx';

interface PhysicianPageProps extends DeskFace {
  physicianId: string;
  name: string;
  panel: Panel;
  others: readonly PhysicianName[];
  mayRecord: boolean;
  /** The first last day, with another physician offered and without. */
  earliest: { offered: string; ended: string };
  done?: string | undefined;
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** A physician's panel; and that they leave, with what it means for each of their patients. */
export function renderPhysicianPage(props: PhysicianPageProps): string {
  const { physicianId, name, panel, others } = props;
  const { cap, seatsTaken, leave } = panel;
  const nameOf = (id: string) => others.find((one) => one.physicianId === id)?.name ?? id;
  return renderDeskPage({
    ...props,
    heading: name,
    children: (
      <>
        <Facts
          facts={[
            ['Seats', String(cap)],
            ['Taken', String(seatsTaken)],
            ...(leave === undefined
              ? []
              : ([
                  ['Leaves on', longDate(leave.on)],
                  ['Patients are offered to', leave.offeredTo === undefined ? 'Nobody' : nameOf(leave.offeredTo)],
                ] as [string, string][])),
          ]}
        />
        <p>
          <a href={`/desk/agreements?physician=${physicianId}`}>The agreements</a>
        </p>
        {leave !== undefined && (
          <p>
            Nobody new is taken. Each agreement says where it stands; those that are not answered for end on that day.
          </p>
        )}
        {leave === undefined && props.mayRecord && <LeaveForm {...props} />}
      </>
    ),
  });
}

function LeaveForm({ physicianId, name, others, earliest, csrf, values, errors }: PhysicianPageProps) {
  const state = { values, errors };
  return (
    <section class="act" aria-label={`${name} leaves`}>
      <h2>{name} leaves</h2>
      <p>
        Nobody new is taken from now on, and what is not in force yet is closed. Each patient is written to: they are
        offered another doctor and have thirty days to say yes, or their agreement ends with thirty days’ notice. What
        is paid for the days after the end goes back.
      </p>
      <DeskForm csrf={csrf} action={`/desk/physicians/${physicianId}/leave`} button="Record it, and write to all">
        <TextField
          {...state}
          name="on"
          label="The last day"
          hint={`From ${longDate(earliest.ended)} on; where another doctor is offered, from ${longDate(earliest.offered)} on.`}
          type="date"
          width="medium"
        />
        <RadioField
          {...state}
          name="offeredTo"
          label="Who is offered to the patients?"
          hint="Whom that doctor can’t take over by a yes alone, because of Medicare, is not asked: their agreement ends."
          choices={[
            ...others.map((one) => ({ value: one.physicianId, label: one.name })),
            { value: 'nobody', label: 'Nobody: the agreements end' },
          ]}
        />
        <Checkbox {...state} name="confirm" label="The patients are to be written to. This can’t be taken back here." />
      </DeskForm>
    </section>
  );
}
