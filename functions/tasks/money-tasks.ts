import { env } from '../adapters/env.ts';
import { openPayments } from '../adapters/payments/payments.ts';
import { openTable } from '../adapters/table/table.ts';
import { collectInvoiceTask } from './collect-invoice.ts';
import { taskHandler } from './task.ts';

const settings = env('money-tasks');
const table = openTable(settings.TABLE_NAME);
const standing = { table, timeZone: settings.TIME_ZONE, payments: openPayments(settings.PAYMENTS, table) };

export const handler = taskHandler({ 'collect-invoice': collectInvoiceTask((now) => ({ ...standing, now })) });
