import type { Payments } from '../adapters/payments/payments.ts';
import { endingOf } from '../domain/agreement/agreement.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/**
 * Gives back what an ending settled, each part by the charge that paid it. Safe to run twice and to die after any call: a
 * part is keyed by its ending and payment.
 */
export async function refundAgreement(deps: Deps & { payments: Payments }, agreementId: string): Promise<string> {
  const { agreement } = await getAgreement(deps, agreementId);
  const ending = endingOf(agreement);
  let made = 0;
  for (const { paymentId, amountCents, way, doneOn } of ending?.settlement?.parts ?? []) {
    const chargeId = agreement.ledger.find(({ entryId }) => entryId === paymentId)?.chargeId;
    if (way !== 'charge' || doneOn !== undefined || chargeId === undefined) continue;
    const refundKey = `${agreementId}-end${ending?.number}-${paymentId}`;
    const { refundId } = await deps.payments.refund({ refundKey, chargeId, amountCents });
    await decide(deps, agreementId, { type: 'refund_made', paymentId, refundId });
    made += 1;
  }
  return made === 0 ? 'nothing-due' : 'refunded';
}
