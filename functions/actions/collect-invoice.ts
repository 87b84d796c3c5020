import type { Payments } from '../adapters/payments/payments.ts';
import { invoiceOf } from '../domain/agreement/agreement.ts';
import { billingStep } from '../domain/billing/billing-step.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/**
 * Charges an invoice with the payer's newest method, and notes what came of it. Safe to run twice and to die after any
 * call: the charge is keyed by the invoice, and a repetition gives the outcome of the first.
 */
export async function collectInvoice(
  deps: Deps & { payments: Payments },
  agreementId: string,
  invoiceId: string,
): Promise<'paid' | 'failed' | 'nothing-due'> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  const step = billingStep(agreement, invoiceId, deps.now, { agreementId, notices, timeZone: deps.timeZone });
  const invoice = invoiceOf(agreement, invoiceId);
  const method = agreement.paymentMethod;
  if (step.next !== 'collect' || invoice === undefined || method === undefined) return 'nothing-due';

  const charge = await deps.payments.charge({
    chargeKey: `${agreementId}-${invoiceId}`,
    amountCents: invoice.amountCents,
    methodReference: method.reference,
    methodNumber: method.number,
  });
  const { refusal } =
    charge.outcome === 'succeeded'
      ? await decide(deps, agreementId, {
          type: 'payment_succeeded',
          invoiceId,
          chargeId: charge.chargeId,
          methodNumber: method.number,
        })
      : await decide(deps, agreementId, {
          type: 'payment_failed',
          invoiceId,
          code: charge.code,
          methodNumber: method.number,
        });
  if (refusal !== undefined) {
    // Charged although the invoice was closed meanwhile: money has moved, so a person must see it.
    if (charge.outcome === 'succeeded' && !(await isPaid(deps, agreementId, invoiceId))) {
      await decide(deps, agreementId, { type: 'attention_needed', code: 'charged_after_close' });
    }
    return 'nothing-due';
  }
  return charge.outcome === 'succeeded' ? 'paid' : 'failed';
}

async function isPaid(deps: Deps, agreementId: string, invoiceId: string): Promise<boolean> {
  const { agreement } = await getAgreement(deps, agreementId);
  return invoiceOf(agreement, invoiceId)?.status === 'paid';
}
