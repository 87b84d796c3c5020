import { paysFirstTermOnly } from '../renewal/payer-notice.ts';
import type { Agreement, Invoice } from './agreement.ts';

/** Whether one of these invoices is of a year that whoever pays has not said yes to. */
export function isPastPayer({ payer }: Pick<Agreement, 'payer'>, invoices: readonly Invoice[]): boolean {
  return payer !== undefined && paysFirstTermOnly(payer) && invoices.some(({ term }) => term > 1);
}

/**
 * A payer of the first year alone is charged nothing more: the first signer gets an invoice, as for a check, until they
 * give a method of their own. It is another method, so that nothing of the payer's is tried again.
 */
export function withoutPayer({ payer: _, paymentMethod, ...rest }: Agreement, now: string): Agreement {
  const number = (paymentMethod?.number ?? 0) + 1;
  return { ...rest, paymentMethod: { ...byCheck, number, savedAt: now } };
}

/** Nothing is charged: an invoice goes out, and staff record what comes. */
export const byCheck = { reference: 'check', label: 'Check', kind: 'check' } as const;
