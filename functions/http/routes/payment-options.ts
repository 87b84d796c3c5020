import type { MethodChoice, Payments } from '../../adapters/payments/payments.ts';
import type { PaymentOption } from '../../pages/signing/payment-page.tsx';

export function paymentOptions(payments: Payments): { options: PaymentOption[]; isSandbox: boolean } {
  return {
    options: payments.choices.map(({ reference, label }) => ({ value: reference, label })),
    isSandbox: payments.isSandbox,
  };
}

/** The method that a form names, if it is one that was offered. */
export function choiceOf(payments: Payments, reference: string | undefined): MethodChoice | undefined {
  return payments.choices.find((choice) => choice.reference === reference);
}
