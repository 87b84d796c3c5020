import { isSamePerson, payingRef } from '../domain/agreement/agreement.ts';
import type { AgreementEvent, RefusalCode } from '../domain/agreement/events.ts';
import { isMethodMissing } from '../domain/agreement/on-payer.ts';
import { byCheck } from '../domain/agreement/payer-over.ts';
import type { Evidence } from '../domain/signing/signed-document.ts';
import { type Deps, decide } from './decide.ts';

/**
 * A signed packet has come back. Whoever signs on paper and is the one who pays does so by check, as their packet says,
 * unless somebody has said otherwise. Recording it twice changes nothing more.
 */
export async function recordPacket(
  deps: Deps,
  agreementId: string,
  event: Extract<AgreementEvent, { type: 'signed_on_paper' }>,
  evidence: Evidence,
): Promise<RefusalCode | undefined> {
  const { agreement, refusal } = await decide(deps, agreementId, event);
  if (refusal !== undefined && refusal !== 'already_signed') return refusal;
  const signer = agreement.documents
    .flatMap(({ signers }) => signers)
    .find(({ signerId }) => signerId === event.signerId);
  const isPaying = signer !== undefined && isSamePerson(signer, payingRef(agreement));
  if (isPaying && agreement.payer === undefined && isMethodMissing(agreement)) {
    await decide(deps, agreementId, { type: 'payment_method_saved', method: byCheck, evidence });
  }
  return refusal;
}
