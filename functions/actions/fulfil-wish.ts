import type { SFNClient } from '@aws-sdk/client-sfn';
import { isTransient } from '../adapters/errors.ts';
import type { Key } from '../adapters/table/table.ts';
import { deleteWish, readWish, type StoredWish, workflowName } from '../adapters/table/wish-store.ts';
import { startExecution, wake } from '../adapters/workflows/workflows.ts';
import { documentOf, invoiceOf } from '../domain/agreement/agreement.ts';
import { onboardingStep } from '../domain/agreement/onboarding-step.ts';
import { billingRound, billingStep, isFirstPayment } from '../domain/billing/billing-step.ts';
import { renewalRound, renewalStep } from '../domain/renewal/renewal-step.ts';
import { signingRound, signingStep } from '../domain/signing/signing-step.ts';
import { type Deps, decide, getAgreement, NoAgreementError } from './decide.ts';
import { offerSeats } from './offer-seats.ts';

export interface WishDeps extends Deps {
  workflows: SFNClient;
  onboardingMachineArn: string;
  signingMachineArn: string;
  billingMachineArn: string;
  renewalMachineArn: string;
  terminationMachineArn: string;
  noticeMachineArn: string;
}

/**
 * Does what a wish asks for, then deletes it as it was read. The wish is a hint: what is due is read from the table, so a
 * wish that comes twice, late or out of order does no harm. Throws when it could not be done, and the wish stays; where
 * trying again will hardly help, the agreement is marked for a person's attention.
 */
export async function fulfilWish(deps: WishDeps, key: Key): Promise<'nothing-there' | 'done'> {
  const stored = await readWish(deps.table, key);
  if (stored === undefined) return 'nothing-there';
  try {
    await fulfil(deps, stored);
  } catch (error) {
    if (!isTransient(error) && stored.owner.kind === 'agreement') await markFailed(deps, stored.owner.id);
    throw error;
  }
  await deleteWish(deps.table, stored);
  return 'done';
}

/** A person must look; the wish stays, so that the sweep tries again and its alarm tells. */
async function markFailed(deps: WishDeps, agreementId: string): Promise<void> {
  try {
    await decide(deps, agreementId, { type: 'attention_needed', code: 'wish_failed' });
  } catch (error) {
    // A wish of an agreement that is not there has nobody to mark.
    if (!(error instanceof NoAgreementError)) throw error;
  }
}

async function fulfil(deps: WishDeps, { owner, wish }: StoredWish): Promise<void> {
  if (wish.workflow === 'offers') {
    await offerSeats(deps, owner.id);
    return;
  }
  if (wish.workflow === 'notice') {
    const name = `notice-${owner.id}-${wish.noticeKey}-r1`;
    return startExecution(deps.workflows, deps.noticeMachineArn, name, { owner, noticeKey: wish.noticeKey });
  }
  const { agreement, notices, tokens } = await getAgreement(deps, owner.id);
  const { agreementId, run } = agreement;
  if (wish.workflow === 'termination') {
    const name = `termination-${agreementId}-${wish.ending}-r${run}`;
    return startExecution(deps.workflows, deps.terminationMachineArn, name, { agreementId, ending: wish.ending });
  }
  const by = { agreementId, notices, timeZone: deps.timeZone };
  const token = tokens.get(workflowName(wish));
  if (wish.workflow === 'onboarding') {
    const { next } = onboardingStep(agreement, deps.now, by);
    // Asked for once more while it waits: it is woken; one of that name that runs already is not started again.
    if (token !== undefined && next !== 'wait') await wake(deps.workflows, token);
    if (next === 'end') return;
    return startExecution(deps.workflows, deps.onboardingMachineArn, `onboarding-${agreementId}-r${run}`, {
      agreementId,
    });
  }
  if (wish.workflow === 'billing') {
    const { next } = billingStep(agreement, wish.invoiceId, deps.now, by);
    if (token !== undefined && next !== 'wait') await wake(deps.workflows, token);
    const invoice = invoiceOf(agreement, wish.invoiceId);
    // A first payment is onboarding's to collect.
    if (next === 'end' || invoice === undefined || isFirstPayment(invoice)) return;
    const name = `billing-${agreementId}-${billingRound(invoice)}-r${run}`;
    const input = { agreementId, invoiceId: wish.invoiceId };
    return startExecution(deps.workflows, deps.billingMachineArn, name, input);
  }
  if (wish.workflow === 'renewal') {
    const { next } = renewalStep(agreement, wish.term, deps.now, by);
    if (token !== undefined && next !== 'wait') await wake(deps.workflows, token);
    if (next === 'end') return;
    const name = `renewal-${agreementId}-${renewalRound(agreement, wish.term)}-r${run}`;
    return startExecution(deps.workflows, deps.renewalMachineArn, name, { agreementId, term: wish.term });
  }
  const { next } = signingStep(agreement, wish.documentId, deps.now, by);
  if (token !== undefined && next !== 'wait') await wake(deps.workflows, token);
  // The agreement's own is onboarding's to start.
  if (next === 'end' || documentOf(agreement, wish.documentId)?.kind === 'agreement') return;
  const name = `signing-${agreementId}-${signingRound(agreement, wish.documentId)}-r${run}`;
  return startExecution(deps.workflows, deps.signingMachineArn, name, { agreementId, documentId: wish.documentId });
}
