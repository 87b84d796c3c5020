import { type Agreement, documentOf, invoiceOf, personOf, signerOf } from '../../domain/agreement/agreement.ts';
import { remainingCents } from '../../domain/ledger/invoice-money.ts';
import { formatCents } from '../../domain/money/money.ts';
import { fullName, type Party } from '../../domain/people/person.ts';
import type { FieldErrors, FieldValues } from '../form-state.ts';
import { AddressFields } from '../layout/address-fields.tsx';
import { Checkbox, RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import type { AgreementActName } from './act-link.tsx';
import { ChildFields } from './child-fields.tsx';
import { DeskForm } from './desk-layout.tsx';
import { ChangeDoctorFields, DoctorAnswerFields, type PhysicianName } from './doctor-forms.tsx';

interface ActFormProps {
  act: AgreementActName;
  agreement: Agreement;
  csrf: string;
  otherPhysicians: readonly PhysicianName[];
  /** What the form is about, by hidden names, and what was filled in. */
  values: FieldValues | undefined;
  errors: FieldErrors | undefined;
}

/** Names of the fields that say what an act is about. */
const aboutNames = [
  'documentId',
  'signerId',
  'memberId',
  'partyId',
  'noticeKey',
  'invoiceId',
  'paymentId',
  'creditId',
  'useId',
  'change',
  'posting',
] as const;

const headings: Partial<Record<AgreementActName, [heading: string, button: string]>> = {
  correct: ['Correct email, phone or address', 'Correct it'],
  void: ['Make the agreement void', 'Make it void'],
  'paper-signed': ['The signed packet is back', 'Record it'],
  proof: ['Note a proof', 'Note it'],
  'in-office': ['Sign here, on this device', 'Begin, and sign me out here'],
  offer: ['Offer a seat now', 'Offer it'],
  'member-add': ['A child joins', 'Add the child'],
  'member-leaves': ['One of them leaves', 'Record it'],
  payer: ['Somebody else pays', 'Ask them'],
  'helper-add': ['Somebody gets copies', 'Add them'],
  posted: ['The letter is posted', 'Note it'],
  returned: ['The letter came back', 'Note it'],
  payment: ['Record a payment', 'Record it'],
  bounced: ['The bank took a check back', 'Record it'],
  credit: ['Ask for less', 'Ask for less'],
  extend: ['Give more time to pay', 'Give it'],
  'write-off': ['Write a payment off', 'Write it off'],
  use: ['Record a service', 'Record it'],
  cancel: ['They cancel', 'Record the cancellation'],
  end: ['End the agreement', 'End it'],
  death: ['A patient has died', 'Record it'],
  'change-doctor': ['They would like another doctor', 'Ask them in writing'],
  'doctor-answer': ['They answered about the other doctor', 'Record it'],
  renew: ['They said yes to another year', 'Record it'],
  'refund-posted': ['The refund is posted', 'Note it'],
};

const media = [
  { value: 'phone', label: 'By phone' },
  { value: 'email', label: 'By email' },
  { value: 'letter', label: 'By letter' },
  { value: 'in-person', label: 'In person' },
];

/** The form of an act that asks for something; one at a time on the agreement's page. */
export function ActForm(props: ActFormProps) {
  const { act, agreement, csrf, values } = props;
  const words = headings[act];
  if (words === undefined) return null;
  const about = Object.fromEntries(aboutNames.flatMap((name) => (values?.[name] ? [[name, values[name] ?? '']] : [])));
  return (
    <section class="act" aria-label={words[0]}>
      <h2>{words[0]}</h2>
      <DeskForm
        csrf={csrf}
        action={`/desk/agreements/${agreement.agreementId}/${act}`}
        button={words[1]}
        hidden={about}
      >
        <Fields {...props} />
      </DeskForm>
      <p>
        <a href={`/desk/agreements/${agreement.agreementId}`}>Not now</a>
      </p>
    </section>
  );
}

function Fields({ act, agreement, otherPhysicians, values, errors }: ActFormProps) {
  const state = { values, errors };
  switch (act) {
    case 'correct':
      return (
        <>
          <p>
            {whoWords(agreement, values)}. A link that went to the old email address works no longer, and a fresh one
            goes out.
          </p>
          {personIn(agreement, values)?.letterReturnedOn !== undefined && (
            <p>A letter came back from the postal address: none is printed until it is corrected.</p>
          )}
          <TextField {...state} name="email" label="Email" type="email" inputMode="email" isOptional />
          <TextField {...state} name="phone" label="Phone" type="tel" inputMode="tel" width="medium" isOptional />
          <details
            class="fold"
            open={personIn(agreement, values)?.letterReturnedOn !== undefined || hasAddress(values)}
          >
            <summary>Another postal address</summary>
            <p>Where it is another state, its rules hold from now on: the agreement’s page says what they change.</p>
            <AddressFields {...state} />
            <Checkbox {...state} name="household" label="Everybody at the old address has moved along." isOptional />
          </details>
        </>
      );
    case 'void':
      return (
        <>
          <p>It is closed, its seats are free, and everyone who was asked is told. This can’t be undone.</p>
          <TextField {...state} name="reason" label="Reason, for the timeline" hint="Nothing about anybody’s health." />
        </>
      );
    case 'paper-signed':
      return (
        <>
          <p>{whoWords(agreement, values)}.</p>
          <TextField {...state} name="name" label="The name, as it was signed" />
          <TextField {...state} name="signedOn" label="The day beside the signature" type="date" width="medium" />
          <RadioField
            {...state}
            name="renewal"
            label="Which box about renewal is ticked?"
            choices={[
              { value: 'yes', label: 'Yes, renew it by itself' },
              { value: 'no', label: 'No, ask each year' },
            ]}
          />
          <Checkbox {...state} name="complete" label="Every page came back, and each box is initialled." />
        </>
      );
    case 'proof':
      return (
        <>
          <p>{whoWords(agreement, values)} signs for somebody else. Note what shows that they may.</p>
          <TextField {...state} name="kind" label="What you have seen" hint="A power of attorney, a court’s letter." />
          <TextField {...state} name="expiresOn" label="Until when it holds" type="date" width="medium" isOptional />
        </>
      );
    case 'in-office':
      return (
        <>
          <p>
            {whoWords(agreement, values)} signs on this device, in a session of their own. You are signed out here, so
            that nobody can go back to the desk.
          </p>
          <TextField
            {...state}
            name="seen"
            label="How you know who this is"
            hint="A photo ID, or a patient you know."
          />
        </>
      );
    case 'offer':
      return (
        <TextField
          {...state}
          name="reason"
          label="Why this household, if others wait longer"
          hint="Nothing about anybody’s health."
        />
      );
    case 'member-add':
      return <ChildFields {...state} agreement={agreement} />;
    case 'member-leaves':
      return (
        <>
          <p>
            {whoWords(agreement, values)} leaves, and the others stay. After the last day the seat is free, and what is
            paid for the days after it goes back the way it was paid.
          </p>
          <RadioField {...state} name="medium" label="How did you hear of it?" choices={media} />
          <TextField {...state} name="receivedOn" label="The day on which you heard" type="date" width="medium" />
          <TextField {...state} name="lastDay" label="Their last day" type="date" width="medium" />
        </>
      );
    case 'payer':
    case 'helper-add':
      return (
        <>
          <TextField {...state} name="firstName" label="First name" />
          <TextField {...state} name="lastName" label="Last name" />
          <TextField {...state} name="email" label="Email" type="email" inputMode="email" />
          {act === 'helper-add' && (
            <Checkbox
              {...state}
              name="consent"
              label="The patient has agreed that this person gets copies of our letters, and knows that it can be ended at any time."
            />
          )}
        </>
      );
    case 'payment':
      return (
        <>
          <RadioField
            {...state}
            name="medium"
            label="How did it come?"
            choices={[
              { value: 'check', label: 'By check' },
              { value: 'ach', label: 'By a bank transfer' },
              { value: 'cash', label: 'In cash' },
            ]}
          />
          <TextField
            {...state}
            name="amount"
            label="Amount, in dollars"
            hint={`${openWords(agreement, values)} Less leaves the rest open; more is kept for the next payment.`}
            inputMode="text"
            width="short"
          />
          <TextField {...state} name="receivedOn" label="The day on which it came" type="date" width="medium" />
          <TextField {...state} name="reference" label="Number of the check, if it is one" width="medium" isOptional />
        </>
      );
    case 'bounced':
      return (
        <p>
          {checkWords(agreement, values)} is open again. The payer is told, and asked to pay in another way. The
          agreement goes on.
        </p>
      );
    case 'credit':
      return (
        <>
          <p>{openWords(agreement, values)} The payer is asked for that much less, now and for good.</p>
          <TextField {...state} name="amount" label="How much less, in dollars" inputMode="text" width="short" />
          <TextField {...state} name="reason" label="Reason, for the timeline" hint="Nothing about anybody’s health." />
        </>
      );
    case 'extend':
      return (
        <>
          <p>{invoiceWords(agreement, values)} is asked for no more until that day.</p>
          <TextField {...state} name="until" label="Time until" type="date" width="medium" />
        </>
      );
    case 'write-off':
      return (
        <>
          <p>
            {invoiceWords(agreement, values)} is never asked for again. The agreement goes on. This can’t be undone.
          </p>
          <TextField {...state} name="reason" label="Reason, for the timeline" hint="Nothing about anybody’s health." />
        </>
      );
    case 'use':
      return (
        <>
          <RadioField
            {...state}
            name="service"
            label="Which service?"
            choices={agreement.plan.services.map(({ name }) => ({ value: name, label: name }))}
          />
          {agreement.members.length > 1 && (
            <RadioField
              {...state}
              name="member"
              label="For whom?"
              choices={agreement.members.map((member) => ({ value: member.memberId, label: fullName(member) }))}
            />
          )}
          <TextField {...state} name="on" label="The day" type="date" width="medium" />
        </>
      );
    case 'cancel':
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
    case 'death':
      return (
        <>
          <p>
            {whoWords(agreement, values)}. From now on nothing is sent to them and nothing is charged to them, not even
            what waits to be sent. An agreement of theirs alone ends with that day; what was paid for the days after it
            goes back. Until that is settled, in three days, you can undo it.
          </p>
          <TextField {...state} name="diedOn" label="The day" type="date" width="medium" />
          <RadioField {...state} name="medium" label="How did you learn of it?" choices={media} />
        </>
      );
    case 'end':
      return (
        <>
          <p>
            They get thirty days at least from the day on which the letter is posted, with care in emergencies until
            then and their records. What is paid for the days after the end goes back.
          </p>
          <TextField
            {...state}
            name="postedOn"
            label="The day on which the letter was posted"
            type="date"
            width="medium"
          />
          <TextField {...state} name="endsOn" label="The last day" type="date" width="medium" />
          <TextField {...state} name="reason" label="Reason, for the timeline" hint="Nothing about anybody’s health." />
          <Checkbox
            {...state}
            name="atOnce"
            label="For a breach, or where the law lets it end at once: without the thirty days."
            isOptional
          />
        </>
      );
    case 'change-doctor':
      return <ChangeDoctorFields {...state} physicians={otherPhysicians} />;
    case 'doctor-answer':
      return <DoctorAnswerFields {...state} agreement={agreement} media={media} />;
    case 'renew':
      return <RadioField {...state} name="medium" label="How did they say it?" choices={media} />;
    case 'refund-posted':
      return <TextField {...state} name="checkNumber" label="Number of the check" width="medium" />;
    case 'returned':
      return (
        <>
          <p>
            It proves nothing any more. No letter goes to this address until it is corrected; then this one can be
            printed and posted again.
          </p>
          <TextField {...state} name="returnedOn" label="The day on which it came back" type="date" width="medium" />
        </>
      );
    case 'posted':
      return <TextField {...state} name="postedOn" label="The day on which it was posted" type="date" width="medium" />;
    default:
      return null;
  }
}

/** Which payment the form is about. */
function invoiceWords(agreement: Agreement, values: FieldValues | undefined): string {
  const invoice = invoiceOf(agreement, values?.invoiceId ?? '');
  return invoice === undefined ? 'The payment' : `The payment of ${formatCents(remainingCents(invoice))}`;
}

function openWords(agreement: Agreement, values: FieldValues | undefined): string {
  const invoice = invoiceOf(agreement, values?.invoiceId ?? '');
  return invoice === undefined ? '' : `${formatCents(remainingCents(invoice))} is open.`;
}

/** Which check the form is about. */
function checkWords({ ledger }: Agreement, values: FieldValues | undefined): string {
  const payment = ledger.find(({ entryId }) => entryId === values?.paymentId);
  if (payment === undefined) return 'What it had paid';
  const { received, amountCents } = payment;
  return `Check ${received?.reference ?? ''} of ${formatCents(-amountCents)} came back: that amount`;
}

/** Whether some of an address was filled in: its fields must not fold away with what is wrong. */
function hasAddress(values: FieldValues | undefined): boolean {
  return ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'].some((name) => Boolean(values?.[name]));
}

function personIn({ members, parties }: Agreement, { memberId, partyId }: FieldValues = {}): Party | undefined {
  return members.find((one) => one.memberId === memberId) ?? parties.find((one) => one.partyId === partyId);
}

/** Whom the form is about, by the names that stand in it. */
function whoWords(agreement: Agreement, values: FieldValues | undefined): string {
  const { documentId = '', signerId = '' } = values ?? {};
  const document = documentOf(agreement, documentId);
  const signer = document === undefined ? undefined : signerOf(document, signerId);
  if (signer !== undefined) return fullName(personOf(agreement, signer));
  const person = personIn(agreement, values);
  return person === undefined ? 'Somebody who is not here any more' : fullName(person);
}
