import type { Agreement } from './agreement.ts';
import { methodsOf, withoutPayer } from './on-payer.ts';

/**
 * A payer of one year alone is charged nothing more: the next of the signers gets an invoice, as for a check, until they give a
 * method of their own. It is another method, so that nothing of the payer's is tried again.
 */
export function releasePayer(agreement: Agreement, now: string): Agreement {
  const released = withoutPayer(agreement, now);
  return { ...released, paymentMethod: { ...byCheck, number: methodsOf(released) + 1, savedAt: now } };
}

/** Nothing is charged: an invoice goes out, and staff record what comes. */
export const byCheck = { reference: 'check', label: 'Check', kind: 'check' } as const;
