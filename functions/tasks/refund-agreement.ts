import * as z from 'zod/mini';
import { refundAgreement } from '../actions/refund-agreement.ts';
import { agreementId, defineTask } from './task.ts';

/** Task of termination: gives back what was not earned. */
export const refundAgreementTask = (deps: (now: string) => Parameters<typeof refundAgreement>[0]) =>
  defineTask(z.object({ agreementId }), async ({ agreementId }, now) => ({
    outcome: await refundAgreement(deps(now), agreementId),
  }));
