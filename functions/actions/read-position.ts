import type { SFNClient } from '@aws-sdk/client-sfn';
import { hasClosed } from '../adapters/workflows/workflows.ts';
import { type OnboardingStep, onboardingStep } from '../domain/agreement/onboarding-step.ts';
import { type BillingStep, billingStep } from '../domain/billing/billing-step.ts';
import { secondsBetween } from '../domain/calendar/practice-time.ts';
import { type TerminationStep, terminationStep } from '../domain/ending/termination-step.ts';
import { type RenewalStep, renewalStep } from '../domain/renewal/renewal-step.ts';
import { type SigningStep, signingStep } from '../domain/signing/signing-step.ts';
import { type Deps, getAgreement } from './decide.ts';

/** A step as its machine reads it: a wait carries its whole seconds, at least one. Ids only. */
export type Position = Record<string, unknown> & { next: string };

export async function readSigningPosition(deps: Deps, agreementId: string, documentId: string): Promise<Position> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  return toPosition(
    signingStep(agreement, documentId, deps.now, { agreementId, notices, timeZone: deps.timeZone }),
    deps.now,
  );
}

export async function readBillingPosition(deps: Deps, agreementId: string, invoiceId: string): Promise<Position> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  return toPosition(
    billingStep(agreement, invoiceId, deps.now, { agreementId, notices, timeZone: deps.timeZone }),
    deps.now,
  );
}

export async function readTerminationPosition(
  deps: Deps,
  agreementId: string,
  ending: number | string,
): Promise<Position> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  return toPosition(
    terminationStep(agreement, ending, deps.now, { agreementId, notices, timeZone: deps.timeZone }),
    deps.now,
  );
}

export async function readRenewalPosition(deps: Deps, agreementId: string, term: number): Promise<Position> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  return toPosition(
    renewalStep(agreement, term, deps.now, { agreementId, notices, timeZone: deps.timeZone }),
    deps.now,
  );
}

/** What onboarding waits for or does next, without its children's names. */
export async function readWholePosition(deps: Deps, agreementId: string): Promise<Position> {
  return toPosition(await stepOf(deps, agreementId), deps.now);
}

async function stepOf(deps: Deps, agreementId: string): Promise<OnboardingStep> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  return onboardingStep(agreement, deps.now, { agreementId, notices, timeZone: deps.timeZone });
}

/**
 * What onboarding does next. A child's name is given just before it is started; one of that name that has closed already
 * is not started again: its work shows in the table, or a person must look.
 */
export async function readOnboardingPosition(
  deps: Deps & { workflows: SFNClient; signingMachineArn: string; billingMachineArn: string },
  agreementId: string,
): Promise<Position> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  const step = onboardingStep(agreement, deps.now, { agreementId, notices, timeZone: deps.timeZone });
  if (step.next !== 'sign' && step.next !== 'bill') return toPosition(step, deps.now);
  const [machineArn, childName] =
    step.next === 'sign'
      ? [deps.signingMachineArn, `signing-${agreementId}-${step.documentId}-r${agreement.run}`]
      : [deps.billingMachineArn, `billing-${agreementId}-${step.invoiceId}-r${agreement.run}`];
  if (!(await hasClosed(deps.workflows, machineArn, childName))) return { ...step, childName };
  // It may have closed between the two reads: only what the table says after that counts.
  const newer = await stepOf(deps, agreementId);
  return newer.next === step.next ? { next: 'child-closed', childName } : readOnboardingPosition(deps, agreementId);
}

function toPosition(
  step: OnboardingStep | SigningStep | BillingStep | RenewalStep | TerminationStep,
  now: string,
): Position {
  if (step.next !== 'wait') return step;
  return { next: 'wait', waitSeconds: Math.max(1, secondsBetween(now, step.until)) };
}
