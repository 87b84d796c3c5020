import type { Table } from '../table/table.ts';
import { manualPayments } from './manual.ts';
import type { Payments } from './payments.ts';
import { sandboxPayments } from './sandbox.ts';

/** The provider that the deployment was configured with. Throws an error that names what is allowed. */
export function openPayments(provider: string, table: Table): Payments {
  if (provider === 'sandbox') return sandboxPayments(table);
  if (provider === 'manual') return manualPayments;
  throw new Error(`PAYMENTS is "${provider}"; known providers: manual, sandbox`);
}
