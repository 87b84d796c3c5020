import type { MethodChoice, Payments } from '../../adapters/payments/payments.ts';
import type { PaymentOption } from '../../pages/signing/payment-page.tsx';

/** Of a first payment, of one of a plan that runs, and of one for somebody else's plan. */
const kindWords: Record<MethodChoice['kind'], { group: string; hint?: string }> = {
  card: { group: 'By card' },
  bank: { group: 'From a bank account', hint: 'Takes some days until the bank has paid.' },
  check: { group: 'By mail', hint: 'We send you an invoice. It is paid when the check is here.' },
};

/** What a payer may choose; `after` is the method whose bank asked for a confirmation. */
export function paymentOptions(payments: Payments, after?: string): { options: PaymentOption[]; isSandbox: boolean } {
  return {
    options: [...confirmation(payments, after), ...payments.choices].map(({ reference, label, kind }) => ({
      value: reference,
      label,
      ...kindWords[kind],
    })),
    isSandbox: payments.isSandbox,
  };
}

/** The method that a form names, if it is one that was offered. */
export function choiceOf(payments: Payments, reference: string | undefined, after?: string): MethodChoice | undefined {
  return [...confirmation(payments, after), ...payments.choices].find((choice) => choice.reference === reference);
}

function confirmation(payments: Payments, after: string | undefined): MethodChoice[] {
  const confirmed = after === undefined ? undefined : payments.confirmed(after);
  return confirmed === undefined ? [] : [confirmed];
}
