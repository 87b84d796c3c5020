import { AgreementText } from '../agreement-text.tsx';
import { longDate } from '../civil-date-words.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { type KeyTerms, KeyTermsList } from '../key-terms.tsx';
import { Checkbox } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type SignatureFace, SignatureList } from '../signature-list.tsx';
import { type DeskFace, DeskForm, renderDeskPage } from './desk-layout.tsx';
import { type QueuedChange, QueuedChanges } from './queued-changes.tsx';

export interface QueuedAgreement {
  agreementId: string;
  terms: KeyTerms;
  signatures: readonly SignatureFace[];
  expiresOn: string;
  textHash: string;
  agreementHtml: string;
}

interface QueuePageProps extends DeskFace {
  queue: readonly QueuedAgreement[];
  /** Those that come from another physician. */
  changes: readonly QueuedChange[];
  values?: FieldValues | undefined;
  errors?: FieldErrors | undefined;
  done?: string | undefined;
}

/** The physician's queue: each agreement can be read in full, and a selection is signed with one stated intent. */
export function renderQueuePage(props: QueuePageProps): string {
  const { csrf, queue, changes, staff, values, errors } = props;
  return renderDeskPage({
    ...props,
    heading: 'Agreements to sign',
    errors,
    children: (
      <>
        {queue.length > 0 && <Queue {...props} />}
        {changes.length > 0 && <QueuedChanges csrf={csrf} changes={changes} values={values} errors={errors} />}
        {queue.length + changes.length === 0 && (
          <p>
            {staff.physicianId === undefined
              ? 'You can’t sign for any panel yet: the address of your account, once it is verified, must be the one that the practice’s settings have for a physician.'
              : 'Nothing waits for your signature. When something does, you get one email a day.'}
          </p>
        )}
      </>
    ),
  });
}

function Queue({ csrf, queue, values, errors }: QueuePageProps) {
  const state = { values, errors };
  const texts = queue.map(({ agreementId, textHash }) => [`text-${agreementId}`, textHash]);
  return (
    <>
      <DeskForm csrf={csrf} action="/desk/queue" button="Sign those that I chose" hidden={Object.fromEntries(texts)}>
        {queue.map((one) => (
          <Queued one={one} {...state} />
        ))}
        <TextField
          {...state}
          name="signature"
          label="Type your full name. This is your signature."
          autocomplete="name"
        />
        <Checkbox
          {...state}
          name="intent"
          label="I have read what I chose above, and I intend this to be my signature on each of them. When I sign a new agreement, its first payment is asked for."
        />
      </DeskForm>
      <h2>Is there one that you do not want to sign?</h2>
      {queue.map(({ agreementId, terms }) => (
        <details class="fold">
          <summary>Decline: {terms.memberNames.join(', ')}</summary>
          <DeskForm csrf={csrf} action="/desk/queue" button="Decline it" hidden={{ decline: agreementId }} isQuiet>
            <p class="field">
              <label for={`reason-${agreementId}`}>Reason (optional, for the practice)</label>
              <input type="text" id={`reason-${agreementId}`} name="reason" autocomplete="off" />
            </p>
          </DeskForm>
        </details>
      ))}
    </>
  );
}

interface QueuedProps {
  one: QueuedAgreement;
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

function Queued({ one, values, errors }: QueuedProps) {
  const { agreementId, terms, signatures, expiresOn, agreementHtml } = one;
  const names = terms.memberNames.join(', ');
  return (
    <section class="queued" aria-label={names}>
      <Checkbox
        values={values}
        errors={errors}
        name={`sign-${agreementId}`}
        label={`${names}: ${terms.planName}${kindWords(terms)}`}
        isOptional
      />
      <p>Can be signed until {longDate(expiresOn)}.</p>
      <details class="fold">
        <summary>Read it: key terms, who has signed, the text</summary>
        <KeyTermsList terms={terms} />
        <SignatureList signatures={signatures} />
        <AgreementText html={agreementHtml} />
      </details>
    </section>
  );
}

function kindWords({ change, joining }: KeyTerms): string {
  if (joining !== undefined) return `, ${joining.name} joins`;
  return change === undefined ? '' : ', changed terms';
}
