import type { SFNClient } from '@aws-sdk/client-sfn';
import { isTransient } from '../adapters/errors.ts';
import type { Key } from '../adapters/table/table.ts';
import { deleteWish, readWish, type StoredWish } from '../adapters/table/wish-store.ts';
import { startExecution, wake } from '../adapters/workflows/workflows.ts';
import { type Agreement, documentOf } from '../domain/agreement/agreement.ts';
import { workflowName } from '../domain/agreement/events.ts';
import { executionName, type SteppedWish, stepOf } from '../domain/agreement/workflows.ts';
import { invoiceOf, isFirstPayment } from '../domain/billing/invoice.ts';
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
    const { noticeKey, run = 1 } = wish;
    const name = `notice-${owner.id}-${noticeKey}-r${run}`;
    return startExecution(deps.workflows, deps.noticeMachineArn, name, { owner, noticeKey });
  }
  const { agreement, notices, tokens } = await getAgreement(deps, owner.id);
  const { agreementId } = agreement;
  const { next } = stepOf(agreement, wish, deps.now, { agreementId, notices, timeZone: deps.timeZone });
  const token = tokens.get(workflowName(wish));
  // Asked for once more while it waits: it is woken; one of that name that runs already is not started again.
  if (token !== undefined && next !== 'wait') await wake(deps.workflows, token);
  if (next === 'end' || isOnboardings(agreement, wish)) return;
  const { workflow: _, ...ids } = wish;
  const name = executionName(agreement, wish);
  return startExecution(deps.workflows, machineOf(deps, wish), name, { agreementId, ...ids });
}

/** The agreement's own signing and the first payment are onboarding's to start; the receipt, once it is paid, is not. */
function isOnboardings(agreement: Agreement, wish: SteppedWish): boolean {
  if (wish.workflow === 'signing') return documentOf(agreement, wish.documentId)?.kind === 'agreement';
  const invoice = wish.workflow === 'billing' ? invoiceOf(agreement, wish.invoiceId) : undefined;
  return invoice?.status === 'open' && isFirstPayment(invoice);
}

/** The machine that a wish starts. */
export function machineOf(deps: WishDeps, { workflow }: SteppedWish): string {
  return deps[`${workflow}MachineArn`];
}
