import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask, localId } from './task.ts';

/** Task of billing: a first payment stayed open to its last day, so the agreement never comes into force. */
export const giveUpInvoice = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), async ({ agreementId, invoiceId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'invoice_given_up', invoiceId });
    return { outcome: refusal ?? 'given-up' };
  });

/** Task of billing: what stayed open of a term is the physician's to decide. */
export const escalateInvoice = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), async ({ agreementId, invoiceId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'invoice_escalated', invoiceId });
    return { outcome: refusal ?? 'escalated' };
  });
