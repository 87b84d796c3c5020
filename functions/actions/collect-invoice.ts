import { type ChargeOutcome, type Payments, UnknownOutcomeError } from '../adapters/payments/payments.ts';
import type { AgreementEvent } from '../domain/agreement/events.ts';
import { billingStep, failuresOf } from '../domain/billing/billing-step.ts';
import { invoiceOf, isBefore } from '../domain/billing/invoice.ts';
import { remainingCents } from '../domain/ledger/invoice-money.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

type MoneyDeps = Deps & { payments: Payments };

/**
 * Charges an invoice with the payer's newest method, and notes what came of it. Safe to run twice and to die after any
 * call: the charge is keyed by the invoice, and a repetition gives the outcome of the first.
 */
export async function collectInvoice(deps: MoneyDeps, agreementId: string, invoiceId: string): Promise<string> {
  const due = await dueOf(deps, agreementId, invoiceId, 'collect');
  const method = due?.agreement.paymentMethod;
  if (due === undefined || method === undefined) return noteFormerCharge(deps, agreementId, invoiceId);
  const { invoice } = due;
  const tried = { methodNumber: method.number, retry: failuresOf(invoice, method.number).length };
  try {
    const charge = await deps.payments.charge({
      chargeKey: keyOf(agreementId, invoiceId),
      amountCents: remainingCents(invoice),
      methodReference: method.reference,
      ...tried,
      now: deps.now,
    });
    return await note(deps, agreementId, invoiceId, charge);
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) throw error;
    const event = { type: 'payment_unknown', invoiceId, ...tried } as const;
    const { refusal } = await decide(deps, agreementId, event);
    if (refusal !== undefined) await noteFormerCharge(deps, agreementId, invoiceId);
    return 'unknown';
  }
}

/** Looks up what became of a charge whose answer was lost, or that the bank had not settled. */
export async function lookUpCharge(deps: MoneyDeps, agreementId: string, invoiceId: string): Promise<string> {
  const due = await dueOf(deps, agreementId, invoiceId, 'look-up');
  const last = due?.invoice.attempts.at(-1);
  if (last === undefined) return 'nothing-due';
  const { methodNumber, retry = 0 } = last;
  // The provider never had it: the payer is asked again, as after any failure.
  const notMade: ChargeOutcome = { outcome: 'failed', code: 'processing_error', methodNumber, retry };
  const found = await deps.payments.lookUp(keyOf(agreementId, invoiceId), deps.now);
  // What it has may be an earlier try, which is noted already.
  const isEarlier = found?.outcome === 'failed' && isBefore(found, last);
  return note(deps, agreementId, invoiceId, found === undefined || isEarlier ? notMade : found);
}

async function dueOf(deps: MoneyDeps, agreementId: string, invoiceId: string, next: 'collect' | 'look-up') {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  const step = billingStep(agreement, invoiceId, deps.now, { agreementId, notices, timeZone: deps.timeZone });
  const invoice = invoiceOf(agreement, invoiceId);
  return step.next !== next || invoice === undefined ? undefined : { agreement, invoice };
}

async function note(deps: MoneyDeps, agreementId: string, invoiceId: string, charge: ChargeOutcome): Promise<string> {
  const { agreement, refusal } = await decide(deps, agreementId, eventOf(charge, invoiceId));
  if (refusal === undefined) return charge.outcome;
  const invoice = invoiceOf(agreement, invoiceId);
  // The agreement was closed meanwhile, or staff recorded a check: money is on its way for nothing, so a person must see it.
  if (charge.outcome === 'pending' && invoice?.status !== 'open')
    await decide(deps, agreementId, { type: 'attention_needed', code: 'charged_after_close' });
  return 'nothing-due';
}

/** Notes a charge of a run that died before it could, where nothing is to be charged any more: a check was chosen since. */
async function noteFormerCharge(deps: MoneyDeps, agreementId: string, invoiceId: string): Promise<string> {
  const charge = await deps.payments.lookUp(keyOf(agreementId, invoiceId), deps.now);
  if (charge === undefined || charge.outcome === 'failed') return 'nothing-due';
  return note(deps, agreementId, invoiceId, charge);
}

function eventOf(charge: ChargeOutcome, invoiceId: string): AgreementEvent {
  const { methodNumber, retry } = charge;
  switch (charge.outcome) {
    case 'succeeded':
      return {
        type: 'payment_succeeded',
        invoiceId,
        chargeId: charge.chargeId,
        amountCents: charge.amountCents,
        methodNumber,
      };
    case 'failed':
      return { type: 'payment_failed', invoiceId, code: charge.code, methodNumber, retry };
    case 'pending':
      return { type: 'payment_pending', invoiceId, lookUpAt: charge.lookUpAt, methodNumber, retry };
  }
}

function keyOf(agreementId: string, invoiceId: string): string {
  return `${agreementId}-${invoiceId}`;
}
