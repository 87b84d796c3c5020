import { formatCents } from '../../domain/money/money.ts';
import { AgreementText } from '../agreement-text.tsx';
import { longDate } from '../civil-date-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { Checkbox } from '../layout/choice-field.tsx';
import { Facts } from '../layout/facts.tsx';
import { TextField } from '../layout/text-field.tsx';
import { DeskForm } from './desk-layout.tsx';

/** An agreement that comes from another physician, whose patients have said yes to it. */
export interface QueuedChange {
  agreementId: string;
  number: number;
  memberNames: readonly string[];
  planName: string;
  feeCents: number;
  /** The last civil date of the year that runs. */
  termEndsOn: string;
  fromName: string;
  effectiveOn: string;
  signBy: string;
  /** Of the agreement as the patients signed it. */
  textHash: string;
  agreementHtml: string;
}

interface QueuedChangesProps {
  csrf: string;
  changes: readonly QueuedChange[];
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Those who change to this physician: a form of their own, since no payment comes of this signature. */
export function QueuedChanges({ csrf, changes, values, errors }: QueuedChangesProps) {
  const state = { values, errors };
  const about = changes.flatMap(({ agreementId, number, textHash }) => [
    [`change-text-${agreementId}`, textHash],
    [`change-number-${agreementId}`, String(number)],
  ]);
  return (
    <>
      <h2>Patients who change to you</h2>
      <p>They have an agreement with the practice, and have said yes to you as their doctor. Nothing else changes.</p>
      <DeskForm
        csrf={csrf}
        action="/desk/queue"
        button="Take over those that I chose"
        hidden={Object.fromEntries(about)}
      >
        {changes.map((one) => (
          <Queued one={one} {...state} />
        ))}
        <TextField
          {...state}
          name="change-signature"
          label="Type your full name. This is your signature."
          autocomplete="name"
        />
        <Checkbox
          {...state}
          name="change-intent"
          label="I have read what I chose above, and I intend this to be my signature on each of these agreements."
        />
      </DeskForm>
      {changes.map(({ agreementId, memberNames }) => (
        <details class="fold">
          <summary>Not take over: {memberNames.join(', ')}</summary>
          <DeskForm
            csrf={csrf}
            action="/desk/queue"
            button="I do not take it over"
            hidden={{ 'refuse-change': agreementId }}
            isQuiet
          >
            <p class="field">
              <label for={`change-reason-${agreementId}`}>Reason (optional, for the practice)</label>
              <input type="text" id={`change-reason-${agreementId}`} name="reason" autocomplete="off" />
            </p>
          </DeskForm>
        </details>
      ))}
    </>
  );
}

function Queued({ one, values, errors }: { one: QueuedChange } & Pick<QueuedChangesProps, 'values' | 'errors'>) {
  const { agreementId, planName, fromName, effectiveOn, signBy, agreementHtml } = one;
  const names = one.memberNames.join(', ');
  return (
    <section class="queued" aria-label={names}>
      <Checkbox
        values={values}
        errors={errors}
        name={`change-${agreementId}`}
        label={`${names}: ${planName}, from ${fromName}`}
        isOptional
      />
      <p>
        Yours from {longDate(effectiveOn)}. Can be signed until {longDate(signBy)}.
      </p>
      <details class="fold">
        <summary>Read the agreement</summary>
        <Facts
          facts={[
            ['Plan', planName],
            ['Fee', `${formatCents(one.feeCents)} a year`],
            ['This year ends on', longDate(one.termEndsOn)],
          ]}
        />
        <AgreementText html={agreementHtml} />
      </details>
    </section>
  );
}
