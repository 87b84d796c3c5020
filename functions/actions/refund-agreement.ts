import type { Payments } from '../adapters/payments/payments.ts';
import { endingOf } from '../domain/ending/ending.ts';
import { settlementsOf } from '../domain/ending/settlements.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/**
 * Gives back what was settled, each part by the charge that paid it. Safe to run twice and to die after any call: a part is
 * keyed by its ending, or by the member who left, and by its payment.
 */
export async function refundAgreement(deps: Deps & { payments: Payments }, agreementId: string): Promise<string> {
  const { agreement } = await getAgreement(deps, agreementId);
  let made = 0;
  for (const { memberId, settlement } of settlementsOf(agreement)) {
    for (const { paymentId, amountCents, way, doneOn } of settlement.parts) {
      const chargeId = agreement.ledger.find(({ entryId }) => entryId === paymentId)?.chargeId;
      if (way !== 'charge' || doneOn !== undefined || chargeId === undefined) continue;
      const refundKey = `${agreementId}-end${memberId ?? endingOf(agreement)?.number}-${paymentId}`;
      const { refundId } = await deps.payments.refund({ refundKey, chargeId, amountCents });
      const whose = memberId === undefined ? {} : { memberId };
      await decide(deps, agreementId, { type: 'refund_made', paymentId, refundId, ...whose });
      made += 1;
    }
  }
  return made === 0 ? 'nothing-due' : 'refunded';
}
