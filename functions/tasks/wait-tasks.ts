import * as z from 'zod/mini';
import { waitFor } from '../actions/wait-for.ts';
import { agreementId, count, defineTask, localId } from './task.ts';

type WaitDeps = (now: string) => Parameters<typeof waitFor>[0];
const token = z.string().check(z.minLength(1), z.maxLength(2048));

/** Task of signing that waits for its token: until a signer does something, or a date has come. */
export const waitForSigners = (deps: WaitDeps) =>
  defineTask(
    z.object({ agreementId, documentId: localId, token }),
    async ({ agreementId, documentId, token }, now) => ({
      outcome: await waitFor(deps(now), agreementId, { workflow: 'signing', documentId }, token),
    }),
  );

/** Task of billing that waits for its token: until the payer gives another method, or a date has come. */
export const waitForPayment = (deps: WaitDeps) =>
  defineTask(z.object({ agreementId, invoiceId: localId, token }), async ({ agreementId, invoiceId, token }, now) => ({
    outcome: await waitFor(deps(now), agreementId, { workflow: 'billing', invoiceId }, token),
  }));

/** Task of onboarding that waits for its token: until an offered seat is taken or let go, or the days to answer are over. */
export const waitForAnswer = (deps: WaitDeps) =>
  defineTask(z.object({ agreementId, token }), async ({ agreementId, token }, now) => ({
    outcome: await waitFor(deps(now), agreementId, { workflow: 'onboarding' }, token),
  }));

/** Task of renewal that waits for its token: until somebody says yes or no, or a date has come. */
export const waitForRenewal = (deps: WaitDeps) =>
  defineTask(z.object({ agreementId, term: count, token }), async ({ agreementId, term, token }, now) => ({
    outcome: await waitFor(deps(now), agreementId, { workflow: 'renewal', term }, token),
  }));
