import { env } from '../adapters/env.ts';
import { openPayments } from '../adapters/payments/open-payments.ts';
import { openTable } from '../adapters/table/table.ts';
import { collectInvoiceTask, lookUpChargeTask } from './collect-invoice.ts';
import { refundAgreementTask } from './refund-agreement.ts';
import { taskHandler } from './task.ts';

const settings = env('money-tasks');
const table = openTable(settings.TABLE_NAME);
const standing = { table, timeZone: settings.TIME_ZONE, payments: openPayments(settings.PAYMENTS, table) };

const deps = (now: string) => ({ ...standing, now });

export const handler = taskHandler({
  'collect-invoice': collectInvoiceTask(deps),
  'look-up-charge': lookUpChargeTask(deps),
  'refund-agreement': refundAgreementTask(deps),
});
