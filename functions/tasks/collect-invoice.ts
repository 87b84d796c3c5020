import * as z from 'zod/mini';
import { collectInvoice, lookUpCharge } from '../actions/collect-invoice.ts';
import { agreementId, defineTask, localId } from './task.ts';

/** Task of billing: charges the payer's newest method once. */
export const collectInvoiceTask = (deps: (now: string) => Parameters<typeof collectInvoice>[0]) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), async ({ agreementId, invoiceId }, now) => ({
    outcome: await collectInvoice(deps(now), agreementId, invoiceId),
  }));

/** Task of billing: looks up what became of a charge that is not settled, or whose answer was lost. */
export const lookUpChargeTask = (deps: (now: string) => Parameters<typeof lookUpCharge>[0]) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), async ({ agreementId, invoiceId }, now) => ({
    outcome: await lookUpCharge(deps(now), agreementId, invoiceId),
  }));
