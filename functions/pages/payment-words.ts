import type { Agreement, Invoice } from '../domain/agreement/agreement.ts';

export const mediumWords = { check: 'Check', ach: 'Bank transfer', cash: 'Cash' };

/** What paid it, where that is known: a method that came later did not. */
export function paidWith({ paymentMethod }: Agreement, { received, attempts }: Invoice): string | undefined {
  if (received !== undefined) return mediumWords[received.medium];
  return attempts.at(-1)?.methodNumber === paymentMethod?.number ? paymentMethod?.label : undefined;
}
