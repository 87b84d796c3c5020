import type { Table } from '../table/table.ts';
import { sandboxPayments } from './sandbox.ts';

/** A charge's end. `failed` carries Stripe's decline code. */
export type ChargeOutcome = { outcome: 'succeeded'; chargeId: string } | { outcome: 'failed'; code: string };

export interface MethodChoice {
  reference: string;
  label: string;
}

/** What takes payments: one small face for every provider. */
export interface Payments {
  /** Whether no real money moves: pages say so. */
  isSandbox: boolean;
  /** What the payer may choose from on our own page. */
  choices: MethodChoice[];
  /**
   * Charges `amountCents` for the invoice that `chargeKey` names. However often it is called, at most one charge of a key
   * ever succeeds, and one method is charged once: a repetition gives the stored outcome. A newer method (a higher number)
   * may be tried after a failure.
   */
  charge(request: {
    chargeKey: string;
    amountCents: number;
    methodReference: string;
    methodNumber: number;
  }): Promise<ChargeOutcome>;
}

/** The provider that the deployment was configured with. Throws an error that names what is allowed. */
export function openPayments(provider: string, table: Table): Payments {
  if (provider === 'sandbox') return sandboxPayments(table);
  throw new Error(`PAYMENTS is "${provider}"; known providers: sandbox`);
}
