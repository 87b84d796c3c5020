import type { AgreementEvent, RefusalCode } from '../domain/agreement/events.ts';
import { byCheck } from '../domain/agreement/payer-over.ts';
import type { Evidence } from '../domain/signing/signed-document.ts';
import { type Deps, decide } from './decide.ts';

/**
 * A signed packet has come back. Whoever signs on paper pays by check, as the packet says, unless somebody has said
 * otherwise. Recording it twice changes nothing more.
 */
export async function recordPacket(
  deps: Deps,
  agreementId: string,
  event: Extract<AgreementEvent, { type: 'signed_on_paper' }>,
  evidence: Evidence,
): Promise<RefusalCode | undefined> {
  const { agreement, refusal } = await decide(deps, agreementId, event);
  if (refusal !== undefined && refusal !== 'already_signed') return refusal;
  if (agreement.payer === undefined && agreement.paymentMethod === undefined) {
    await decide(deps, agreementId, { type: 'payment_method_saved', method: byCheck, evidence });
  }
  return refusal;
}
