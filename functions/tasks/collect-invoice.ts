import * as z from 'zod/mini';
import { collectInvoice } from '../actions/collect-invoice.ts';
import { agreementId, defineTask, localId } from './task.ts';

/** Task of billing: charges the payer's newest method once. */
export const collectInvoiceTask = (deps: (now: string) => Parameters<typeof collectInvoice>[0]) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), async ({ agreementId, invoiceId }, now) => ({
    outcome: await collectInvoice(deps(now), agreementId, invoiceId),
  }));
