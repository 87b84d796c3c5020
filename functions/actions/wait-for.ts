import type { SFNClient } from '@aws-sdk/client-sfn';
import { storeToken } from '../adapters/table/token-store.ts';
import { wake } from '../adapters/workflows/workflows.ts';
import type { Wish } from '../domain/agreement/events.ts';
import type { Deps } from './decide.ts';
import {
  type Position,
  readBillingPosition,
  readRenewalPosition,
  readSigningPosition,
  readWholePosition,
} from './read-position.ts';

/** Those whose workflows wait for what people do. */
type WaitingWish = Exclude<Wish, { workflow: 'notice' | 'termination' }>;

/**
 * A workflow begins to wait: its token is stored first, then the table is read. If something is due already, the token is
 * answered at once; what comes later finds the token. So nothing can fall between the two.
 */
export async function waitFor(
  deps: Deps & { workflows: SFNClient },
  agreementId: string,
  wish: WaitingWish,
  token: string,
): Promise<'waiting' | 'due-already'> {
  await storeToken(deps.table, agreementId, wish, token, deps.now);
  const position = await positionOf(deps, agreementId, wish);
  if (position.next === 'wait') return 'waiting';
  await wake(deps.workflows, token);
  return 'due-already';
}

function positionOf(deps: Deps, agreementId: string, wish: WaitingWish): Promise<Position> {
  switch (wish.workflow) {
    case 'onboarding':
      return readWholePosition(deps, agreementId);
    case 'signing':
      return readSigningPosition(deps, agreementId, wish.documentId);
    case 'billing':
      return readBillingPosition(deps, agreementId, wish.invoiceId);
    case 'renewal':
      return readRenewalPosition(deps, agreementId, wish.term);
  }
}
