import type { Agreement } from '../agreement/agreement.ts';
import { patientSigners } from '../signing/signers.ts';

/** Whether everyone who signed for the patients has said yes to automatic renewal, which is a choice of its own. */
export function isRenewalConsented(agreement: Pick<Agreement, 'documents' | 'members'>): boolean {
  const signers = patientSigners(agreement);
  return signers.length > 0 && signers.every(({ renewalConsent }) => renewalConsent === true);
}

/** Whether the next term may begin without anybody's yes, as far as is known before its notices are proven; never where its terms change. */
export function mayRenewByItself(agreement: Pick<Agreement, 'documents' | 'members' | 'renewal'>): boolean {
  const { renewal } = agreement;
  if (renewal === undefined || renewal.documentId !== undefined) return false;
  return renewal.unmet.length === 0 && isRenewalConsented(agreement);
}
