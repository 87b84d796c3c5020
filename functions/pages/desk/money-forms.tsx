import type { Agreement } from '../../domain/agreement/agreement.ts';
import { invoiceOf } from '../../domain/billing/invoice.ts';
import { owedAtEndCents } from '../../domain/ending/owed-at-end.ts';
import { settlementsOf } from '../../domain/ending/settlements.ts';
import { remainingCents } from '../../domain/ledger/invoice-money.ts';
import { formatCents } from '../../domain/money/money.ts';
import type { FieldValues } from '../form-state.ts';
import { RadioField } from '../layout/choice-field.tsx';
import { TextField } from '../layout/text-field.tsx';
import { type ActForms, type FieldsProps, Reason } from './act-fields.tsx';

/** Forms about what is paid, owed and paid back. */
export const moneyForms = {
  payment: { heading: 'Record a payment', button: 'Record it', Fields: PaymentFields },
  bounced: { heading: 'The bank took a check back', button: 'Record it', Fields: BouncedFields },
  credit: { heading: 'Ask for less', button: 'Ask for less', Fields: CreditFields },
  extend: { heading: 'Give more time to pay', button: 'Give it', Fields: ExtendFields },
  'write-off': { heading: 'Write a payment off', button: 'Write it off', Fields: WriteOffFields },
  'paid-back': { heading: 'It has gone back', button: 'Note it', Fields: PaidBackFields },
  'refund-posted': { heading: 'The refund is posted', button: 'Note it', Fields: RefundFields },
} satisfies ActForms;

function PaymentFields(state: FieldsProps) {
  const { agreement, values } = state;
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
        hint={`${openWords(agreement, values)} Less leaves the rest open; more ${agreement.status === 'ended' ? 'has to go back' : 'is kept for the next payment'}.`}
        inputMode="text"
        width="short"
      />
      <TextField {...state} name="receivedOn" label="The day on which it came" type="date" width="medium" />
      <TextField {...state} name="reference" label="Number of the check, if it is one" width="medium" isOptional />
    </>
  );
}

function BouncedFields({ agreement, values }: FieldsProps) {
  return (
    <p>
      {checkWords(agreement, values)} is open again. The payer is told, and asked to pay in another way. The agreement
      goes on.
    </p>
  );
}

function CreditFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>{openWords(agreement, values)} The payer is asked for that much less, now and for good.</p>
      <TextField {...state} name="amount" label="How much less, in dollars" inputMode="text" width="short" />
      <Reason {...state} />
    </>
  );
}

function ExtendFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>{invoiceWords(agreement, values)} is asked for no more until that day.</p>
      <TextField {...state} name="until" label="Time until" type="date" width="medium" />
    </>
  );
}

function WriteOffFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <p>
        {invoiceWords(agreement, values)} is never asked for again.{' '}
        {agreement.status !== 'ended' && 'The agreement goes on. '}This can’t be undone.
      </p>
      <Reason {...state} />
    </>
  );
}

function PaidBackFields(state: FieldsProps) {
  return (
    <>
      <p>
        {formatCents(-owedAtEndCents(state.agreement))} came although nothing was due. Send it by check, or give it back
        where it was charged, and note that here.
      </p>
      <TextField {...state} name="amount" label="How much went back, in dollars" inputMode="text" width="short" />
      <TextField {...state} name="reference" label="Number of the check, or how else it went back" width="medium" />
    </>
  );
}

function RefundFields(state: FieldsProps) {
  const { agreement, values } = state;
  return (
    <>
      <h3>{refundWords(agreement, values)}</h3>
      <TextField {...state} name="checkNumber" label="Number of the check" width="medium" />
    </>
  );
}

/** Which payment the form is about. */
function invoiceWords(agreement: Agreement, values: FieldValues | undefined): string {
  const invoice = invoiceOf(agreement, values?.invoiceId ?? '');
  if (agreement.status === 'ended') return `What is owed, ${formatCents(owedAtEndCents(agreement))},`;
  return invoice === undefined ? 'The payment' : `The payment of ${formatCents(remainingCents(invoice))}`;
}

function openWords(agreement: Agreement, values: FieldValues | undefined): string {
  const invoice = invoiceOf(agreement, values?.invoiceId ?? '');
  if (invoice === undefined) return `${formatCents(owedAtEndCents(agreement))} is owed.`;
  return `${formatCents(remainingCents(invoice))} ${invoice.status === 'uncollectible' ? 'was written off' : 'is open'}.`;
}

/** Which check the form is about. */
function checkWords({ ledger }: Agreement, values: FieldValues | undefined): string {
  const payment = ledger.find(({ entryId }) => entryId === values?.paymentId);
  if (payment === undefined) return 'What it had paid';
  const { received, amountCents } = payment;
  return `Check ${received?.reference ?? ''} of ${formatCents(-amountCents)} came back: that amount`;
}

/** Which check goes back to the payer. */
function refundWords(agreement: Agreement, { paymentId, memberId }: FieldValues = {}): string {
  const parts = settlementsOf(agreement)
    .filter((one) => one.memberId === (memberId || undefined))
    .flatMap(({ settlement }) => settlement.parts);
  const part = parts.find((one) => one.paymentId === paymentId);
  return part === undefined ? 'A check' : `A check with ${formatCents(part.amountCents)}`;
}
