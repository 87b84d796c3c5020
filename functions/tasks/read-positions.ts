import * as z from 'zod/mini';
import type { Deps } from '../actions/decide.ts';
import {
  readBillingPosition,
  readOnboardingPosition,
  readRenewalPosition,
  readSigningPosition,
  readTerminationPosition,
} from '../actions/read-position.ts';
import { agreementId, count, defineTask, endingId, localId } from './task.ts';

/** The first state of every machine: where its work stands, read from the table. */
export const readSigning = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, documentId: localId }), ({ agreementId, documentId }, now) =>
    readSigningPosition(deps(now), agreementId, documentId),
  );

export const readBilling = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, invoiceId: localId }), ({ agreementId, invoiceId }, now) =>
    readBillingPosition(deps(now), agreementId, invoiceId),
  );

export const readOnboarding = (deps: (now: string) => Parameters<typeof readOnboardingPosition>[0]) =>
  defineTask(z.object({ agreementId }), ({ agreementId }, now) => readOnboardingPosition(deps(now), agreementId));

export const readTermination = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, ending: endingId }), ({ agreementId, ending }, now) =>
    readTerminationPosition(deps(now), agreementId, ending),
  );

export const readRenewal = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, term: count }), ({ agreementId, term }, now) =>
    readRenewalPosition(deps(now), agreementId, term),
  );
